using System.Buffers;
using System.Globalization;

namespace Gruppera.Formats.Fhir;

/// <summary>What of FHIR was left out, by element and value: codes and addresses of code systems, never a free text. Not
/// thread-safe.</summary>
internal sealed class FhirTally
{
    private const int MostValues = 50;
    private const int LongestValue = 80;
    private const int Shown = 5;
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:/|#");

    private readonly Dictionary<(IssueCode Code, string Element), Dictionary<string, long>> _counts = [];

    /// <summary>Counts a value that was left out.</summary>
    /// <param name="code">Why.</param>
    /// <param name="element">Where it stands, as <c>Encounter.class</c>.</param>
    /// <param name="value">The value where it is a code or an address; empty where it is none of them.</param>
    internal void Add(IssueCode code, string element, string value = "")
    {
        if (!_counts.TryGetValue((code, element), out var values))
            _counts.Add((code, element), values = []);
        var isPlain = value.Length <= LongestValue && value.AsSpan().IndexOfAnyExcept(Plain) < 0;
        var key = isPlain && (values.Count < MostValues || values.ContainsKey(value)) ? value : "…";
        values[key] = values.GetValueOrDefault(key) + 1;
    }

    /// <summary>Counts a code that the mapping does not know; an empty one as none.</summary>
    internal void AddUnknown(string element, string code) =>
        Add(code.Length > 0 ? FormatIssues.FhirUnknown : FormatIssues.FhirWithoutCode, element, code);

    /// <summary>An issue for each element, with its most frequent values.</summary>
    /// <param name="file">Name of the file.</param>
    internal IEnumerable<Issue> Issues(string file) =>
        from each in _counts
        orderby each.Key.Code.Id, each.Key.Element
        let total = each.Value.Values.Sum().ToString(CultureInfo.InvariantCulture)
        let named = each.Value.Where(value => value.Key.Length > 0).OrderByDescending(value => value.Value)
            .ThenBy(value => value.Key, StringComparer.Ordinal).Take(Shown)
            .Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key} {value.Value}")).ToList()
        select new Issue(
            each.Key.Code, file, each.Key.Element, Detail: named.Count == 0 ? total : $"{total}: {string.Join(", ", named)}");
}
