using System.Collections.Immutable;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>The rows at the beginning of a file, looked at before all are read:
/// which columns are blank, and what unit an age has.</summary>
internal sealed class ContactSample
{
    internal const int MostYears = 125;
    private const int MostRows = 20_000;

    /// <summary>Of so many ages at most 125, more than one has to be above if all of them are days.</summary>
    private const int FewAbove = 10;

    /// <summary>Values that people write for a missing age.</summary>
    private static readonly int[] MissingAges = [998, 999, 9998, 9999];

    private readonly HashSet<Cell> _filled = [];
    private byte[] _lastId = [];
    private int _lastLength;
    private bool _repeatsIds;
    private long _rows;
    private long _readable;
    private bool _isWhole;
    private readonly long _headerRow;

    /// <exception cref="ContactFileException">The unit of an age cannot be told.</exception>
    internal ContactSample(TextHead head, LayoutDraft draft, string name, bool isExempt = false)
    {
        var age = draft.AgeColumn;
        var layout = draft.ToLayout();
        if (age.Length > 0)
            layout = layout with { Columns = layout.Columns.SetItem(ContactRole.AgeYears, new(age)) };
        var (above, below, newborn) = (0, 0, 0L);
        var (isCode, file) = (true, new ContactFile(head.Sample(), layout, needsDiagnoses: false));
        _headerRow = file.HeaderRows;
        var (dates, values) = (isExempt || file.Binding.Header.IsEmpty ? [] : DatesOf(file.Binding), new ValueSets());
        Look(file, (data, parser, row) =>
        {
            foreach (var column in dates)
                column.Add(parser.Text(data, column.Role), row);
            values.Add(data, parser);
            if (age.Length == 0 || !UnitNumber.TryRead(parser.Text(data, ContactRole.AgeYears), ContactRole.AgeYears, out var years))
                return;
            above += years > MostYears ? 1 : 0;
            below += years <= MostYears ? 1 : 0;
            isCode &= years <= MostYears || MissingAges.Contains(years);
            newborn = newborn == 0 && years is >= 1 and <= MostYears && parser.Contact.Diagnoses is [var principal, ..]
                && IsOfNewborn(principal.Code) ? row : newborn;
        });
        _isWhole = head.IsWhole && _rows < MostRows;
        if (age.Length > 0)
        {
            if (above > 0 && below > 0 && !isCode && above < below / FewAbove)
                throw FewAreDays(name, age, above, below);
            if ((above > 0 && below > 0 && isCode) || (above == 0 && newborn > 0))
                throw UnknownUnit(name, age, newborn);
            draft.TakeAge(above > 0, above > 0
                ? (Text)$"{age} is the age in days: it has values above {MostYears}"
                : $"{age} was read as completed years: it has no value above {MostYears}. If it is days, give --column \"{age}=age_days\"");
            layout = draft.ToLayout() with { IsAgeAssumed = above == 0 };
        }

        draft.RefuseIdle();
        layout = layout with { DateOrders = Decide(dates, draft, name) };
        if (!isExempt && !file.Binding.Header.IsEmpty)
            layout = values.Decide(layout, draft.Zeros.Values.FirstOrDefault(""), name);
        draft.Assume(values.Assumptions);
        Layout = layout;
        if (!isExempt && !file.Binding[ContactRole.CareForm].Exists && layout.CareForm == CareForm.ByDates && layout.InpatientHours == 0
            && file.Binding[ContactRole.AdmissionDate].Exists && file.Binding[ContactRole.DischargeDate].Exists
            && !file.Binding[ContactRole.Duration].Exists && SameDay(head) is > 0 and var sameDay)
            draft.Assume(
            [
                $"no column gives the care form: {sameDay} of {_readable:rows} contacts checked begin and end on the same day and are " +
                $"inpatient care of one care day. If they are visits, give the column of the care form with --column \"HEADER=care_form\""
            ]);
    }

    /// <summary>Contacts at the beginning of the file that begin and end on the same day.</summary>
    private long SameDay(TextHead head)
    {
        var file = new ContactFile(head.Sample(), Layout, needsDiagnoses: false);
        var parser = file.NewParser();
        var (rows, sameDay) = (0, 0L);
        while (file.NextBlock() is { } block)
        {
            var position = file.Start;
            while (rows < MostRows && parser.Read(block.Text, ref position))
            {
                rows++;
                var isOfDates = parser.Problem is null && parser.Facts.DurationFrom == GivenFact.Discharge;
                sameDay += isOfDates && parser.Admission == parser.Discharge ? 1 : 0;
            }
        }

        return sameDay;
    }

    /// <summary>Columns of dates.</summary>
    internal static readonly ContactRole[] DateRoles =
        [ContactRole.BirthDate, ContactRole.AdmissionDate, ContactRole.DischargeDate, ContactRole.DeathDate];

    private static DateColumn[] DatesOf(LayoutBinding binding) =>
    [
        .. DateRoles.Where(role => binding[role].Exists).Select(role => new DateColumn(role, binding.NameOf(role), binding.Layout.Dates)),
    ];

    private static ImmutableDictionary<ContactRole, DateOrders> Decide(DateColumn[] dates, LayoutDraft draft, string name)
    {
        var asked = dates.Where(column => !draft.Orders.ContainsKey(column.Name)).ToList();
        foreach (var column in asked)
            column.Decide();
        foreach (var column in asked)
            column.DecideAs([.. asked.Where(other => other != column)]);
        foreach (var column in asked)
            column.Refuse(name);
        draft.Assume(asked.SelectMany(column => column.Assumptions));
        return dates.ToImmutableDictionary(
            column => column.Role,
            column => draft.Orders.TryGetValue(column.Name, out var order)
                ? column.ByHand(order)
                : new DateOrders(column.Decided.Select(pair => (pair.Key, pair.Value))));
    }

