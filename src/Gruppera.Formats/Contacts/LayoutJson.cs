using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>Reads layouts written as JSON, and says what is wrong in them and where. Thread-safe.</summary>
public static class LayoutJson
{
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a layout.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="problems">What is wrong, each with its place in the document; empty if the layout is right.</param>
    /// <returns>The layout, or null if it has problems.</returns>
    public static ContactLayout? Read(string json, out ImmutableArray<string> problems)
    {
        ArgumentNullException.ThrowIfNull(json);
        var reader = new Reader();
        ContactLayout? layout = null;
        try
        {
            JsonStrings.Demand(json);
            using var document = JsonDocument.Parse(json, Options);
            layout = reader.Layout(document.RootElement);
        }
        catch (JsonException exception)
        {
            reader.Problems.Add(
                exception.LineNumber is { } line ? $"line {line + 1}: not JSON" : "a name stands twice in an object");
        }

        problems = [.. reader.Problems];
        return problems.IsEmpty ? layout : null;
    }

    /// <summary>The name of a role in layouts: <c>age_days</c> for <see cref="ContactRole.AgeDays"/>.</summary>
    public static string NameOf(ContactRole role)
    {
        var name = new StringBuilder();
        foreach (var letter in role.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }

    private sealed class Reader
    {
        private static readonly string[] Keys =
        [
            "name", "title", "kind", "delimiter", "header", "care_form", "missing_discharge", "encoding", "inside", "columns", "diagnoses",
            "procedures", "values", "dates",
            "leave_out", "keep", "inpatient_hours", "carry",
        ];

        private static readonly string[] CodeKeys =
        [
            "principal", "second", "list", "names", "dagger_names", "pairs", "prefix", "from", "dagger_from", "count", "step", "length",
        ];

        private static readonly string[] ValueKeys = ["sex", "discharge", "care_form"];

        private static readonly Dictionary<string, ContactRole> Roles =
            Enum.GetValues<ContactRole>().ToDictionary(NameOf, StringComparer.Ordinal);

        private static readonly (string Name, CareForm Meaning)[] CareForms =
        [
            (CareForm.Inpatient.Word, CareForm.Inpatient), (CareForm.Outpatient.Word, CareForm.Outpatient),
            (CareForm.Primary.Word, CareForm.Primary), (CareForm.Outside.Word, CareForm.Outside),
            (CareForm.ByDates.Word, CareForm.ByDates),
        ];

        private static readonly (string Name, Sex Meaning)[] Sexes =
        [
            (Sex.Male.Word, Sex.Male), (Sex.Female.Word, Sex.Female), (Sex.Missing.Word, Sex.Missing),
        ];

        private static readonly (string Name, DischargeMode Meaning)[] Discharges =
        [
            .. Enum.GetValues<DischargeMode>().Select(mode => (mode.Word, mode)),
        ];

        private static readonly (string Name, Specialty Meaning)[] Specialties =
            [(Specialty.Somatic.Word, Specialty.Somatic), (Specialty.Psychiatric.Word, Specialty.Psychiatric)];

        private static string[] CareFormNames { get; } = [.. CareForms.Select(form => form.Name)];

        internal List<string> Problems { get; } = [];

        internal ContactLayout Layout(JsonElement root)
        {
            var layout = new ContactLayout { Name = "" };
            foreach (var (name, value) in Members(root, "$"))
            {
                layout = name switch
                {
                    "name" => layout with { Name = Text(value, name) },
                    "title" => layout with { Title = Title(value) },
                    "kind" => layout with { IsFixedWidth = OneOf(value, name, "delimited", "fixed") == "fixed" },
                    "delimiter" => layout with { Delimiter = Delimiter(value, name) },
                    "header" => value.ValueKind == JsonValueKind.Array
                        ? layout with { HasHeader = false, Header = [.. Items(value, name).Select(item => Text(item, name))] }
                        : layout with { HasHeader = Bool(value, name) },
                    "care_form" =>
                        layout with { CareForm = CareForms.FirstOrDefault(form => form.Name == OneOf(value, name, CareFormNames)).Meaning },
                    "missing_discharge" => layout with { IsVisitWithoutDischarge = OneOf(value, name, "issue", "visit") == "visit" },
                    "specialty" => layout with
                    {
                        Specialty = Specialties.FirstOrDefault(each =>
                            each.Name == OneOf(value, name, [.. Specialties.Select(each => each.Name)])).Meaning,
                    },
                    "encoding" => layout with { Encoding = EncodingName(value) },
                    "inside" => Inside(layout, value),
                    "columns" => layout with { Columns = Columns(value) },
                    "diagnoses" => layout with { Diagnoses = Codes(value, name) },
                    "procedures" => layout with { Procedures = Codes(value, name) },
                    "values" => Values(layout, value),
                    "dates" => layout with { Dates = [.. Items(value, name).Select(item => DateForm(item))] },
                    "inpatient_hours" => layout with { InpatientHours = Number(value, name) },
                    "leave_out" or "keep" => layout with { Rows = layout.Rows.AddRange(Conditions(value, name)) },
                    "carry" => layout with { Carry = [.. Items(value, name).Select(item => Column(item, name))] },
                    _ => Unknown(layout, name, "$", Keys),
                };
            }

            if (layout.Name.Length == 0)
                Problems.Add("$.name: a layout needs a name");
            if (layout.Diagnoses.IsNone)
                Problems.Add("$.diagnoses: a layout must say where the diagnoses stand");
            if (layout.IsFixedWidth && new[] { layout.Diagnoses, layout.Procedures }.Any(codes => codes.From > 0 && codes.Length == 0))
                Problems.Add("$.diagnoses, $.procedures: in fixed-width lines codes need their \"length\"");
            if (layout.IsFixedWidth && layout.Columns.Values.Any(column => column.Length == 0))
                Problems.Add("$.columns: in fixed-width lines each column needs \"at\" and \"length\"");
            return layout;
        }

        private TableText Title(JsonElement value)
        {
            var texts = Members(value, "$.title")
                .ToDictionary(pair => pair.Name, pair => Text(pair.Value, $"title.{pair.Name}"), StringComparer.Ordinal);
            return new(texts.GetValueOrDefault("sv", ""), texts.GetValueOrDefault("en", ""));
        }

        private ContactLayout Inside(ContactLayout layout, JsonElement value)
        {
            foreach (var (name, member) in Members(value, "$.inside"))
            {
                layout = name switch
                {
                    "column" => layout with { Inside = Column(member, "inside.column") },
                    "delimiter" => layout with { InsideDelimiter = Delimiter(member, "inside.delimiter") },
                    _ => Unknown(layout, name, "$.inside", "column", "delimiter"),
                };
            }

            return layout;
        }

        private ImmutableDictionary<ContactRole, ColumnRef> Columns(JsonElement value)
        {
            var columns = ImmutableDictionary.CreateBuilder<ContactRole, ColumnRef>();
            foreach (var (name, member) in Members(value, "$.columns"))
            {
                if (Roles.TryGetValue(name, out var role))
                    columns[role] = Column(member, $"columns.{name}");
                else
                    Problems.Add(
                        $"$.columns.{name}: not a meaning{NearNames.Suffix(name, Roles.Keys)}; one of {string.Join(", ", Roles.Keys)}");
            }

            return columns.ToImmutable();
        }

        private CodeColumns Codes(JsonElement value, string path)
        {
            var codes = new CodeColumns();
            foreach (var (name, member) in Members(value, "$." + path))
            {
                var place = $"{path}.{name}";
                codes = name switch
                {
                    "principal" => codes with { Principal = Column(member, place) },
                    "second" => codes with { Second = Column(member, place) },
                    "list" => codes with { Lists = Texts(member, place) },
                    "names" =>
                        codes with { Names = member.ValueKind == JsonValueKind.Array ? Texts(member, place) : [Numbered(member, place)] },
                    "dagger_names" => codes with
                    {
                        DaggerNames = member.ValueKind == JsonValueKind.Array ? Texts(member, place) : [Numbered(member, place)],
                    },
                    "pairs" => codes with { IsEitherFirst = OneOf(member, place, "asterisk_first", "either") == "either" },
                    "prefix" => codes with { Prefix = Text(member, place) },
                    "from" => codes with { From = Number(member, place) },
                    "dagger_from" => codes with { DaggerFrom = Number(member, place) },
                    "count" => codes with { Count = Number(member, place) },
                    "step" => codes with { Step = Number(member, place) },
                    "length" => codes with { Length = Number(member, place) },
                    _ => Unknown(codes, name, "$." + path, CodeKeys),
                };
            }

            if (path == "procedures" && (codes.Principal is not null || codes.Second is not null || !codes.DaggerNames.IsEmpty))
                Problems.Add("$.procedures: principal, second and dagger_names are for diagnoses alone");
            if (codes.DaggerNames.Length > codes.Names.Length)
                Problems.Add(
                    $"$.{path}.dagger_names: {codes.DaggerNames.Length} names for {codes.Names.Length} in \"names\"; give one for each, " +
                    $"\"\" for none");
            if (codes.Second is not null && codes.Principal is null)
                Problems.Add($"$.{path}.second: needs \"principal\", whose second code it is");
            if (codes.Prefix.Length > 1)
                Problems.Add($"$.{path}.prefix: '{codes.Prefix}' is not one letter");
            if (codes.From > 0 && codes.Count == 0)
                Problems.Add($"$.{path}.count: codes at positions need their number");
            return codes;
        }

        private ContactLayout Values(ContactLayout layout, JsonElement value)
        {
            foreach (var (name, member) in Members(value, "$.values"))
            {
                if (member.ValueKind == JsonValueKind.Object && member.TryGetProperty("*", out var rest)
                    && rest.ValueKind == JsonValueKind.String && rest.ValueEquals("issue") && Roles.TryGetValue(name, out var role))
                    layout = layout with { StrictValues = layout.StrictValues.Add(role) };
                layout = name switch
                {
                    "care_form" => layout with { CareFormValues = Map(member, name, CareForms) },
                    "specialty" => layout with { SpecialtyValues = Map(member, name, Specialties) },
                    "sex" => layout with { SexValues = Map(member, name, Sexes) },
                    "discharge" => layout with { DischargeValues = Map(member, name, Discharges) },
                    _ => Unknown(layout, name, "$.values", ValueKeys),
                };
            }

            return layout;
        }

        private ImmutableDictionary<string, T> Map<T>(JsonElement value, string path, params (string Name, T Meaning)[] meanings)
        {
            var map = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.OrdinalIgnoreCase);
            foreach (var (text, member) in Members(value, "$.values." + path))
            {
                if (text == "*" && member.ValueKind == JsonValueKind.String && member.ValueEquals("issue"))
                    continue;
                var meaning = OneOf(member, $"values.{path}.{text}", [.. meanings.Select(pair => pair.Name)]);
                map[text] = meanings.FirstOrDefault(pair => pair.Name == meaning).Meaning;
            }

            return map.ToImmutable();
        }

        /// <summary>Conditions on rows: columns with the values that leave a row out, or keep it.</summary>
        private IEnumerable<RowCondition> Conditions(JsonElement value, string path) =>
            Members(value, "$." + path)
                .Select(member => new RowCondition(new(member.Name), Texts(member.Value, $"{path}.{member.Name}"), path == "keep"))
                .ToList();

        private ColumnRef Column(JsonElement value, string path)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Array when value.GetArrayLength() > 0 && value.EnumerateArray().All(IsNamed):
                    return ColumnRef.OneOf(Texts(value, path));
                case JsonValueKind.String when IsNamed(value):
                    return new(value.GetString()!);
                case JsonValueKind.Number:
                    return new("", Number(value, path));
                case JsonValueKind.Object:
                    var column = new ColumnRef("");
                    foreach (var (name, member) in Members(value, "$." + path))
                    {
                        column = name switch
                        {
                            "name" => column with { Name = Text(member, $"{path}.{name}") },
                            "at" => column with { At = Number(member, $"{path}.{name}") },
                            "length" => column with { Length = Number(member, $"{path}.{name}") },
                            _ => Unknown(column, name, "$." + path, "name", "at", "length"),
                        };
                    }

                    if (column is { At: 0, Name: "" })
                        goto default;
                    return column;
                default:
                    Problems.Add($"$.{path}: a header name, a list of them, a field number, or {{\"at\", \"length\"}}");
                    return default;
            }
        }

        private static bool IsNamed(JsonElement value) =>
            value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString());

        private IEnumerable<(string Name, JsonElement Value)> Members(JsonElement value, string path)
        {
            if (value.ValueKind == JsonValueKind.Object)
                return value.EnumerateObject().Select(member => (member.Name, member.Value));
            Problems.Add($"{path}: must be an object");
            return [];
        }

        private IEnumerable<JsonElement> Items(JsonElement value, string path)
        {
            if (value.ValueKind == JsonValueKind.Array)
                return value.EnumerateArray();
            Problems.Add($"$.{path}: must be a list");
            return [];
        }

        private string Text(JsonElement value, string path)
        {
            if (value.ValueKind == JsonValueKind.String)
                return value.GetString()!;
            Problems.Add($"$.{path}: must be a text");
            return "";
        }

        /// <summary>One text, or a list of texts.</summary>
        private ImmutableArray<string> Texts(JsonElement value, string path) =>
            value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => Text(item, path))] : [Text(value, path)];

        private string Numbered(JsonElement value, string path)
        {
            var text = Text(value, path);
            if (!text.Contains("{n}", StringComparison.Ordinal))
                Problems.Add($"$.{path}: must contain {{n}}");
            return text;
        }

        private string DateForm(JsonElement value)
        {
            var form = Text(value, "dates");
            if (!DateForms.IsForm(form))
                Problems.Add($"$.dates: '{form}' must hold yyyy, MM and dd, as in dd.MM.yyyy");
            return form;
        }

        private string EncodingName(JsonElement value)
        {
            var name = Text(value, "encoding");
            if (ContactSource.FindEncoding(name) is null)
                Problems.Add($"$.encoding: '{name}' is not known; utf-8, windows-1252, iso-8859-1, ibm850, ibm865 ...");
            return name;
        }

        private char Delimiter(JsonElement value, string path)
        {
            var text = Text(value, path);
            if (text == "auto")
                return '\0';
            if (text.Length == 1 && text[0] is > '\0' and < '\x80' and not ('"' or '\n' or '\r'))
                return text[0];
            Problems.Add($"$.{path}: one ASCII character, or \"auto\"");
            return '\0';
        }

        private int Number(JsonElement value, string path)
        {
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0)
                return number;
            Problems.Add($"$.{path}: must be a whole number of 1 or more");
            return 1;
        }

        private bool Bool(JsonElement value, string path)
        {
            if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                return value.GetBoolean();
            Problems.Add($"$.{path}: must be true or false");
            return false;
        }

        private string OneOf(JsonElement value, string path, params string[] choices)
        {
            var text = Text(value, path);
            if (!choices.Contains(text, StringComparer.Ordinal))
                Problems.Add($"$.{path}: one of {string.Join(", ", choices)}{(text.Length > 0 ? $", not '{text}'" : "")}");
            return text;
        }

        private T Unknown<T>(T unchanged, string name, string path, params string[] known)
        {
            Problems.Add($"{path}.{name}: not known{NearNames.Suffix(name, known)}; remove it, or use one of {string.Join(", ", known)}");
            return unchanged;
        }
    }
}
