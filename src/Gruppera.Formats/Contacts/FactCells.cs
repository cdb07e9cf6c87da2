using System.Runtime.CompilerServices;
using System.Text;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>Cells -> sex, discharge and the facts of age, care days and care form, without allocating. Every fact that is there is read,
/// needed or not, so that facts that contradict each other are seen. One per thread.</summary>
internal sealed class FactCells
{
    private readonly LayoutBinding _binding;
    private readonly RowCells _cells;
    private readonly OddValues _odd;
    private readonly ValueMap<Sex> _sexes;
    private readonly ValueMap<DischargeMode> _discharges;
    private readonly ValueMap<CareForm> _careForms;
    private readonly ValueMap<bool> _flags;
    private readonly bool _hasFlags;
    private readonly DateOrders?[] _orders = new DateOrders?[Enum.GetValues<ContactRole>().Length];
    private readonly ContactNeeds _allowed;
    private ContactFacts _decided;

    internal FactCells(LayoutBinding binding, RowCells cells, OddValues odd)
    {
        (_binding, _cells, _odd) = (binding, cells, odd);
        var layout = binding.Layout;
        _allowed = layout.IsOfCases ? ContactNeeds.All : layout.AllowMissing;
        _sexes = new(layout.SexValues, Sex.TryRead, layout.StrictValues.Contains(ContactRole.Sex));
        _discharges = new(layout.DischargeValues, DischargeMode.TryRead, layout.StrictValues.Contains(ContactRole.Discharge));
        _careForms = new(layout.CareFormValues, CareForm.TryRead, layout.StrictValues.Contains(ContactRole.CareForm));
        _flags = new([], TryReadFlag);
        _hasFlags = binding[ContactRole.Dead].Exists || binding[ContactRole.DeathDate].Exists || binding[ContactRole.Transferred].Exists
            || binding[ContactRole.LeftAgainstAdvice].Exists;
        foreach (var (role, orders) in layout.DateOrders)
            _orders[(int)role] = orders;
    }

    internal Sex Sex { get; private set; }

    internal DischargeMode Discharge { get; private set; }

    /// <summary>Date of admission or visit, where it is given.</summary>
    internal DateOnly? Admission { get; private set; }

    /// <summary>Date of discharge of the row last read, where it is given.</summary>
    internal DateOnly? DischargeDate { get; private set; }

    internal ref readonly ContactFacts Facts => ref _decided;

    /// <summary>What makes the row unreadable, or null.</summary>
    internal IssueCode? Problem { get; private set; }

    /// <summary>What the problem is about.</summary>
    internal ContactRole ProblemRole { get; private set; }

    internal void Read(ReadOnlySpan<byte> data)
    {
        Problem = null;
        Sex = Mean(_sexes, data, ContactRole.Sex);
        Admission = ReadDate(data, ContactRole.AdmissionDate);
        var ofId = ReadPerson(data);
        var careForm = Mean(_careForms, data, ContactRole.CareForm);
        careForm = careForm == CareForm.ByDates ? _binding.Layout.CareForm : careForm;
        var discharge = DischargeDate = ReadDate(data, ContactRole.DischargeDate);
        Discharge = ReadDischarge(data);
        if (_binding.Layout.InpatientHours > 0 && careForm == CareForm.ByDates)
            careForm = ReadHours(data, discharge);
        var given = new GivenFacts
        {
            AgeDays = ReadNumber(data, ContactRole.AgeDays, FormatIssues.UnreadableAge),
            BirthDate = ReadDate(data, ContactRole.BirthDate),
            BirthDateOfId = ofId,
            AgeYears = ReadYears(data),
            BirthYear = ReadNumber(data, ContactRole.BirthYear, IssueCodes.UnreadableDate),
            Admission = Admission,
            Duration = ReadNumber(data, ContactRole.Duration, FormatIssues.UnreadableDuration) ?? ReadNights(data, careForm),
            Discharge = discharge,
            LeaveDays = ReadNumber(data, ContactRole.LeaveDays, FormatIssues.UnreadableDuration),
            CareForm = careForm,
            IsVisitWithoutDischarge = _binding.Layout.IsVisitWithoutDischarge,
        };
        _decided = ContactFacts.Of(given, _allowed, _binding.Layout.IsOfCases);
        var isIdUnreadable = Facts.AgeFrom == GivenFact.None && ofId is null && !Text(data, ContactRole.PersonalId).IsEmpty;
        if (isIdUnreadable && Problem is null)
            Fail(FormatIssues.UnreadablePersonalId, ContactRole.PersonalId);
        else if (Facts.Problem is { } problem && Problem is null)
            Conclude(problem);
    }

    /// <summary>The column of the fact that holds in spite of a warning.</summary>
    internal ContactRole RoleOf(IssueCode warning) => RoleOf(warning == IssueCodes.AgesDiffer ? Facts.AgeFrom : Facts.DurationFrom);

    private static bool TryReadFlag(ReadOnlySpan<byte> text, out bool flag)
    {
        if (WholeNumber.TryParse(text, out var number))
            return (flag = number == 1) || number == 0;
        foreach (var (word, value) in Flags)
        {
            if (Ascii.EqualsIgnoreCase(text, word) || text.SequenceEqual(word))
            {
                flag = value;
                return true;
            }
        }

        return flag = false;
    }

