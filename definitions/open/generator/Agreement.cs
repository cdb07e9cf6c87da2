using System.Globalization;
using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Generator;

/// <summary>How near a set is to a licensed one, in figures that show no row of it. Codes are in two halves by a hash: ranges are revised by
/// the figures of the tuning half alone, and the held-out half is what is reported.</summary>
internal sealed class Agreement(DefinitionSet open, DefinitionSet licensed)
{
    private const int Contacts = 100_000;
    private const int Seed = 7;
    private const int FewestOfPair = 20;
    private readonly Dictionary<string, string> _categories = Categories(open);
    private readonly Dictionary<string, string> _values = Values(open);
    private readonly Grouper _ours = new(open);
    private readonly Grouper _theirs = new(licensed);

    /// <summary>True for a code of the tuning half: FNV-1a of its characters is even.</summary>
    public static bool IsTuning(string code) =>
        (code.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u)) >> 8) % 2 == 0;

    public void Write(TextWriter output, bool isTuning, int width = 1)
    {
        output.WriteLine(isTuning ? "tuning half of the codes" : "held-out half of the codes");
        var all = Categories(licensed).Where(row => row.Value != "00M00" && row.Key is [>= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9', ..]).ToArray();
        var theirs = all.Where(row => IsTuning(row.Key) == isTuning).ToArray();
        Table(output, "same MDC, diagnosis codes", theirs.Select(row => (row.Key[..width], IsSameMdc(row))));
        Table(output, "the same without external causes", theirs.Where(IsMedical).Select(row => ("A-U, Z", IsSameMdc(row))));
        Table(output, "same OR value, procedure codes", Values(licensed).Where(row => IsTuning(row.Key) == isTuning).Select(row =>
            ((row.Key.Length > 2 && char.IsAsciiDigit(row.Key[2]) ? "medical " : "surgical ") + row.Key[..Math.Min(row.Key.Length, width)], (Prefix(_values, row.Key) ?? "0") == row.Value)));
        var tuning = Grouped(all, true).ToArray();
        Groups(output, isTuning ? tuning : [.. Grouped(all, false)], Pairs(tuning), width);

        bool IsSameMdc(KeyValuePair<string, string> row) => Prefix(_categories, row.Key) is { } category && category[..2] == row.Value[..2];
    }

    private static bool IsMedical(KeyValuePair<string, string> row) => row.Key[0] is not ('V' or 'W' or 'X' or 'Y');

    /// <summary>Contacts of one to four diagnoses and, every other one, a procedure that belongs to the field of the principal diagnosis, with
    /// the groups that both sets give. All codes are of one half, but for the codes of visits.</summary>
    private IEnumerable<(string Principal, string Ours, string Theirs)> Grouped(KeyValuePair<string, string>[] all, bool isTuning)
    {
        var random = new Random(Seed);
        DiagnosisCode[] diagnoses = [.. all.Where(row => IsMedical(row) && IsTuning(row.Key) == isTuning).Select(row => DiagnosisCode.Parse(row.Key))];
        var byMdc = Values(licensed).Keys.Where(code => IsTuning(code) == isTuning)
            .SelectMany(code => PropertiesOf(code).Select(property => (mdc: property[..2], code)))
            .ToLookup(item => item.mdc, item => ProcedureCode.Parse(item.code));
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
            yield return (principal.ToString(), _ours.Group(contact).Drg, _theirs.Group(contact).Drg);
        }
    }

    /// <summary>Base groups of both sets that hold the same contacts of the tuning half: each holds most of the other's, whatever their
    /// numbers. Only such groups exist in both sets.</summary>
    private static Dictionary<string, string> Pairs((string Principal, string Ours, string Theirs)[] tuning)
    {
        var cells = tuning.CountBy(contact => (Ours: contact.Ours[..3], Theirs: contact.Theirs[..3])).ToArray();
        var bestOfOurs = cells.GroupBy(cell => cell.Key.Ours).ToDictionary(cell => cell.Key, Best, StringComparer.Ordinal);
        var bestOfTheirs = cells.GroupBy(cell => cell.Key.Theirs).ToDictionary(cell => cell.Key, Best, StringComparer.Ordinal);
        return bestOfOurs.Where(row => row.Value.Count >= FewestOfPair && bestOfTheirs[row.Value.Pair.Theirs].Pair == row.Value.Pair)
            .ToDictionary(row => row.Key, row => row.Value.Pair.Theirs, StringComparer.Ordinal);

        static ((string Ours, string Theirs) Pair, int Count) Best(IEnumerable<KeyValuePair<(string Ours, string Theirs), int>> row)
        {
            var best = row.OrderByDescending(cell => cell.Value).ThenBy(cell => cell.Key).First();
            return (best.Key, best.Value);
        }
    }

    private void Groups(TextWriter output, (string Principal, string Ours, string Theirs)[] contacts, Dictionary<string, string> pairs, int width)
    {
        var theirs = pairs.Values.ToHashSet(StringComparer.Ordinal);
        HashSet<string> numbers = [.. Bases(open)];
        numbers.IntersectWith(Bases(licensed));
        output.WriteLine($"{pairs.Count} base groups exist in both sets: each holds most of the other's contacts of the tuning half");
        Table(output, "same base group, of both in pairs", contacts.Where(contact => pairs.ContainsKey(contact.Ours[..3]) && theirs.Contains(contact.Theirs[..3]))
            .Select(contact => (contact.Principal[..width], pairs[contact.Ours[..3]] == contact.Theirs[..3])));
        output.WriteLine($"{numbers.Count} numbers of base groups are in both sets, with the same meaning or not");
        Table(output, "same number of base group", contacts.Where(contact => numbers.Contains(contact.Ours[..3]) && numbers.Contains(contact.Theirs[..3]))
            .Select(contact => ("all", contact.Ours[..3] == contact.Theirs[..3])));
        Table(output, "same letter of MDC", contacts.Select(contact => (contact.Principal[..width], contact.Ours[..1] == contact.Theirs[..1])));
        Table(output, "same fourth letter", contacts.Select(contact => (contact.Theirs[^1..], contact.Ours[^1] == contact.Theirs[^1])));
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
