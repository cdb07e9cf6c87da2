using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Joins;

/// <summary>Reads delivery layouts written as JSON, and says what is wrong in them and where. Thread-safe.</summary>
public static class DeliveryLayoutJson
{
    internal const string DiagnosesColumn = "joined diagnoses";
    internal const string ProceduresColumn = "joined procedures";
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <summary>True for the JSON of a delivery layout, whether or not it is right: it has <c>codes</c>.</summary>
    public static bool IsDelivery(string json)
    {
        try
        {
            return JsonNode.Parse(json, null, Options) is JsonObject root && root.ContainsKey("codes");
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a delivery layout.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="problems">What is wrong, each with its place in the document; empty where the layout is right.</param>
    /// <returns>The layout, or null where it has problems.</returns>
    public static DeliveryLayout? Read(string json, out ImmutableArray<string> problems)
    {
        var reader = new Reader();
        DeliveryLayout? layout = null;
        try
        {
            layout = reader.Delivery(JsonNode.Parse(json, null, Options));
        }
        catch (JsonException exception)
        {
            reader.Problems.Add($"line {exception.LineNumber + 1}: not JSON");
        }

        problems = [.. reader.Problems];
        return problems.IsEmpty ? layout : null;
    }

    private sealed class Reader
    {
        private static readonly string[] CodeKeys = ["diagnoses", "procedures"];

        internal List<string> Problems { get; } = [];

        internal DeliveryLayout? Delivery(JsonNode? root)
        {
            if (root is not JsonObject members)
            {
                Problems.Add("$: must be an object");
                return null;
            }

            Known(members, "$", "name", "title", "key", "contacts", "codes");
            var key = Text(members["key"], "$.key");
            var contacts = members["contacts"] as JsonObject ?? [];
            Known(contacts, "$.contacts", "file", "layout");
            if (contacts["layout"]?.DeepClone() is not JsonObject inner)
            {
                Problems.Add("$.contacts.layout: must be a layout, without diagnoses and procedures");
                return null;
            }

            foreach (var name in CodeKeys.Where(inner.ContainsKey))
                Problems.Add($"$.contacts.layout.{name}: codes come from \"codes\"");
            inner["name"] = Text(members["name"], "$.name");
            inner["diagnoses"] = new JsonObject { ["list"] = DiagnosesColumn };
            inner["procedures"] = new JsonObject { ["list"] = ProceduresColumn };
            var layout = LayoutJson.Read(inner.ToJsonString(), out var problems);
            Problems.AddRange(problems.Select(problem => "$.contacts.layout" + problem.TrimStart('$')));
            var codes = (members["codes"] as JsonArray ?? []).Select((file, i) => CodeFile(file, key, layout, $"$.codes[{i}]")).ToImmutableArray();
            if (codes.IsEmpty)
                Problems.Add("$.codes: must list the files of codes");
            return layout is null ? null : new()
            {
                Name = layout.Name,
                Key = key,
                Contacts = new() { File = Text(contacts["file"], "$.contacts.file"), Delimiter = layout.Delimiter, Encoding = layout.Encoding, HasHeader = layout.HasHeader, Header = layout.Header },
                Layout = layout with { Delimiter = ';', HasHeader = true, Header = [], Encoding = "utf-8" },
                Codes = codes,
            };
        }

        private CodeFileLayout CodeFile(JsonNode? node, string key, ContactLayout? contacts, string path)
        {
            var file = node as JsonObject ?? [];
            Known(file, path, "file", "kind", "key", "code", "dagger", "order", "header", "delimiter", "encoding");
            var kind = Text(file["kind"], path + ".kind");
            if (kind is not ("diagnoses" or "procedures"))
                Problems.Add($"{path}.kind: one of diagnoses, procedures");
            var encoding = Text(file["encoding"], path + ".encoding", contacts?.Encoding ?? "utf-8");
            if (ContactSource.FindEncoding(encoding) is null)
                Problems.Add($"{path}.encoding: '{encoding}' is not known");
            var delimiter = Text(file["delimiter"], path + ".delimiter", contacts is { Delimiter: not '\0' } ? contacts.Delimiter.ToString() : "auto");
            if (delimiter != "auto" && (delimiter.Length != 1 || delimiter[0] > 127))
                Problems.Add($"{path}.delimiter: one ASCII character, or \"auto\"");
            return new()
            {
                Form = new()
                {
                    File = Text(file["file"], path + ".file"),
                    Delimiter = delimiter == "auto" || delimiter.Length == 0 ? '\0' : delimiter[0],
                    Encoding = encoding,
                    HasHeader = file["header"] is not JsonArray,
                    Header = file["header"] is JsonArray ? Texts(file["header"], path + ".header") : [],
                },
                Key = Text(file["key"], path + ".key", key),
                IsDiagnoses = kind == "diagnoses",
                Codes = Texts(file["code"], path + ".code"),
                Dagger = Text(file["dagger"], path + ".dagger", ""),
                Order = Text(file["order"], path + ".order", ""),
            };
        }

        private ImmutableArray<string> Texts(JsonNode? node, string path) =>
            node is JsonArray list ? [.. list.Select(item => Text(item, path))] : [Text(node, path)];

        private string Text(JsonNode? node, string path, string? otherwise = null)
        {
            if (node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0)
                return text;
            if (node is null && otherwise is not null)
                return otherwise;
            Problems.Add($"{path}: must be a text");
            return "";
        }

        private void Known(JsonObject members, string path, params string[] names)
        {
            foreach (var (name, _) in members.Where(member => !names.Contains(member.Key, StringComparer.Ordinal)))
                Problems.Add($"{path}.{name}: not known");
        }
    }
}
