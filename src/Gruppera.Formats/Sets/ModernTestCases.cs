using Gruppera.Definitions;

namespace Gruppera.Formats.Sets;

/// <summary>The testcase table, with as many pairs and procedures as its widest case needs, nine at least.
/// Source: docs/specification/formats.md §3.</summary>
internal static class ModernTestCases
{
    private const int Least = 9;

    public static ModernTable Table(DefinitionSet set)
    {
        var cases = set.TestCases;
        var pairs = cases.Select(test => test.Contact.Diagnoses.Length).Append(Least).Max();
        var procedures = cases.Select(test => test.Contact.Procedures.Length).Append(Least).Max();
        return new(
            "testcase",
            [
                "id", "drg_nat", "drg_nat_previous", "drg_logic_id", "drg_logic_id_previous", "sex", "age", "duration", "disch",
                .. Enumerable.Range(1, pairs).SelectMany(i => new[] { $"dg{i}_plus", $"d_dg{i}_plus" }),
                .. Enumerable.Range(1, procedures).Select(i => $"proc{i}_plus"),
            ],
            cases.Select(test => Row(test, pairs, procedures)));
    }

    private static string[] Row(TestCase test, int pairs, int procedures)
    {
        var contact = test.Contact;
        return
        [
            contact.Id, test.Drg, "", test.Rule, "", Sex(contact.Sex), $"{contact.Age.Days}", $"{contact.Duration.Days}",
            contact.Discharge.Letter,
            .. contact.Diagnoses.SelectMany(pair => new[] { pair.Code.ToString(), pair.Dagger.ToString() }),
            .. Enumerable.Repeat("", 2 * (pairs - contact.Diagnoses.Length)),
            .. contact.Procedures.Select(procedure => procedure.ToString()),
            .. Enumerable.Repeat("", procedures - contact.Procedures.Length),
        ];
    }

    private static string Sex(Sex sex) => sex switch
    {
        Gruppera.Sex.Male => "1",
        Gruppera.Sex.Female => "2",
        _ => "",
    };
}
