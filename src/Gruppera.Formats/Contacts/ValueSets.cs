using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>Decides what digits and single letters mean by all the values that stand in a column, and asks where they can mean two things.
/// Not thread-safe.</summary>
internal sealed class ValueSets
{
    private const int MostValues = 64;
    private const string MaleWord = "0-male";
    private const string FemaleWord = "0-female";

    /// <summary>Of so many values of the sex one may be a digit among words: it is then told as an odd value.</summary>
    private const int FewDigits = 20;
    private readonly SortedSet<string> _sexes = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _forms = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _discharges = new(StringComparer.Ordinal);
    private (long Words, long Digits) _sexCounts;

    /// <summary>What has to be told of it.</summary>
    internal List<Text> Assumptions { get; } = [];

    /// <summary>True for what the command line says of the 0 of a column of sex.</summary>
    internal static bool IsZero(string word) => word is MaleWord or FemaleWord;

    internal void Add(ReadOnlySpan<byte> data, ContactParser parser)
    {
        var sex = parser.Text(data, ContactRole.Sex);
        Add(_sexes, sex);
        if (!Scalars.IsBlank(sex))
            _ = char.IsAsciiDigit((char)sex[0]) ? _sexCounts.Digits++ : _sexCounts.Words++;
        Add(_forms, parser.Text(data, ContactRole.CareForm));
        Add(_discharges, parser.Text(data, ContactRole.Discharge));
    }

    /// <summary>The layout with what the values mean.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="zero">What was said of the 0 of the sex; empty for nothing.</param>
    /// <param name="file">Name of the file.</param>
    /// <exception cref="ContactFileException">Values can mean two things.</exception>
    internal ContactLayout Decide(ContactLayout layout, string zero, string file)
    {
        if (layout.SexValues.IsEmpty && Column(layout, ContactRole.Sex) is { } sex)
            layout = layout with { SexValues = Sexes(sex, zero, file) };
        if (layout.CareFormValues.IsEmpty && Column(layout, ContactRole.CareForm) is { } form)
            layout = layout with { CareFormValues = Forms(form) };
        if (layout.DischargeValues.IsEmpty && Column(layout, ContactRole.Discharge) is { } discharge)
            layout = layout with { DischargeValues = Discharges(discharge, file) };
        return layout;
    }

    private static string? Column(ContactLayout layout, ContactRole role) =>
        layout.Columns.TryGetValue(role, out var column) && column.At == 0 ? column.Name : null;

    private static void Add(SortedSet<string> values, ReadOnlySpan<byte> text)
    {
        if (values.Count < MostValues && text.Length <= MostValues && !Scalars.IsBlank(text))
            values.Add(Encoding.UTF8.GetString(text).ToUpperInvariant());
    }

    private ImmutableDictionary<string, Sex> Sexes(string column, string zero, string file)
    {
        var digits = _sexes.Select(value => WholeNumber.TryParse(value, out var number) ? number : -1).Where(number => number >= 0)
            .ToHashSet();
        if (Legend<Sex>(column, Sex.TryRead) is { IsEmpty: false } legend)
            return legend;
        if (zero.Length > 0)
            return Pairs(("0", zero == MaleWord ? Sex.Male : Sex.Female), ("1", zero == MaleWord ? Sex.Female : Sex.Male));
        if (digits.Contains(0) && digits.Contains(1) && !digits.Contains(2) && _sexCounts.Digits * FewDigits > _sexCounts.Words)
            throw new ContactFileException(
                $"{file}: {column} has 0 and 1 for the sex and no 2: 0 can be a man and 1 a woman, 0 a woman and 1 a man, or 0 not " +
                $"known and 1 a man. Give which with --column \"{column}={MaleWord}\" or --column \"{column}={FemaleWord}\", or with a " +
                $"layout");
        if (digits.Count > 0 && digits.All(digit => digit == 1))
            Assumptions.Add($"{column}: 1 was read as a man; there is no 2");
        // Finnish and Estonian: mies and nainen, mees and naine.
        if (HeaderNames.Fold(column) is "sukupuoli" or "sukup" or "sugu" && _sexes.Contains("N"))
            return Pairs(("N", Sex.Female));
        return [];
    }

    private ImmutableDictionary<string, CareForm> Forms(string column)
    {
        if (Legend<CareForm>(column, CareForm.TryRead) is { IsEmpty: false } legend)
            return legend;
        if (_forms.Contains("Ö"))
            return Told(column, "S", "Ö");
        return _forms.Contains("I") && _forms.Contains("O") ? Told(column, "I", "O", "E") : [];
    }

    private ImmutableDictionary<string, CareForm> Told(string column, string inside, params string[] outside)
    {
        var seen = outside.Where(_forms.Contains).ToList();
        var visits = string.Join(", ", seen);
        Assumptions.Add(_forms.Contains(inside)
            ? (Text)$"{column}: {inside} was read as inpatient care, {visits} as outpatient care"
            : $"{column}: {visits} was read as outpatient care");
        return Pairs([(inside, CareForm.Inpatient), .. seen.Select(value => (value, CareForm.Outpatient))]);
    }

    private ImmutableDictionary<string, DischargeMode> Discharges(string column, string file)
    {
        if (Legend<DischargeMode>(column, DischargeMode.TryRead) is { IsEmpty: false } legend)
            return legend;
        var others = _discharges.Where(value => value is "A" or "D" or "Ö").ToList();
        if (!_discharges.Contains("L") || others.Count == 0)
            return [];
        var list = string.Join(", ", others);
        throw new ContactFileException(
            $"{file}: {column} has L beside {list}: L can be left against advice or alive (levande), and {list} can be dead. Give the " +
            $"meanings with a layout (values, discharge), or leave the column out with --column \"{column}=none\"");
    }

    /// <summary>Meanings that the header itself gives: <c>Kön (1=man, 2=kvinna)</c>.</summary>
    private static ImmutableDictionary<string, T> Legend<T>(string column, TryRead<T> read)
        where T : struct
    {
        var values = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (Match pair in HeaderNames.LegendPair().Matches(column))
        {
            if (read(Encoding.UTF8.GetBytes(pair.Groups["word"].Value.Trim()), out var value))
                values[pair.Groups["code"].Value] = value;
        }

        return values.ToImmutable();
    }

    private static ImmutableDictionary<string, T> Pairs<T>(params ReadOnlySpan<(string Code, T Value)> pairs)
    {
        var values = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var (code, value) in pairs)
            values[code] = value;
        return values.ToImmutable();
    }
}
