using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gruppera.Formats.Contacts;

/// <summary>Reads layouts written as JSON, and says what is wrong in them and where. Thread-safe.</summary>
public static partial class LayoutJson
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <summary>Reads a layout.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="problems">What is wrong, each with its place in the document; empty where the layout is right.</param>
    /// <returns>The layout, or null where it has problems.</returns>
    public static ContactLayout? Read(string json, out ImmutableArray<string> problems)
    {
        var reader = new Reader();
        ContactLayout? layout = null;
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            layout = reader.Layout(document.RootElement);
        }
        catch (JsonException exception)
        {
            reader.Problems.Add(exception.LineNumber is { } line ? $"line {line + 1}: not JSON" : $"not JSON: {exception.Message}");
        }

        problems = [.. reader.Problems];
        return problems.IsEmpty ? layout : null;
    }

    /// <summary>The name of a role in layouts: <c>age_days</c> for <see cref="ContactRole.AgeDays"/>.</summary>
    public static string NameOf(ContactRole role) => WordStart().Replace(role.ToString(), "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex WordStart();

    private sealed class Reader
    {
        private static readonly Dictionary<string, ContactRole> Roles =
            Enum.GetValues<ContactRole>().ToDictionary(NameOf, StringComparer.Ordinal);

        private static readonly (string Name, CareForm Meaning)[] CareForms =
            [("inpatient", CareForm.Inpatient), ("outpatient", CareForm.Outpatient), ("primary", CareForm.Primary), ("outside", CareForm.Outside), ("dates", CareForm.ByDates)];

        private static readonly (string Name, Specialty Meaning)[] Specialties =
            [.. new[] { Specialty.Somatic, Specialty.Psychiatric }.Select(specialty => (specialty.Word, specialty))];

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
                    "care_form" => layout with { CareForm = CareForms.FirstOrDefault(form => form.Name == OneOf(value, name, CareFormNames)).Meaning },
                    "specialty" => layout with { Specialty = Specialties.FirstOrDefault(each => each.Name == OneOf(value, name, [.. Specialties.Select(each => each.Name)])).Meaning },
                    "encoding" => layout with { Encoding = EncodingName(value) },
                    "inside" => Inside(layout, value),
                    "columns" => layout with { Columns = Columns(value) },
                    "diagnoses" => layout with { Diagnoses = Codes(value, name) },
                    "procedures" => layout with { Procedures = Codes(value, name) },
                    "values" => Values(layout, value),
                    "dates" => layout with { Dates = [.. Items(value, name).Select(item => DateForm(item))] },
                    "carry" => layout with { Carry = [.. Items(value, name).Select(item => Column(item, name))] },
                    _ => Unknown(layout, name, "$"),
                };
            }

            if (layout.Name.Length == 0)
                Problems.Add("$.name: a layout needs a name");
            if (layout.Diagnoses == new CodeColumns())
                Problems.Add("$.diagnoses: a layout must say where the diagnoses stand");
            if (layout.IsFixedWidth && new[] { layout.Diagnoses, layout.Procedures }.Any(codes => codes.From > 0 && codes.Length == 0))
                Problems.Add("$.diagnoses, $.procedures: in fixed-width lines codes need their \"length\"");
            if (layout.IsFixedWidth && layout.Columns.Values.Any(column => column.Length == 0))
                Problems.Add("$.columns: in fixed-width lines each column needs \"at\" and \"length\"");
            return layout;
        }

        private TableText Title(JsonElement value)
        {
            var texts = Members(value, "$.title").ToDictionary(pair => pair.Name, pair => Text(pair.Value, $"title.{pair.Name}"), StringComparer.Ordinal);
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
                    _ => Unknown(layout, name, "$.inside"),
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
                    Problems.Add($"$.columns.{name}: not a meaning; one of {string.Join(", ", Roles.Keys)}");
            }

            return columns.ToImmutable();
        }

        private CodeColumns Codes(JsonElement value, string path)
        {
            var codes = new CodeColumns();
            foreach (var (name, member) in Members(value, "$." + path))
            {
                codes = name switch
                {
                    "list" => codes with { List = Text(member, $"{path}.{name}") },
                    "names" when member.ValueKind == JsonValueKind.Array && member.GetArrayLength() > 0 => codes with
                    {
                        Names = Text(member[0], $"{path}.{name}"),
                        More = [.. member.EnumerateArray().Skip(1).Select(item => Text(item, $"{path}.{name}"))],
                    },
                    "names" => codes with { Names = Numbered(member, $"{path}.{name}") },
                    "dagger_names" => codes with { DaggerNames = Numbered(member, $"{path}.{name}") },
                    "from" => codes with { From = Number(member, $"{path}.{name}") },
                    "dagger_from" => codes with { DaggerFrom = Number(member, $"{path}.{name}") },
                    "count" => codes with { Count = Number(member, $"{path}.{name}") },
                    "step" => codes with { Step = Number(member, $"{path}.{name}") },
                    "length" => codes with { Length = Number(member, $"{path}.{name}") },
                    _ => Unknown(codes, name, "$." + path),
                };
            }

            if (codes.From > 0 && codes.Count == 0)
                Problems.Add($"$.{path}.count: codes at positions need their number");
            return codes;
        }

        private ContactLayout Values(ContactLayout layout, JsonElement value)
        {
            foreach (var (name, member) in Members(value, "$.values"))
            {
                if (member.ValueKind == JsonValueKind.Object && member.TryGetProperty("*", out var rest) && rest.ValueEquals("issue") && Roles.TryGetValue(name, out var role))
                    layout = layout with { StrictValues = layout.StrictValues.Add(role) };
                layout = name switch
                {
                    "care_form" => layout with { CareFormValues = Map(member, name, CareForms) },
                    "specialty" => layout with { SpecialtyValues = Map(member, name, Specialties) },
                    "sex" => layout with { SexValues = Map(member, name, ("male", Sex.Male), ("female", Sex.Female), ("missing", Sex.Missing)) },
                    "discharge" => layout with
                    {
                        DischargeValues = Map(
                            member,
                            name,
                            ("alive", DischargeMode.Alive),
                            ("dead", DischargeMode.Dead),
                            ("transferred", DischargeMode.Transferred),
                            ("left", DischargeMode.LeftAgainstAdvice)),
                    },
                    _ => Unknown(layout, name, "$.values"),
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

        private ColumnRef Column(JsonElement value, string path)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.String:
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
                            _ => Unknown(column, name, "$." + path),
                        };
                    }

                    return column;
                default:
                    Problems.Add($"$.{path}: a header name, a field number, or {{\"at\", \"length\"}}");
                    return default;
            }
        }

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
                Problems.Add($"$.dates: '{form}' must hold yyyy, MM and dd");
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
                Problems.Add($"$.{path}: one of {string.Join(", ", choices)}");
            return text;
        }

        private T Unknown<T>(T unchanged, string name, string path)
        {
            Problems.Add($"{path}.{name}: not known");
            return unchanged;
        }
    }
}
