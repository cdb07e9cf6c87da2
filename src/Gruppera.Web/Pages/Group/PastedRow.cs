using System.Globalization;
using Gruppera.Formats.Contacts;

namespace Gruppera.Web.Pages.Group;

/// <summary>A header and a row as they are copied out of a spreadsheet, as the fields of a form: the headers mean what they mean in
/// files (<see cref="HeaderNames"/>). A length of stay without its unit gives no care days, so that the form asks for them.</summary>
internal static class PastedRow
{
    private const int MostYears = 125;

    /// <summary>Reads what was pasted; an empty form where it has no header that is known.</summary>
    internal static ContactForm Read(string pasted)
    {
        var rows = pasted.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (rows.Length < 2)
            return new();
        var cells = rows[1].Split('\t', StringSplitOptions.TrimEntries);
        var facts = HeaderNames.FindAll(rows[0].Split('\t')).Zip(cells, (meaning, cell) => (Meaning: meaning, Cell: cell))
            .Where(each => each is { Meaning: not null, Cell.Length: > 0 })
            .Select(each => (each.Meaning!.Value.Fact, each.Meaning.Value.Number, each.Cell)).ToList();
        var age = Of("age");
        var isDays = WholeNumber.TryParse(age, out var number) && number > MostYears;
        return new()
        {
            Diagnoses = [.. Codes("principal").Concat(Codes("diagnoses")).Concat(Codes("secondary"))],
            Procedures = [.. Codes("procedures")],
            Sex = Sex.TryRead(Of("sex"), out var sex) ? sex.Letter : "",
            Age = Of("age_years") is { Length: > 0 } years ? years : isDays ? "" : age,
            AgeDays = Of("age_days") is { Length: > 0 } days ? days : isDays ? age : "",
            Days = Of("duration") is { Length: > 0 } care ? care : OfNights(Of("nights")),
            Discharge = DischargeMode.TryRead(Of("discharge"), out var mode) ? mode.Letter : "",
            Birth = Of("birth_date"),
            BirthYear = Of("birth_year"),
            Leave = Of("leave_days"),
            CareForm = CareForm.TryRead(Of("care_form"), out var form) && form != CareForm.ByDates ? form.Word : "",
            Admission = Of("admission_date"),
            Leaving = Of("discharge_date"),
        };

        string Of(string fact) => facts.FirstOrDefault(each => each.Fact == fact).Cell ?? "";
        IEnumerable<string> Codes(string fact) => facts.Where(each => each.Fact == fact).OrderBy(each => each.Number)
            .SelectMany(each => TypedWords.Split(each.Cell)).Select(code => code.ToUpperInvariant());
    }

    /// <summary>Care days of nights: a day more. None is a day of inpatient care or a visit, which nobody can tell from it.</summary>
    private static string OfNights(string nights) => WholeNumber.TryParse(nights, out var number) && number > 0
        ? (number + 1).ToString(CultureInfo.InvariantCulture) : "";
}