    private static readonly (byte[] Word, bool Flag)[] Flags =
    [
        .. "T Y J X true yes ja kyllä sant sann sandt avliden död dead deceased died expired exitus kuollut mors"
            .Split(' ').Select(word => (Encoding.UTF8.GetBytes(word), true)),
        .. "F N false no nej nei ei falskt usann falsk levande alive lever levende elossa -"
            .Split(' ').Select(word => (Encoding.UTF8.GetBytes(word), false)),
    ];

    /// <summary>The column that a problem of the facts is about: the one that was read, or the first that would give what is
    /// missing.</summary>
    private void Conclude(IssueCode problem)
    {
        if (problem == IssueCodes.AgeMissing)
            Fail(problem, FirstOf(
                ContactRole.AgeDays, ContactRole.BirthDate, ContactRole.AgeYears, ContactRole.BirthYear, ContactRole.PersonalId));
        else if (problem == IssueCodes.DurationMissing)
            Fail(problem, FirstOf(ContactRole.Duration, ContactRole.DischargeDate, ContactRole.CareForm));
        else
            Fail(problem, RoleOf(Facts.ProblemIn));
    }

    private ContactRole FirstOf(params ReadOnlySpan<ContactRole> roles)
    {
        foreach (var role in roles)
        {
            if (_binding[role].Exists)
                return role;
        }

        return roles[0];
    }

    private static ContactRole RoleOf(GivenFact fact) => fact switch
    {
        GivenFact.AgeDays => ContactRole.AgeDays,
        GivenFact.AgeYears => ContactRole.AgeYears,
        GivenFact.Duration => ContactRole.Duration,
        GivenFact.CareForm => ContactRole.CareForm,
        GivenFact.BirthDate => ContactRole.BirthDate,
        GivenFact.PersonalId => ContactRole.PersonalId,
        GivenFact.BirthYear => ContactRole.BirthYear,
        _ => ContactRole.DischargeDate,
    };

    private DischargeMode ReadDischarge(ReadOnlySpan<byte> data)
    {
        if (_hasFlags)
        {
            if (IsDead(data, ContactRole.Dead) || IsDead(data, ContactRole.DeathDate))
                return DischargeMode.Dead;
            if (HasFlag(data, ContactRole.Transferred))
                return DischargeMode.Transferred;
            if (HasFlag(data, ContactRole.LeftAgainstAdvice))
                return DischargeMode.LeftAgainstAdvice;
        }

        return Mean(_discharges, data, ContactRole.Discharge);
    }

    /// <summary>True for a flag that says so, and for a day of death that is not after the contact; one after it says nothing.</summary>
    private bool IsDead(ReadOnlySpan<byte> data, ContactRole role)
    {
        var text = Text(data, role);
        if (text.IsEmpty || _flags.Find(text, out var isKnown))
            return !text.IsEmpty;
        if (isKnown)
            return false;
        if (TryReadDate(text, role, out var death) && (DischargeDate ?? Admission) is { } end)
            return death <= end;
        _odd.Add(_binding[role], text, OddKind.WithoutMeaning);
        return false;
    }

    private bool HasFlag(ReadOnlySpan<byte> data, ContactRole role)
    {
        var text = Text(data, role);
        var flag = _flags.Find(text, out var isKnown);
        if (!isKnown)
            _odd.Add(_binding[role], text, OddKind.WithoutMeaning);
        return flag;
    }

    /// <summary>What a column's value means; a value without meaning is an issue where the layout says so.</summary>
    private T Mean<T>(ValueMap<T> map, ReadOnlySpan<byte> data, ContactRole role)
        where T : struct
    {
        var text = Text(data, role);
        var meaning = map.Find(text, out var isKnown);
        if (isKnown)
            return meaning;
        if (_binding.Layout.StrictValues.Contains(role))
            Fail(FormatIssues.UnmappedValue, role);
        _odd.Add(_binding[role], text, OddKind.WithoutMeaning);
        return meaning;
    }

    /// <summary>Birth date from a personal identity number, and the sex where no column gives it.</summary>
    private DateOnly? ReadPerson(ReadOnlySpan<byte> data)
    {
        if (!_binding[ContactRole.PersonalId].Exists || !PersonalId.TryRead(Text(data, ContactRole.PersonalId), out var birth, out var sex))
            return null;
        if (Sex == Sex.Missing)
            Sex = sex;
        return birth;
    }

    /// <summary>Care days of nights: a day more. No night is a day of inpatient care or a visit:
    /// the care form or the dates say which.</summary>
    private int? ReadNights(ReadOnlySpan<byte> data, CareForm form) =>
        !_binding[ContactRole.Nights].Exists
            || ReadNumber(data, ContactRole.Nights, FormatIssues.UnreadableDuration) is not { } nights ? null
            : nights > 0 || form == CareForm.Inpatient ? nights + 1 : null;

