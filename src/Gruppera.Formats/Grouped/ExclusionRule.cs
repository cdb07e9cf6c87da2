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
