using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>What a Swedish DRG code (letter, two digits, letter) says of its group. Immutable.</summary>
/// <param name="Mdc">MDC by the first letter; empty if the letter has none.</param>
/// <param name="CareForm">Form of care by the fourth letter; null if the letter has no meaning.</param>
/// <param name="ComplicationLevel">2 very complicated, 1 complicated, 0 not complicated; null if the group is not divided.</param>
/// <param name="VisitForm">Form of the visit; null for inpatient care.</param>
/// <param name="IsSwedishOutpatientGroup">The number says a group of Swedish outpatient care: 75-99, or MDC 40.</param>
/// <param name="IsPhysicianVisit">The number says a physician visit without a procedure that affects grouping:
/// 98 in MDC 16 and 21, otherwise 99.</param>
/// <param name="TableMdc">MDC in the name table; empty if it has none.</param>
/// <remarks>Source: DRG – grundläggande begrepp och principer (2017), "DRG-kodernas betydelse". By its number ranges alone R98 and U98
/// would be MDC 17 and 24; the document gives the number 98 to MDC 16 and 21, which is what is read here.</remarks>
public sealed record DrgCodeMeaning(
    string Mdc, DrgCareForm? CareForm, int? ComplicationLevel, DrgVisitForm? VisitForm, bool IsSwedishOutpatientGroup,
    bool IsPhysicianVisit, string TableMdc)
{
    private const string Letters = "ABCDEFGHJKLMNOPQSTVWXYZ";
    private const string Mdcs = "0102030405060708093010111213141518192223405099";

    /// <summary>True if the code's MDC is that of the name table; null if the table has none.</summary>
    public bool? AgreesOnMdc => TableMdc.Length == 0 ? null : TableMdc == Mdc;

    /// <summary>Reads a code; null if it is not of the form.</summary>
    /// <param name="drg">The code.</param>
    /// <param name="tableMdc">MDC in the name table; may be empty.</param>
    public static DrgCodeMeaning? Read(string drg, string tableMdc)
    {
        ArgumentNullException.ThrowIfNull(tableMdc);
        if (!HasForm(drg))
            return null;
        var (letter, number, last) = (drg[0], int.Parse(drg.AsSpan(1, 2)), drg[3]);
        var mdc = MdcOf(letter, number);
        var care = CareOf(last);
        var isVisit = care == DrgCareForm.Outpatient && letter is not ('X' or 'Z');
        return new(
            mdc,
            care,
            last switch { 'A' => 2, 'C' or 'P' or 'T' => 1, 'E' or 'Q' or 'S' => 0, _ => null },
            care is DrgCareForm.Outpatient or DrgCareForm.PrimaryCare ? VisitOf(last) : null,
            care == DrgCareForm.Outpatient && (letter == 'X' || (letter != 'Z' && number >= 75)),
            isVisit && number == (mdc is "16" or "21" ? 98 : 99),
            tableMdc);
    }

    /// <summary>True for the form letter-digit-digit-letter.</summary>
    public static bool HasForm(string drg) =>
        Argument.Needed(drg) is [>= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9', >= 'A' and <= 'Z'];

    /// <summary>True if the groups of a set have the form: more than half of those that its rules give.</summary>
    public static bool Fits(DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return set.Rules.Count(rule => HasForm(rule.Drg)) * 2 > set.Rules.Length;
    }

    private static string MdcOf(char letter, int number) => letter switch
    {
        'R' => number is (>= 1 and <= 19) or (>= 75 and <= 84) or 98 ? "16" : "17",
        'U' => number is (>= 1 and <= 49) or (>= 75 and <= 90) or 98 ? "21" : "24",
        _ => Letters.IndexOf(letter) is var at and >= 0 ? Mdcs.Substring(at * 2, 2) : "",
    };

    private static DrgCareForm? CareOf(char last) => last switch
    {
        'A' or 'C' or 'E' or 'N' => DrgCareForm.Inpatient,
        'O' or 'P' or 'Q' or 'X' or 'Y' or 'Z' => DrgCareForm.Outpatient,
        'R' or 'S' or 'T' or 'U' or 'V' or 'W' => DrgCareForm.PrimaryCare,
        'L' => DrgCareForm.PrimaryCareInpatient,
        _ => null,
    };

    private static DrgVisitForm VisitOf(char last) => last switch
    {
        'X' or 'U' => DrgVisitForm.Team,
        'Y' or 'V' => DrgVisitForm.Group,
        'Z' or 'W' => DrgVisitForm.Telephone,
        _ => DrgVisitForm.Individual,
    };
}
