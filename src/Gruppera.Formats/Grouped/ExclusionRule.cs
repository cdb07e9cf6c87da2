using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Gruppera.Formats.Grouped;

/// <summary>Which contacts to leave out: those for which everything said holds. Immutable.</summary>
/// <param name="Name">What counts call it.</param>
/// <param name="From">First day of admission or visit; null for any.</param>
/// <param name="To">Last day; null for any.</param>
/// <param name="Columns">Columns and the values of which one must stand there: the whole text or one of its words, written as in the
/// file; a value that ends in <c>*</c> stands for all words that begin so.</param>
public sealed record ExclusionRule(
    string Name, DateOnly? From, DateOnly? To, ImmutableArray<(string Column, ImmutableArray<string> Values)> Columns)
{
    /// <summary>True for contacts to keep: those for which it does not hold are left out. The period is then that of the discharge, as of
    /// figures by month, or else of the admission.</summary>
    public bool IsOnly { get; init; }

    /// <summary>Reads choices of contacts to keep: <c>COLUMN=VALUE</c>, of which several of one column are alternatives, and
    /// <c>period=2026-01..2026-03</c>, of days, months or years; either end may be left out.</summary>
    /// <param name="choices">The choices.</param>
    /// <returns>A rule for each column; null if a choice cannot be read, or there are two periods.</returns>
    public static ImmutableArray<ExclusionRule>? Only(IEnumerable<string> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var read = choices.Select(choice => choice.Split('=', 2)).ToList();
        if (read.Any(parts => parts.Length < 2 || parts[0].Trim().Length == 0))
            return null;
        var rules = ImmutableArray.CreateBuilder<ExclusionRule>();
        foreach (var column in read.GroupBy(parts => parts[0].Trim(), parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase))
        {
            if (column.Key.Equals(Period, StringComparison.OrdinalIgnoreCase))
            {
                var ends = column.First().Split("..", 2);
                var (from, to) = (End(ends[0], isLast: false), End(ends[^1], isLast: true));
                if (column.Skip(1).Any() || (from is null && ends[0].Length > 0) || (to is null && ends[^1].Length > 0)
                    || (from ?? to) is null || from > to)
                    return null;
                rules.Add(new($"{Period} ≠ {column.First()}", from, to, []) { IsOnly = true });
            }
            else
            {
                rules.Add(new($"{column.Key} ≠ {string.Join(", ", column)}", null, null, [(column.Key, [.. column])]) { IsOnly = true });
            }
        }

        return rules.ToImmutable();
    }

    /// <summary>What a choice of days is called.</summary>
    public const string Period = "period";

    private static DateOnly? End(string text, bool isLast) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? isLast ? month.AddMonths(1).AddDays(-1) : month
        : DateOnly.TryParseExact(text, "yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var year)
            ? isLast ? year.AddYears(1).AddDays(-1) : year
        : null;

    /// <summary>Reads rules written as a JSON list of objects with <c>name</c>, <c>from</c>, <c>to</c> (2021-06-30) and <c>columns</c>
    /// (an object of lists of texts).</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="problem">What is wrong and where, or empty.</param>
    /// <returns>The rules; empty if there is a problem.</returns>
    public static ImmutableArray<ExclusionRule> Read(string json, out string problem)
    {
        ArgumentNullException.ThrowIfNull(json);
        problem = "";
        try
        {
            JsonStrings.Demand(json);
            using var document = JsonDocument.Parse(
                json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                throw new FormatException("$: a list of rules is expected");
            return [.. document.RootElement.EnumerateArray().Select(Rule)];
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            problem = exception is not JsonException broken ? exception.Message
                : broken.LineNumber is { } line ? $"line {line + 1}: not JSON" : "a name stands twice in an object";
            return [];
        }
    }

    private static ExclusionRule Rule(JsonElement element, int number)
    {
        var place = $"$[{number}]";
        if (element.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{place}: an object is expected");
        var rule = new ExclusionRule("", null, null, []);
        foreach (var member in element.EnumerateObject())
        {
            var at = $"{place}.{member.Name}";
            rule = member.Name switch
            {
                "name" => rule with { Name = Text(member.Value, at) },
                "from" => rule with { From = Date(member.Value, at) },
                "to" => rule with { To = Date(member.Value, at) },
                "columns"
                    when member.Value.ValueKind == JsonValueKind.Object =>
                        rule with
                        {
                            Columns = [.. member.Value.EnumerateObject()
                                .Select(column => (column.Name, Values(column.Value, $"{at}.{column.Name}")))],
                        },
                _ => throw new FormatException($"{at}: name, from, to and columns are expected"),
            };
        }

        if (rule.Name.Length == 0)
            throw new FormatException($"{place}: a name is missing");
        if (rule is { From: null, To: null, Columns.IsEmpty: true })
            throw new FormatException($"{place}: the rule would leave out everything");
        return rule.From > rule.To ? throw new FormatException($"{place}: from is later than to") : rule;
    }

    private static ImmutableArray<string> Values(JsonElement list, string place) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
            ? [.. list.EnumerateArray().Select((value, i) => Text(value, $"{place}[{i}]"))]
            : throw new FormatException($"{place}: a list of texts is expected");

    private static string Text(JsonElement element, string place) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text
            ? text
            : throw new FormatException($"{place}: a text is expected");

    private static DateOnly Date(JsonElement element, string place) =>
        DateOnly.TryParseExact(Text(element, place), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FormatException($"{place}: a date such as 2021-06-30 is expected");
}
