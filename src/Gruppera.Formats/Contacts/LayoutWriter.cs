using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gruppera.Formats.Contacts;

/// <summary>Writes a layout as JSON that <see cref="LayoutJson"/> reads, to adapt. Thread-safe.</summary>
public static class LayoutWriter
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The JSON of a layout.</summary>
    public static string Write(ContactLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var root = new JsonObject { ["name"] = layout.Name };
        if (layout.Title.Combined is { Length: > 0 } english)
            root["title"] = new JsonObject { ["en"] = english, ["sv"] = layout.Title.National };
        if (layout.IsFixedWidth)
            root["kind"] = "fixed";
        root["delimiter"] = layout.Delimiter == 0 ? "auto" : layout.Delimiter.ToString();
        if (!layout.HasHeader)
            root["header"] = layout.Header.IsEmpty ? false : Texts(layout.Header);
        root["encoding"] = layout.Encoding;
        root["dates"] = Texts(layout.Dates);
        if (layout.CareForm != CareForm.ByDates)
            root["care_form"] = layout.CareForm.Word;
        if (layout.IsVisitWithoutDischarge)
            root["missing_discharge"] = "visit";
        if (layout.InpatientHours > 0)
            root["inpatient_hours"] = layout.InpatientHours;
        if (layout.Inside is { } inside)
            root["inside"] = new JsonObject { ["column"] = Column(inside), ["delimiter"] = layout.InsideDelimiter.ToString() };
        root["columns"] = new JsonObject(layout.Columns.OrderBy(pair => pair.Key)
            .Select(pair => KeyValuePair.Create(LayoutJson.NameOf(pair.Key), Column(pair.Value))));
        root["diagnoses"] = Codes(layout.Diagnoses);
        if (!layout.Procedures.IsNone)
            root["procedures"] = Codes(layout.Procedures);
        foreach (var (name, keeps) in new[] { ("leave_out", false), ("keep", true) })
        {
            if (layout.Rows.Any(row => row.Keeps == keeps))
                root[name] = new JsonObject(layout.Rows.Where(row => row.Keeps == keeps)
                    .Select(row => KeyValuePair.Create(row.Column.Name, (JsonNode?)Texts(row.Values))));
        }

        var values = new JsonObject();
        Add("sex", layout.SexValues, sex => sex.Word, ContactRole.Sex);
        Add("discharge", layout.DischargeValues, mode => mode.Word, ContactRole.Discharge);
        Add("care_form", layout.CareFormValues, form => form.Word, ContactRole.CareForm);
        if (values.Count > 0)
            root["values"] = values;
        return root.ToJsonString(Options) + "\n";

        void Add<T>(string name, IReadOnlyDictionary<string, T> map, Func<T, string> word, ContactRole role)
        {
            var pairs = map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)word(pair.Value))).ToList();
            if (layout.StrictValues.Contains(role))
                pairs.Add(KeyValuePair.Create("*", (JsonNode?)"issue"));
            if (pairs.Count > 0)
                values[name] = new JsonObject(pairs);
        }
    }

    private static JsonObject Codes(CodeColumns codes)
    {
        var written = new JsonObject();
        if (codes.Principal is { } principal)
            written["principal"] = Column(principal);
        if (codes.Second is { } second)
            written["second"] = Column(second);
        if (!codes.Lists.IsEmpty)
            written["list"] = codes.Lists.Length == 1 ? codes.Lists[0] : Texts(codes.Lists);
        if (!codes.Names.IsEmpty)
            written["names"] = Texts(codes.Names);
        if (codes.DaggerNames.Any(name => name.Length > 0))
            written["dagger_names"] = Texts(codes.DaggerNames);
        if (codes.IsEitherFirst)
            written["pairs"] = "either";
        if (codes.Prefix.Length > 0)
            written["prefix"] = codes.Prefix;
        foreach (var (name, value) in new[]
        {
            ("from", codes.From), ("dagger_from", codes.DaggerFrom), ("count", codes.Count), ("step", codes.From > 0 ? codes.Step : 0),
            ("length", codes.Length),
        })
        {
            if (value > 0)
                written[name] = value;
        }

        return written;
    }

    private static JsonNode? Column(ColumnRef column) => column.Name is { Length: > 0 }
        ? column.Or.IsDefaultOrEmpty ? column.Name : Texts(column.Names)
        : column.Length > 0 ? new JsonObject { ["at"] = column.At, ["length"] = column.Length } : column.At;

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)text)];
}
