using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Microsoft.AspNetCore.Http;

namespace Gruppera.Web.Pages.Group;

/// <summary>A contact as it is typed: all of it stands in the address, nothing else is kept. Immutable.</summary>
public sealed record ContactForm
{
    private const int AssumedYears = 50;
    private const int AssumedDays = 1;

    /// <summary>The diagnosis fields as they are filled in, the principal first; some may be blank.</summary>
    public ImmutableArray<string> Diagnoses { get; init; } = [];

    /// <summary>The procedure fields as they are filled in; some may be blank.</summary>
    public ImmutableArray<string> Procedures { get; init; } = [];

    /// <summary>Codes that are listed and left out.</summary>
    public ImmutableArray<string> Off { get; init; } = [];

    /// <summary><c>M</c>, <c>F</c> or empty.</summary>
    public string Sex { get; init; } = "";

    /// <summary>Age in years, or empty.</summary>
    public string Age { get; init; } = "";

    /// <summary>Age in days, which goes before years, or empty.</summary>
    public string AgeDays { get; init; } = "";

    /// <summary>Care days, or empty.</summary>
    public string Days { get; init; } = "";

    /// <summary><c>E</c>, <c>R</c>, <c>L</c> or empty.</summary>
    public string Discharge { get; init; } = "";

    /// <summary>Date of birth, or empty.</summary>
    public string Birth { get; init; } = "";

    /// <summary>Date of admission or visit, or empty.</summary>
    public string Admission { get; init; } = "";

    /// <summary>Date of discharge, or empty.</summary>
    public string Leaving { get; init; } = "";

    /// <summary>True where nothing is said of any code.</summary>
    public bool IsEmpty => Clean(Diagnoses).IsEmpty && Clean(Procedures).IsEmpty;

    /// <summary>True where neither an age nor dates that give it are filled in, so that one is assumed.</summary>
    public bool AssumesAge => Number(AgeDays) is null && Number(Age) is null && AgeOfDates is null;

    /// <summary>True where neither care days nor dates that give them are filled in, so that one is assumed.</summary>
    public bool AssumesDays => Number(Days) is null && DaysOfDates is null;

    /// <summary>What is wrong with fields that are filled in and yet do not count.</summary>
    public ImmutableArray<IssueCode> Faults
    {
        get
        {
            var (birth, admission, leaving) = (Date(Birth), Date(Admission), Date(Leaving));
            (IssueCode Code, bool IsThere)[] faults =
            [
                (IssueCodes.UnreadableAge, IsNoNumber(AgeDays) || IsNoNumber(Age)),
                (IssueCodes.UnreadableDuration, IsNoNumber(Days)),
                (IssueCodes.UnreadableDate, IsNoDate(Birth) || IsNoDate(Admission) || IsNoDate(Leaving)),
                (IssueCodes.DatesInWrongOrder, birth > admission || admission > leaving || birth > leaving),
            ];
            return [.. faults.Where(fault => fault.IsThere).Select(fault => fault.Code)];
        }
    }

    /// <summary>The contact that is grouped: what is left out is left out.</summary>
    public CareContact Contact => new()
    {
        Sex = Sex switch { "M" => Gruppera.Sex.Male, "F" => Gruppera.Sex.Female, _ => Gruppera.Sex.Missing },
        Age = Number(AgeDays) is { } days ? new(days) : Number(Age) is { } years ? AgeInDays.FromYears(Math.Min(years, 200)) : AgeOfDates ?? AgeInDays.FromYears(AssumedYears),
        Duration = Number(Days) is { } care ? new(care) : DaysOfDates ?? new(AssumedDays),
        Discharge = Discharge switch { "E" => DischargeMode.Dead, "R" => DischargeMode.Transferred, "L" => DischargeMode.LeftAgainstAdvice, _ => DischargeMode.Alive },
        Diagnoses = [.. Clean(Diagnoses).Where(code => !IsOff(code)).Select(code => Diagnosis.Parse(code))],
        Procedures = [.. Clean(Procedures).Where(code => !IsOff(code)).Select(code => ProcedureCode.Parse(code))],
    };

    private AgeInDays? AgeOfDates => Date(Birth) is { } birth && Date(Admission) is { } admission && admission >= birth ? AgeInDays.FromDates(birth, admission) : null;

    private Duration? DaysOfDates => Date(Admission) is { } admission && Date(Leaving) is { } leaving && leaving >= admission ? Duration.FromDates(admission, leaving) : null;

