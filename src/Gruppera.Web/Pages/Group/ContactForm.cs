using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Gruppera.Web.Pages.Group;

/// <summary>A contact as it is typed. It goes to the server in the body of a request and back in the page; it stands in an address only
/// where the reader asks for a link. Immutable.</summary>
public sealed record ContactForm
{
    /// <summary>The diagnosis fields as they are filled in, the principal first; some may be blank.</summary>
    public ImmutableArray<string> Diagnoses { get; init; } = [];

    /// <summary>The procedure fields as they are filled in; some may be blank.</summary>
    public ImmutableArray<string> Procedures { get; init; } = [];

    /// <summary>Codes that are listed and left out.</summary>
    public ImmutableArray<string> Off { get; init; } = [];

    /// <summary><c>M</c>, <c>F</c>, empty, or a text that is no sex.</summary>
    public string Sex { get; init; } = "";

    /// <summary>Age in years, or empty.</summary>
    public string Age { get; init; } = "";

    /// <summary>Age in days, which goes before years, or empty.</summary>
    public string AgeDays { get; init; } = "";

    /// <summary>Care days, or empty.</summary>
    public string Days { get; init; } = "";

    /// <summary><c>E</c>, <c>R</c>, <c>L</c>, empty, or a text that is no mode of discharge.</summary>
    public string Discharge { get; init; } = "";

    /// <summary>Date of birth, or empty.</summary>
    public string Birth { get; init; } = "";

    /// <summary>Date of admission or visit, or empty.</summary>
    public string Admission { get; init; } = "";

    /// <summary>Date of discharge, or empty.</summary>
    public string Leaving { get; init; } = "";

    /// <summary>Year of birth, or empty.</summary>
    public string BirthYear { get; init; } = "";

    /// <summary>Days of leave, or empty.</summary>
    public string Leave { get; init; } = "";

    /// <summary>The English word of a care form, empty, or a text that is none.</summary>
    public string CareForm { get; init; } = "";

    /// <summary>True if nothing is said of any code.</summary>
    public bool IsEmpty => Clean(Diagnoses).IsEmpty && Clean(Procedures).IsEmpty;

    /// <summary>What the fields come to: facts, and what is wrong or missing. With any fault the contact is not grouped.</summary>
    public TypedReading Reading => new TypedContact
    {
        AgeDays = AgeDays,
        Age = Age,
        BirthDate = Birth,
        BirthYear = BirthYear,
        AdmissionDate = Admission,
        DischargeDate = Leaving,
        Duration = Days,
        LeaveDays = Leave,
        CareForm = CareForm,
        Sex = Sex,
        Discharge = Discharge,
    }.Read();

    /// <summary>The contact that is grouped: what is left out is left out.</summary>
    public CareContact Contact => Reading.ToContact(
        Clean(Diagnoses).Where(code => !IsOff(code))
            .Select(code => FunctionCode.IsWritten(code) ? new(DiagnosisCode.Unknown) : Diagnosis.Parse(code)),
        Clean(Procedures).Where(code => !IsOff(code)).Select(code => ProcedureCode.Parse(code)));

