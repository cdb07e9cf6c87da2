using System.Collections.Immutable;
using System.Text.Json;
using Gruppera.Definitions;

namespace Gruppera.Formats.Sets;

/// <summary>A table of an imported set.</summary>
/// <param name="Name">Name of the table; its file is <c>name.csv</c>.</param>
/// <param name="Rows">Rows without header.</param>
/// <param name="Hash">SHA-256 of the file, in lower-case hexadecimal.</param>
public sealed record ManifestTable(string Name, int Rows, string Hash);

/// <summary>What is known of an imported set without reading its tables. Immutable.</summary>
/// <param name="Version">Name and provenance.</param>
/// <param name="ImportedAt">When it was imported.</param>
/// <param name="Layout">Number of the layout it is stored in.</param>
/// <param name="Tables">Its tables.</param>
public sealed record SetManifest(
    DefinitionVersion Version, DateTimeOffset ImportedAt, int Layout, ImmutableArray<ManifestTable> Tables)
{
    internal const string FileName = "manifest.json";

    internal void Write(string folder)
    {
        using var stream = File.Create(Path.Combine(folder, FileName));
        using var json = new Utf8JsonWriter(
            stream, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("id", Version.Id);
        json.WriteString("name", Version.Name);
        json.WriteString("country", Version.Country);
        json.WriteNumber("year", Version.Year);
        json.WriteString("delivery", Version.Delivery);
        json.WriteString("format", Version.Format);
        json.WriteString("sourceHash", Version.SourceHash);
        json.WriteString("date", Version.Date);
        json.WriteString("importedAt", ImportedAt);
        json.WriteNumber("layout", Layout);
        json.WriteStartArray("tables");
        foreach (var table in Tables)
        {
            json.WriteStartObject();
            json.WriteString("name", table.Name);
            json.WriteNumber("rows", table.Rows);
            json.WriteString("sha256", table.Hash);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads the manifest of a folder; null if it has none that can be read.</summary>
    internal static SetManifest? Read(string folder)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, FileName)));
            var root = json.RootElement;
            return new(
                new()
                {
                    Id = Text(root, "id"),
                    Name = Text(root, "name"),
                    Country = Text(root, "country"),
                    Year = root.GetProperty("year").GetInt32(),
                    Delivery = Text(root, "delivery"),
                    Format = Text(root, "format"),
                    SourceHash = Text(root, "sourceHash"),
                    Date = Text(root, "date"),
                },
                root.GetProperty("importedAt").GetDateTimeOffset(),
                root.GetProperty("layout").GetInt32(),
                [.. root.GetProperty("tables").EnumerateArray().Select(table => new ManifestTable(
                    Text(table, "name"), table.GetProperty("rows").GetInt32(), Text(table, "sha256")))]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException
            or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
