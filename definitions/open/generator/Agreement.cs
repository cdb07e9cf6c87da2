using System.Globalization;
using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Generator;

/// <summary>How near a set is to a licensed one, in figures that show no row of it: shares by chapter and as a whole.</summary>
internal sealed class Agreement(DefinitionSet open, DefinitionSet licensed)
{
    private const int Contacts = 100_000;
    private const int Seed = 7;
    private readonly Dictionary<string, string> _categories = Categories(open);
    private readonly Dictionary<string, string> _values = Values(open);

    public void Write(TextWriter output, int width = 1)
    {
        var theirs = Categories(licensed).Where(row => row.Value != "00M00" && row.Key is [>= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9', ..]).ToArray();
        Table(output, "same MDC, diagnosis codes", theirs.Select(row => (row.Key[..width], Prefix(_categories, row.Key) is { } category && category[..2] == row.Value[..2])));
        var medical = theirs.Where(row => row.Key[0] is not ('V' or 'W' or 'X' or 'Y')).ToArray();
        Table(output, "the same without external causes", medical.Select(row => ("A-U, Z", Prefix(_categories, row.Key) is { } category && category[..2] == row.Value[..2])));
        Table(output, "same OR value, procedure codes", Values(licensed).Select(row =>
            ((row.Key.Length > 2 && char.IsAsciiDigit(row.Key[2]) ? "medical " : "surgical ") + row.Key[..1], (Prefix(_values, row.Key) ?? "0") == row.Value)));
        Groups(output, [.. medical.Select(row => DiagnosisCode.Parse(row.Key))]);
    }

    /// <summary>Contacts of one to four diagnoses and, every other one, a procedure that belongs to the field of the principal diagnosis.</summary>
    private void Groups(TextWriter output, DiagnosisCode[] diagnoses)
    {
        var random = new Random(Seed);
        var (ours, theirs) = (new Grouper(open), new Grouper(licensed));
        var byMdc = Values(licensed).Keys.SelectMany(code => PropertiesOf(code).Select(property => (mdc: property[..2], code)))
            .ToLookup(item => item.mdc, item => ProcedureCode.Parse(item.code));
        HashSet<string> both = [.. Bases(open)];
        both.IntersectWith(Bases(licensed));
        var (inBoth, sameBase, sameMdc, sameKind) = (0, 0, 0, 0);
        for (var i = 0; i < Contacts; i++)
        {
            var principal = diagnoses[random.Next(diagnoses.Length)];
            var fields = byMdc[Prefix(_categories, principal.ToString())?[..2] ?? ""].ToArray();
            var isVisit = random.Next(2) == 0;
            var contact = new CareContact
            {
                Sex = random.Next(2) == 0 ? Sex.Male : Sex.Female,
                Age = new(random.Next(6575, 33000)),
                Duration = new(isVisit ? 0 : random.Next(1, 15)),
                Diagnoses = [new(principal), .. Enumerable.Range(0, random.Next(4)).Select(_ => new Diagnosis(diagnoses[random.Next(diagnoses.Length)]))],
                Procedures =
                [
                    .. isVisit ? new[] { ProcedureCode.Parse("XS900"), ProcedureCode.Parse("XS915") } : [],
                    .. fields.Length > 0 && random.Next(2) == 0 ? new[] { fields[random.Next(fields.Length)] } : [],
                ],
            };
            var (our, their) = (ours.Group(contact).Drg, theirs.Group(contact).Drg);
            sameMdc += our[..1] == their[..1] ? 1 : 0;
            sameKind += our[^1] == their[^1] ? 1 : 0;
            if (!both.Contains(our[..3]) || !both.Contains(their[..3]))
                continue;
            inBoth++;
            sameBase += our[..3] == their[..3] ? 1 : 0;
        }

        output.WriteLine($"typical contacts, same base group    {sameBase,7} of {inBoth,7}  {Percent(sameBase, inBoth)}  ({both.Count} bases in both sets)");
        output.WriteLine($"typical contacts, same letter of MDC {sameMdc,7} of {Contacts,7}  {Percent(sameMdc, Contacts)}");
        output.WriteLine($"typical contacts, same fourth letter {sameKind,7} of {Contacts,7}  {Percent(sameKind, Contacts)}");
    }

    private IEnumerable<string> PropertiesOf(string code)
    {
        for (var length = code.Length; length >= 3; length--)
        {
            if (_properties.Value.Contains(code[..length]))
                return _properties.Value[code[..length]];
        }

        return [];
    }

    private readonly Lazy<ILookup<string, string>> _properties = new(() => open.ProcedureFeatures
        .Where(row => row.Type == FeatureType.Procprop).ToLookup(row => row.Code.ToString(), row => row.Value));

    private static void Table(TextWriter output, string name, IEnumerable<(string Chapter, bool IsSame)> rows)
    {
        var all = rows.ToArray();
        output.WriteLine($"{name,-36} {all.Count(row => row.IsSame),7} of {all.Length,7}  {Percent(all.Count(row => row.IsSame), all.Length)}");
        foreach (var chapter in all.GroupBy(row => row.Chapter).OrderBy(chapter => chapter.Key, StringComparer.Ordinal))
            output.WriteLine($"  {chapter.Key,-34} {chapter.Count(row => row.IsSame),7} of {chapter.Count(),7}  {Percent(chapter.Count(row => row.IsSame), chapter.Count())}");
    }

    private static string Percent(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / Math.Max(1, whole),6:0.00} %");

    private static IEnumerable<string> Bases(DefinitionSet set) => set.DrgNames.Where(name => name.Drg.Length == 4).Select(name => name.Drg[..3]);

    private static Dictionary<string, string> Categories(DefinitionSet set) => set.DiagnosisFeatures
        .Where(row => row.Type == FeatureType.Dgcat && row.Dagger.IsBlank).DistinctBy(row => row.Code).ToDictionary(row => row.Code.ToString(), row => row.Value, StringComparer.Ordinal);

    private static Dictionary<string, string> Values(DefinitionSet set)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in set.ProcedureFeatures)
        {
            if (row.Type == FeatureType.Or || !values.ContainsKey(row.Code.ToString()))
                values[row.Code.ToString()] = row.Type == FeatureType.Or ? row.Value : "0";
        }

        return values;
    }

    private static string? Prefix(Dictionary<string, string> values, string code)
    {
        for (var length = code.Length; length >= 3; length--)
        {
            if (values.TryGetValue(code[..length], out var value))
                return value;
        }

        return null;
    }
}