    /// <summary>Reads an address.</summary>
    public static ContactForm Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Read(name => query[name]);
    }

    /// <summary>Reads what a page sent: a contact as in an address (<c>after</c>), a header and a row of a spreadsheet
    /// (<c>pasted</c>), or the fields.</summary>
    public static ContactForm Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (form["after"] is [.., { Length: > 0 } after])
        {
            var query = new QueryCollection(QueryHelpers.ParseQuery(after));
            return Read(name => query[name]);
        }

        return form["pasted"] is [.., { Length: > 0 } pasted] ? PastedRow.Read(pasted) : Read(name => form[name]);
    }

    private static ContactForm Read(Func<string, StringValues> query)
    {
        return new()
        {
            Diagnoses = Values("dx"),
            Procedures = Values("proc"),
            Off = Clean(Values("off")),
            Sex = Gruppera.Sex.TryRead(Value("sex"), out var sex) ? sex.Letter : Value("sex"),
            Age = Value("age"),
            AgeDays = Value("ageDays"),
            Days = Value("days"),
            Discharge = DischargeMode.TryRead(Value("discharge"), out var mode) ? mode.Letter : Value("discharge"),
            Birth = Value("birth"),
            BirthYear = Value("birthYear"),
            Leave = Value("leave"),
            CareForm = !Gruppera.CareForm.TryRead(Value("careForm"), out var form) ? Value("careForm")
                : form == Gruppera.CareForm.ByDates ? "" : form.Word,
            Admission = Value("admission"),
            Leaving = Value("leaving"),
        };

        ImmutableArray<string> Values(string name) => [.. query(name).Take(99).Select(value => (value ?? "").Trim().ToUpperInvariant())];

        string Value(string name) => query(name) is [.., { } last] ? last.Trim() : "";
    }

    /// <summary>The form that gives a contact.</summary>
    public static ContactForm Of(CareContact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return new ContactForm { AgeDays = $"{contact.Age.Days}", Days = $"{contact.Duration.Days}" }.Fill(contact);
    }

    /// <summary>True if a code is listed and left out.</summary>
    public bool IsOff(string code) => Off.Contains(code);

    /// <summary>The form after a button of it: <c>off:dx:1</c> (leave out or take back), <c>top:dx:1</c> (principal), <c>drop:dx:1</c>;
    /// unchanged for anything else.</summary>
    public ContactForm Do(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (action.Split(':') is not [var verb, var list, var at]
            || !int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
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
        var form = after.Age == before.Age ? this : this with { AgeDays = $"{after.Age.Days}", Age = "", Birth = "", BirthYear = "" };
        if (after.Duration != before.Duration)
            form = form with { Days = $"{after.Duration.Days}", Leaving = "", Leave = "", CareForm = "" };
        return form.Fill(after);
    }

    private ContactForm Fill(CareContact contact) => this with
    {
        Diagnoses = [.. contact.Diagnoses.Select(code => code.ToString()), .. Clean(Diagnoses).Where(IsOff)],
        Procedures = [.. contact.Procedures.Select(code => code.ToString()), .. Clean(Procedures).Where(IsOff)],
        Sex = contact.Sex.Letter,
        Discharge = contact.Discharge.Letter,
    };

    /// <summary>The address of this contact, from the root: for the reader who asks for a link.</summary>
    public string Address => Text is { Length: > 0 } text ? "/?" + text : "/";

    /// <summary>The contact as the query of its address; empty for none.</summary>
    public string Text
    {
        get
        {
            var (diagnoses, procedures) = (Clean(Diagnoses), Clean(Procedures));
            (string Name, string Value)[] single =
            [
                ("sex", Sex), ("age", Age), ("ageDays", AgeDays), ("days", Days), ("discharge", Discharge), ("birth", Birth),
                ("admission", Admission),
                ("leaving", Leaving), ("birthYear", BirthYear), ("leave", Leave), ("careForm", CareForm),
            ];
            var pairs = diagnoses.Select(code => (Name: "dx", Value: code)).Concat(procedures.Select(code => ("proc", code)))
                .Concat(single.Where(pair => pair.Value.Length > 0))
                .Concat(Off.Where(code => diagnoses.Contains(code) || procedures.Contains(code)).Select(code => ("off", code)))
                .Select(pair => $"{pair.Item1}={Escape(pair.Item2)}").ToList();
            return string.Join('&', pairs);
        }
    }

    /// <summary>The codes of fields: each field may hold several.</summary>
    public static ImmutableArray<string> Clean(IEnumerable<string> fields) =>
    [
        .. fields.SelectMany(TypedWords.Split).Select(Normal).Where(code => code.Length > 0),
    ];

    /// <summary>A code as it stands in the address: without dots; what cannot be a code as it was typed.</summary>
    private static string Normal(string code) =>
        Diagnosis.Parse(code) is { Code.IsUnknown: false, Dagger.IsUnknown: false } read ? read.ToString() : code;

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%2A", "*", StringComparison.Ordinal);
}