    /// <summary>Completed years. Where only the values said that they are years, one that cannot be ends the reading:
    /// all others may be days too.</summary>
    private int? ReadYears(ReadOnlySpan<byte> data)
    {
        var years = ReadNumber(data, ContactRole.AgeYears, FormatIssues.UnreadableAge);
        if (years > ContactSample.MostYears && _binding.Layout.IsAgeAssumed)
            throw ContactSample.AgeIsDays(_binding.NameOf(ContactRole.AgeYears));
        return years;
    }

    /// <summary>Inpatient care where the stay has the hours that the layout asks for, else a visit;
    /// nothing where a time is missing.</summary>
    private CareForm ReadHours(ReadOnlySpan<byte> data, DateOnly? discharge)
    {
        if (Admission is not { } from || discharge is not { } to)
            return CareForm.ByDates;
        if (to.DayNumber - from.DayNumber > 1)
            return CareForm.Inpatient;
        if (!TryReadTime(data, ContactRole.AdmissionTime, ContactRole.AdmissionDate, out var start)
            || !TryReadTime(data, ContactRole.DischargeTime, ContactRole.DischargeDate, out var end))
            return CareForm.ByDates;
        var minutes = ((to.DayNumber - from.DayNumber) * 24 * 60) + end - start;
        return minutes >= _binding.Layout.InpatientHours * 60 ? CareForm.Inpatient : CareForm.Outpatient;
    }

    /// <summary>Minutes after midnight, from a column of its own or from behind the date.</summary>
    private bool TryReadTime(ReadOnlySpan<byte> data, ContactRole own, ContactRole date, out int minutes)
    {
        minutes = 0;
        var text = Text(data, own);
        if (text.IsEmpty)
        {
            text = Text(data, date);
            var gap = text.IndexOfAny((byte)' ', (byte)'T');
            text = gap < 0 ? default : text[(gap + 1)..];
        }

        var colon = text.IndexOfAny((byte)':', (byte)'.');
        if (colon < 1 || text.Length < colon + 3 || !WholeNumber.TryParse(text[..colon], out var hour)
            || !WholeNumber.TryParse(text.Slice(colon + 1, 2), out var minute) || hour > 24 || minute > 59)
            return false;
        minutes = (hour * 60) + minute;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int? ReadNumber(ReadOnlySpan<byte> data, ContactRole role, IssueCode problem) =>
        _binding[role].Exists ? ReadNumberOf(data, role, problem) : null;

    private int? ReadNumberOf(ReadOnlySpan<byte> data, ContactRole role, IssueCode problem)
    {
        var text = Text(data, role);
        if (text.IsEmpty)
            return null;
        if (WholeNumber.TryParse(text, out var number) || UnitNumber.TryRead(text, role, out number))
            return number;
        Fail(problem, role);
        AddUnreadable(text, role);
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DateOnly? ReadDate(ReadOnlySpan<byte> data, ContactRole role) => _binding[role].Exists ? ReadDateOf(data, role) : null;

    private DateOnly? ReadDateOf(ReadOnlySpan<byte> data, ContactRole role)
    {
        var text = Text(data, role);
        if (text.IsEmpty)
            return null;
        if (TryReadDate(text, role, out var date))
            return date;
        Fail(IssueCodes.UnreadableDate, role);
        AddUnreadable(text, role);
        return null;
    }

    private bool TryReadDate(ReadOnlySpan<byte> text, ContactRole role, out DateOnly date)
    {
        var isBirth = role == ContactRole.BirthDate;
        if (_orders[(int)role] is { } orders && orders.TryRead(text, isBirth, Admission, out var ordered))
        {
            date = ordered.GetValueOrDefault();
            return ordered is not null;
        }

        return Scalars.TryReadDate(text, _binding.Layout.Dates, isBirth ? Scalars.FirstBirthSerial : Scalars.FirstSerial, out date)
            || (MonthNames.TryParse(text, out var year, out var month, out var day, out var isShort) && isShort && (isBirth
                ? NumericDate.TryMakeBirth(year, month, day, Admission, out date)
                : DateForms.TryMake(NumericDate.CareCentury(year) + year, month, day, out date)));
    }

    /// <summary>Counts a text that is no number or date by its kind: each digit is a 9.</summary>
    private void AddUnreadable(ReadOnlySpan<byte> text, ContactRole role)
    {
        Span<byte> kind = stackalloc byte[24];
        text = text[..Math.Min(text.Length, kind.Length)];
        for (var i = 0; i < text.Length; i++)
            kind[i] = (uint)(text[i] - '0') <= 9 ? (byte)'9' : text[i];
        _odd.Add(_binding[role], kind[..text.Length], OddKind.Unreadable);
    }

    /// <summary>The text of a column; empty if it stands for no value.</summary>
    private ReadOnlySpan<byte> Text(ReadOnlySpan<byte> data, ContactRole role)
    {
        var cell = _binding[role];
        if (!cell.Exists)
            return default;
        var text = _cells.Text(data, cell);
        return Scalars.IsBlank(text) ? default : text;
    }

    private void Fail(IssueCode problem, ContactRole role)
    {
        if (Problem is null)
            (Problem, ProblemRole) = (problem, role);
    }
}
