using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Gruppera.Casemix.Checking;

/// <summary>What a JSON document does not do as its schema says.</summary>
/// <param name="Path">Place in the document, as <c>$.prices[1].price</c>.</param>
/// <param name="Value">What stands there; empty if something is missing.</param>
/// <param name="Text">What is wrong and what to do.</param>
public sealed record SchemaProblem(string Path, string Value, Text Text);

/// <summary>Checks JSON documents against a JSON schema: the keywords type, properties, required, additionalProperties (false), enum,
/// minimum, maximum, exclusiveMinimum, minItems, minLength, items and $ref within the schema. Thread-safe.</summary>
/// <remarks>Source: JSON Schema 2020-12, of which this is the part that the program's own schemas use.</remarks>
public sealed partial class JsonSchema
{
    private const int LongestValue = 60;
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };
    private readonly JsonElement _root;

    private JsonSchema(JsonElement root) => _root = root;

    /// <summary>Makes a schema from its text.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static JsonSchema Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new(document.RootElement.Clone());
    }

    /// <summary>What is wrong in a document, in its order; empty if nothing is.</summary>
    public ImmutableArray<SchemaProblem> Check(JsonElement document)
    {
        var problems = ImmutableArray.CreateBuilder<SchemaProblem>();
        Check(document, _root, "$", problems);
        return problems.ToImmutable();
    }

    /// <summary>Reads a document, checks it, and makes of it what it stands for; comments and trailing commas may stand in it.</summary>
    /// <param name="json">The text.</param>
    /// <param name="type">What it stands for.</param>
    /// <param name="problems">What is wrong; empty if nothing is.</param>
    /// <returns>Null where something is wrong.</returns>
    public T? Read<T>(string json, JsonTypeInfo<T> type, out ImmutableArray<SchemaProblem> problems)
        where T : class
    {
        try
        {
            JsonStrings.Demand(json);
            using var document = JsonDocument.Parse(json, Options);
            problems = Check(document.RootElement);
            if (!problems.IsEmpty)
                return null;

            // Written anew, for what reads it takes neither comments nor trailing commas.
            return JsonSerializer.Deserialize(
                JsonSerializer.SerializeToUtf8Bytes(document.RootElement, ElementJson.Default.JsonElement), type);
        }
        catch (JsonException exception)
        {
            problems =
            [
                new("$", "", exception.LineNumber is { } line
                    ? (Text)$"is not JSON: line {line + 1:lineNumber}" : "has a name twice in an object"),
            ];
            return null;
        }
    }

    private void Check(JsonElement value, JsonElement schema, string path, ImmutableArray<SchemaProblem>.Builder problems)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            schema = _root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]);
        if (schema.TryGetProperty("type", out var type) && !Is(value, type.GetString()!))
        {
            Add($"must be of type {type.GetString():type}");
            return;
        }

        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(each => JsonElement.DeepEquals(each, value)))
        {
            var list = string.Join(", ", values.EnumerateArray().Select(each => each.ToString()));
            Add($"must be one of {list}");
        }

        if (value.ValueKind == JsonValueKind.Number)
            CheckNumber(value.GetDouble(), schema, Add);
        if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("minLength", out _) && value.GetString()!.Length == 0)
            Add("must not be empty");
        if (value.ValueKind == JsonValueKind.Array)
        {
            if (schema.TryGetProperty("minItems", out var least) && value.GetArrayLength() < least.GetInt32())
                Add($"must have at least {least} item");
            if (schema.TryGetProperty("items", out var items))
            {
                foreach (var (index, item) in value.EnumerateArray().Index())
                    Check(item, items, $"{path}[{index}]", problems);
            }
        }

        if (value.ValueKind == JsonValueKind.Object)
            CheckMembers(value, schema, path, problems);

        void Add(Text text) => problems.Add(new(path, Shown(value), text));
    }

    private void CheckMembers(JsonElement value, JsonElement schema, string path, ImmutableArray<SchemaProblem>.Builder problems)
    {
        var known = schema.GetProperty("properties");
        foreach (var member in value.EnumerateObject())
        {
            if (known.TryGetProperty(member.Name, out var inner))
            {
                Check(member.Value, inner, $"{path}.{member.Name}", problems);
                continue;
            }

            var names = string.Join(", ", known.EnumerateObject().Select(each => each.Name));
            problems.Add(new($"{path}.{member.Name}", Shown(member.Value), $"is not known; remove it or correct its name: {names}"));
        }

        if (!schema.TryGetProperty("required", out var required))
            return;
        foreach (var name in required.EnumerateArray().Select(each => each.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
            problems.Add(new($"{path}.{name}", "", "is missing; add it"));
    }

    private static void CheckNumber(double number, JsonElement schema, Action<Text> add)
    {
        if (schema.TryGetProperty("minimum", out var least) && number < least.GetDouble())
            add($"must be at least {least}");
        if (schema.TryGetProperty("exclusiveMinimum", out var above) && number <= above.GetDouble())
            add($"must be more than {above}");
        if (schema.TryGetProperty("maximum", out var most) && number > most.GetDouble())
            add($"must be at most {most}");
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => value.ValueKind == JsonValueKind.Number
            && double.TryParse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number),
    };

    private static string Shown(JsonElement value) =>
        value.GetRawText() is var text && text.Length > LongestValue ? text[..LongestValue] + "…" : text;

    [JsonSerializable(typeof(JsonElement))]
    private sealed partial class ElementJson : JsonSerializerContext;
}
