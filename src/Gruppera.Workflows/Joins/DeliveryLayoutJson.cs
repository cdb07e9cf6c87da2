using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Tables;

namespace Gruppera.Workflows.Joins;

/// <summary>Reads delivery layouts written as JSON, and says what is wrong in them and where. Thread-safe.</summary>
public static class DeliveryLayoutJson
{
    internal const string DiagnosesColumn = "joined diagnoses";
    internal const string ProceduresColumn = "joined procedures";
    internal const string CostColumn = "joined cost";
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>True for the JSON of a delivery layout, whether or not it is right:
    /// it has <c>contacts</c>, <c>codes</c> or <c>costs</c>.</summary>
    public static bool IsDelivery(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            JsonStrings.Demand(json);
            return JsonNode.Parse(json, null, Options) is JsonObject root
                && (root.ContainsKey("codes") || root.ContainsKey("costs") || root.ContainsKey("contacts"));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a delivery layout.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="problems">What is wrong, each with its place in the document; empty if the layout is right.</param>
    /// <returns>The layout, or null if it has problems.</returns>
    public static DeliveryLayout? Read(string json, out ImmutableArray<string> problems)
    {
        ArgumentNullException.ThrowIfNull(json);
        var reader = new Reader();
        DeliveryLayout? layout = null;
        try
        {
            JsonStrings.Demand(json);
            layout = reader.Delivery(JsonNode.Parse(json, null, Options));
        }
        catch (JsonException exception)
        {
            reader.Problems.Add(
                exception.LineNumber is { } line ? $"line {line + 1}: not JSON" : "a name stands twice in an object");
        }

        problems = [.. reader.Problems];
        return problems.IsEmpty ? layout : null;
    }

    private sealed class Reader
    {
        private static readonly string[] CodeKeys = ["procedures"];

        internal List<string> Problems { get; } = [];

        internal DeliveryLayout? Delivery(JsonNode? root)
        {
            if (root is not JsonObject members)
            {
                Problems.Add("$: must be an object");
                return null;
            }

            Known(members, "$", "name", "title", "key", "contacts", "codes", "costs");
            var key = Column(members["key"], "$.key");
            var contacts = members["contacts"] as JsonObject ?? [];
            Known(contacts, "$.contacts", "file", "layout");
            if (contacts["layout"]?.DeepClone() is not JsonObject inner)
            {
                Problems.Add("$.contacts.layout: must be a layout, without diagnoses and procedures");
                return null;
            }

            var codes = (members["codes"] as JsonArray ?? []).Select((file, i) => (file, path: $"$.codes[{i}]")).ToList();
            var costs = (members["costs"] as JsonArray ?? []).Select((file, i) => (file, path: $"$.costs[{i}]")).ToList();
            if (codes.Count == 0 && costs.Count == 0)
                Problems.Add("$.codes: must list the files of codes, or \"costs\" those of costs");
            var hasOwn = Complete(inner, members, members.ContainsKey("codes"), costs.Count > 0, codes.Select(each => each.file));
            var layout = LayoutJson.Read(inner.ToJsonString(), out var problems);
            Problems.AddRange(problems.Select(problem => "$.contacts.layout" + problem.TrimStart('$')));
            var (codeFiles, costFiles) = (
                codes.Select(each => CodeFile(each.file, key, layout, each.path)).ToImmutableArray(),
                costs.Select(each => CostFile(each.file, key, layout, each.path)).ToImmutableArray());
            return layout is null ? null : new()
            {
                Name = layout.Name,
                Title = layout.Title,
                Key = key,
                Contacts = new()
                {
                    Files = Texts(contacts["file"], "$.contacts.file"),
                    Delimiter = layout.Delimiter,
                    Encoding = layout.Encoding,
                    HasHeader = layout.HasHeader,
                    Header = layout.Header,
                },
                Layout = layout with { Delimiter = ';', HasHeader = true, Header = [], Encoding = "utf-8" },
                HasOwnPrincipal = hasOwn,
                Codes = codeFiles,
                Costs = costFiles,
            };
        }

        /// <summary>Says in the layout of the contacts where joining puts codes and costs. True if it has diagnoses of its own.</summary>
        private bool Complete(JsonObject inner, JsonObject members, bool hasCodes, bool hasCosts, IEnumerable<JsonNode?> codes)
        {
            inner["name"] = Text(members["name"], "$.name");
            if (members["title"]?.DeepClone() is { } title)
                inner["title"] = title;
            if (hasCosts)
            {
                var columns = inner["columns"] as JsonObject ?? [];
                if (columns.ContainsKey("cost"))
                    Problems.Add("$.contacts.layout.columns.cost: the cost comes from \"costs\"");
                columns["cost"] = CostColumn;
                inner["columns"] = columns;
            }

            if (!hasCodes)
                return inner.ContainsKey("diagnoses");
            foreach (var name in CodeKeys.Where(inner.ContainsKey))
                Problems.Add($"$.contacts.layout.{name}: codes come from \"codes\"");
            var own = inner["diagnoses"] as JsonObject;
            if (inner.ContainsKey("diagnoses") && own?["principal"] is null)
                Problems.Add("$.contacts.layout.diagnoses: codes come from \"codes\"; only \"principal\" may stand here");
            own ??= [];
            own["list"] = DiagnosesColumn;
            inner["diagnoses"] = own;
            inner["procedures"] = new JsonObject { ["list"] = ProceduresColumn };
            foreach (var file in codes.OfType<JsonObject>())
            {
                if (file["prefix"] is JsonValue prefix && file["kind"] is JsonValue kind && inner[kind.ToString()] is JsonObject place)
                    place["prefix"] = prefix.DeepClone();
            }

            return own.ContainsKey("principal");
        }

        private CodeFileLayout CodeFile(JsonNode? node, ColumnRef key, ContactLayout? contacts, string path)
        {
            var file = node as JsonObject ?? [];
            Known(
                file, path, "file", "kind", "key", "code", "dagger", "order", "order_values", "dagger_rows", "prefix", "leave_out", "keep",
                "optional", "header", "delimiter", "encoding");
            var kind = Text(file["kind"], path + ".kind");
            if (kind is not ("diagnoses" or "procedures"))
                Problems.Add($"{path}.kind: one of diagnoses, procedures");
            var order = file["order"] is null ? [] : Texts(file["order"], path + ".order");
            if (order.IsEmpty && file["order_values"] is not null)
                Problems.Add($"{path}.order_values: needs \"order\", the column of these values");
            if (file["dagger_rows"] is not null and not JsonObject)
                Problems.Add($"{path}.dagger_rows: must be an object, as {{ \"PDGE\": \"PDGO\" }}");
            return new()
            {
                Form = Form(file, contacts, path),
                Key = file["key"] is null ? key : Column(file["key"], path + ".key"),
                IsDiagnoses = kind == "diagnoses",
                Codes = Texts(file["code"], path + ".code"),
                Dagger = Text(file["dagger"], path + ".dagger", ""),
                Order = order,
                OrderValues = file["order_values"] is null ? [] : Texts(file["order_values"], path + ".order_values"),
                DaggerRows = (file["dagger_rows"] as JsonObject ?? []).ToImmutableDictionary(
                    pair => pair.Key, pair => Text(pair.Value, $"{path}.dagger_rows.{pair.Key}"), StringComparer.OrdinalIgnoreCase),
                Prefix = Text(file["prefix"], path + ".prefix", ""),
            };
        }

        private CostFileLayout CostFile(JsonNode? node, ColumnRef key, ContactLayout? contacts, string path)
        {
            var file = node as JsonObject ?? [];
            Known(
                file, path, "file", "key", "cost", "each", "type", "types", "leave_out", "keep", "optional", "header", "delimiter",
                "encoding");
            if (file["types"] is not null && file["type"] is null)
                Problems.Add($"{path}.types: needs \"type\", the column of these types");
            return new()
            {
                Form = Form(file, contacts, path),
                Key = file["key"] is null ? key : Column(file["key"], path + ".key"),
                Costs = Texts(file["cost"], path + ".cost"),
                KeepsEach = Flag(file["each"], path + ".each"),
                Type = Text(file["type"], path + ".type", ""),
                Types = file["types"] is null ? [] : Texts(file["types"], path + ".types"),
            };
        }

        private DelimitedForm Form(JsonObject file, ContactLayout? contacts, string path)
        {
            var encoding = Text(file["encoding"], path + ".encoding", contacts?.Encoding ?? "utf-8");
            if (!ContactSource.IsEncoding(encoding))
                Problems.Add($"{path}.encoding: '{encoding}' is not known");
            var delimiter = Text(
                file["delimiter"], path + ".delimiter", contacts is { Delimiter: not '\0' } ? contacts.Delimiter.ToString() : "auto");
            if (delimiter != "auto" && (delimiter.Length != 1 || delimiter[0] > 127))
                Problems.Add($"{path}.delimiter: one ASCII character, or \"auto\"");
            return new()
            {
                Files = Texts(file["file"], path + ".file"),
                Delimiter = delimiter == "auto" || delimiter.Length == 0 ? '\0' : delimiter[0],
                Encoding = encoding,
                HasHeader = file["header"] is not JsonArray,
                Header = file["header"] is JsonArray ? Texts(file["header"], path + ".header") : [],
                Rows = [.. Conditions(file, "leave_out", path), .. Conditions(file, "keep", path)],
                IsOptional = Flag(file["optional"], path + ".optional"),
            };
        }

        private IEnumerable<RowCondition> Conditions(JsonObject file, string name, string path)
        {
            if (file[name] is not null and not JsonObject)
                Problems.Add($"{path}.{name}: must be an object of columns with their values");
            return (file[name] as JsonObject ?? [])
                .Select(pair => new RowCondition(new(pair.Key), Values(pair.Value, $"{path}.{name}.{pair.Key}"), name == "keep")).ToList();
        }

        /// <summary>Texts that may be blank.</summary>
        private ImmutableArray<string> Values(JsonNode? node, string path) =>
            node is JsonArray list
                ? [.. list.Select(item => item is JsonValue value && value.TryGetValue<string>(out var text) ? text : Text(item, path))]
                : [Text(node, path)];

        private ColumnRef Column(JsonNode? node, string path) => ColumnRef.OneOf(Texts(node, path));

        private bool Flag(JsonNode? node, string path)
        {
            if (node is null)
                return false;
            if (node is JsonValue value && value.TryGetValue<bool>(out var flag))
                return flag;
            Problems.Add($"{path}: must be true or false");
            return false;
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
                Problems.Add(
                    $"{path}.{name}: not " +
                    $"known{(NearNames.Of(name, names) is { Length: > 0 } near ? $"; near: {string.Join(", ", near)}" : "")}; use one of " +
                    $"{string.Join(", ", names)}");
        }
    }
}