    /// <summary>The layout, units and all.</summary>
    internal ContactLayout Layout { get; }

    internal Reading Reading(LayoutBinding binding, byte delimiter)
    {
        var facts = binding.Facts().ToList();
        var used = facts.Select(fact => fact.Column).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var columns = binding.Header.Select((column, i) => (column, i))
            .ToLookup(each => each.column, each => new Cell(each.i, 0, true), StringComparer.OrdinalIgnoreCase);
        return new()
        {
            Format = binding.Layout.IsFixedWidth ? "fixed" : "csv",
            Encoding = binding.Layout.Encoding,
            Delimiter = (char)delimiter,
            HeaderRow = binding.Layout.HasHeader ? (int)_headerRow : 0,
            Layout = binding.Layout.Name,
            Columns = [.. facts.Select(fact => new ReadColumn(
                fact.Column, fact.Fact,
                IsBlank: _readable > 0 && columns[fact.Column].Any() && !columns[fact.Column].Any(_filled.Contains)))],
            Unused = [.. binding.Header.Where(column => column.Length > 0 && !used.Contains(column))],
            Missing = [.. FitNeeds.Missing(
                binding, cell => _readable == 0 || !_isWhole || !cell.IsOuter || binding.Layout.IsFixedWidth || _filled.Contains(cell))],
            RowsLookedAt = _rows,
            IsWhole = _isWhole,
            RepeatsIds = _repeatsIds,
        };
    }

    /// <summary>Looks through the whole file where its beginning gives nothing of what is needed: a column may be blank there
    /// alone.</summary>
    /// <param name="again">Opens the file once more.</param>
    /// <param name="binding">Where the columns are.</param>
    /// <param name="needs">What is needed and may not be missing.</param>
    internal void LookFurther(Func<ContactSource> again, LayoutBinding binding, ContactNeeds needs)
    {
        if (_isWhole || binding.Layout.IsFixedWidth || !IsLacking())
            return;
        using var source = again();
        var file = new ContactFile(source.Text, Layout, needsDiagnoses: false);
        var parser = file.NewParser();
        var cells = binding.Header.Select((_, i) => new Cell(i, 0, true)).Where(cell => !_filled.Contains(cell)).ToList();
        while (file.NextBlock() is { } block)
        {
            var position = file.Start;
            while (parser.Read(block.Text, ref position))
            {
                if (!parser.IsBroken)
                    Fill(block.Text, parser, cells);
            }

            if (!IsLacking())
                return;
        }

        _isWhole = true;

        bool IsLacking() =>
            FitNeeds.Lacking(needs, FitNeeds.Missing(binding, cell => !cell.IsOuter || _filled.Contains(cell)));
    }

    private void Fill(ReadOnlySpan<byte> data, ContactParser parser, List<Cell> cells)
    {
        for (var i = cells.Count - 1; i >= 0; i--)
        {
            if (Scalars.IsBlank(parser.Text(data, cells[i])))
                continue;
            _filled.Add(cells[i]);
            cells.RemoveAt(i);
        }
    }

    private delegate void Seen(ReadOnlySpan<byte> data, ContactParser parser, long row);

    private void Look(ContactFile file, Seen seen)
    {
        var parser = file.NewParser();
        var cells = file.Binding.Header.Select((_, i) => new Cell(i, 0, true)).ToList();
        while (file.NextBlock() is { } block)
        {
            var position = file.Start;
            while (_rows < MostRows && parser.Read(block.Text, ref position))
            {
                _rows++;
                if (parser.IsBroken)
                    continue;
                _readable++;
                Fill(block.Text, parser, cells);
                NoteId(parser.Text(block.Text, ContactRole.Id));
                seen(block.Text, parser, file.HeaderRows + parser.Lines);
            }
        }
    }

    /// <summary>Remembers whether a row has the id of the row before.</summary>
    private void NoteId(ReadOnlySpan<byte> id)
    {
        if (id.IsEmpty || _repeatsIds)
            return;
        _repeatsIds = id.SequenceEqual(_lastId.AsSpan(0, _lastLength));
        if (_lastId.Length < id.Length)
            _lastId = new byte[id.Length * 2];
        id.CopyTo(_lastId);
        _lastLength = id.Length;
    }

    /// <summary>True for conditions of newborns (P00-P96) and the births themselves (Z38).</summary>
    private static bool IsOfNewborn(DiagnosisCode code) =>
        code.ToString() is [var letter, >= '0' and <= '9', >= '0' and <= '9', ..] text
            && (letter == 'P' || (letter == 'Z' && text[1..3] == "38"));

    internal static ContactFileException AgeIsDays(string column) =>
        new(
            $"{column} was read as completed years, but the file has values above {MostYears} further down. Give its meaning with " +
            $"--column \"{column}=age_days\" or --column \"{column}=age_years\"");

    private static ContactFileException FewAreDays(string name, string column, int above, int below) => new(
        $"{name}: {column} can be an age in years or in days: {above} values are above {MostYears}, but {below} are not. Give which with " +
        $"--column \"{column}=age_days\" or --column \"{column}=age_years\"");

    private static ContactFileException UnknownUnit(string name, string column, long newborn) => newborn > 0
        ? new(
            $"{name}: {column} can be an age in years or in days. No value is above {MostYears}, but row {newborn} has a diagnosis of " +
            $"newborns and {column} of 1 or more. Give which with --column \"{column}=age_days\" or --column \"{column}=age_years\"")
        : new(
            $"{name}: {column} can be an age in years or in days: the only values above {MostYears} are such as 999, which often stand " +
            $"for a missing age. Give which with --column \"{column}=age_days\" or --column \"{column}=age_years\"");
}