    /// <summary>Reads an address.</summary>
    public static ContactForm Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new()
        {
            Diagnoses = Values("dx"),
            Procedures = Values("proc"),
            Off = Clean(Values("off")),
            Sex = Value("sex") is "M" or "1" ? "M" : Value("sex") is "F" or "K" or "2" ? "F" : "",
            Age = Value("age"),
            AgeDays = Value("ageDays"),
            Days = Value("days"),
            Discharge = Value("discharge"),
            Birth = Value("birth"),
            Admission = Value("admission"),
            Leaving = Value("leaving"),
        };

        ImmutableArray<string> Values(string name) => [.. query[name].Take(99).Select(value => (value ?? "").Trim().ToUpperInvariant())];

        string Value(string name) => query[name] is [.., { } last] ? last.Trim() : "";
    }

    /// <summary>The form that gives a contact.</summary>
    public static ContactForm Of(CareContact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return new ContactForm { AgeDays = $"{contact.Age.Days}", Days = $"{contact.Duration.Days}" }.Fill(contact);
    }

    /// <summary>True where a code is listed and left out.</summary>
    public bool IsOff(string code) => Off.Contains(code);

    /// <summary>The form after a button of it: <c>off:dx:1</c> (leave out or take back), <c>top:dx:1</c> (principal), <c>drop:dx:1</c>; unchanged for
    /// anything else.</summary>
    public ContactForm Do(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (action.Split(':') is not [var verb, var list, var at] || !int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            return this;
        var fields = list == "dx" ? Diagnoses : Procedures;
        if (place >= fields.Length)
            return this;
        var codes = Clean([fields[place]]);
        return verb switch
        {
            "off" when codes.All(IsOff) => this with { Off = Off.RemoveRange(codes) },
            "off" => this with { Off = [.. Off.Union(codes)] },
            "top" => this with { Diagnoses = fields.RemoveAt(place).Insert(0, fields[place]), Off = Off.RemoveRange(codes) },
            _ when list == "dx" => this with { Diagnoses = fields.RemoveAt(place) },
            _ => this with { Procedures = fields.RemoveAt(place) },
        };
    }

    /// <summary>The form after a change to its contact; what was left out stays listed last.</summary>
    public ContactForm With(ContactChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var (before, after) = (Contact, change.Apply(Contact));
        return (this with
        {
            AgeDays = after.Age == before.Age ? AgeDays : $"{after.Age.Days}",
            Age = after.Age == before.Age ? Age : "",
            Days = after.Duration == before.Duration ? Days : $"{after.Duration.Days}",
        }).Fill(after);
    }

    private ContactForm Fill(CareContact contact) => this with
    {
        Diagnoses = [.. contact.Diagnoses.Select(code => code.ToString()), .. Clean(Diagnoses).Where(IsOff)],
        Procedures = [.. contact.Procedures.Select(code => code.ToString()), .. Clean(Procedures).Where(IsOff)],
        Sex = contact.Sex switch { Gruppera.Sex.Male => "M", Gruppera.Sex.Female => "F", _ => "" },
        Discharge = contact.Discharge switch { DischargeMode.Dead => "E", DischargeMode.Transferred => "R", DischargeMode.LeftAgainstAdvice => "L", _ => "" },
    };

    /// <summary>The address of this contact, from the root.</summary>
    public string Address
    {
        get
        {
            var (diagnoses, procedures) = (Clean(Diagnoses), Clean(Procedures));
            (string Name, string Value)[] single = [("sex", Sex), ("age", Age), ("ageDays", AgeDays), ("days", Days), ("discharge", Discharge), ("birth", Birth), ("admission", Admission), ("leaving", Leaving)];
            var pairs = diagnoses.Select(code => (Name: "dx", Value: code)).Concat(procedures.Select(code => ("proc", code))).Concat(single.Where(pair => pair.Value.Length > 0))
                .Concat(Off.Where(code => diagnoses.Contains(code) || procedures.Contains(code)).Select(code => ("off", code))).Select(pair => $"{pair.Item1}={Escape(pair.Item2)}").ToList();
            return pairs.Count == 0 ? "/" : "/?" + string.Join('&', pairs);
        }
    }

    /// <summary>The codes of fields: each field may hold several.</summary>
    public static ImmutableArray<string> Clean(IEnumerable<string> fields) => [.. fields.SelectMany(TypedWords.Split).Select(Normal).Where(code => code.Length > 0)];

    /// <summary>A code as it stands in the address: without dots; what cannot be a code as it was typed.</summary>
    private static string Normal(string code) => Diagnosis.Parse(code) is { Code.IsUnknown: false, Dagger.IsUnknown: false } read ? read.ToString() : code;

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%2A", "*", StringComparison.Ordinal);

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsNoNumber(string text) => text.Length > 0 && Number(text) is null;

    private static bool IsNoDate(string text) => text.Length > 0 && Date(text) is null;

    private static DateOnly? Date(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
