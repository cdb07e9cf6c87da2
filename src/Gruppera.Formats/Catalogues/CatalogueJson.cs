using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gruppera.Definitions;

namespace Gruppera.Formats.Catalogues;

/// <summary>A catalogue as the store keeps it: its provenance and a row a code.</summary>
internal static class CatalogueJson
{
    private const string Date = "yyyy-MM-dd";

    internal static ReadOnlySpan<byte> Write(CodeCatalogue catalogue)
    {
        var bytes = new ArrayBufferWriter<byte>(1 << 20);
        using var json = new Utf8JsonWriter(bytes, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("id", catalogue.Id);
        json.WriteString("system", catalogue.System.Id);
        json.WriteNumber("year", catalogue.Year);
        json.WriteString("file", catalogue.File);
        json.WriteString("sha256", catalogue.Hash);
        json.WriteString("storedAt", catalogue.StoredAt);
        json.WriteStartArray("codes");
        foreach (var code in catalogue.Codes)
        {
            json.WriteStartObject();
            json.WriteString("code", code.Code);
            if (code.Dagger.Length > 0)
                json.WriteString("dagger", code.Dagger);
            foreach (var text in code.Texts)
                json.WriteString(text.Language, text.Text);
            if (code.From is { } from)
                json.WriteString("from", from.ToString(Date, CultureInfo.InvariantCulture));
            if (code.To is { } to)
                json.WriteString("to", to.ToString(Date, CultureInfo.InvariantCulture));
            if (!code.Successors.IsEmpty)
                json.WriteString("successors", string.Join(' ', code.Successors));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan;
    }

    /// <summary>Reads a catalogue; null if the document is none.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal static CodeCatalogue? Read(byte[] document)
    {
        if (!JsonStrings.AreTexts(document))
            throw new JsonException("a string is no text");
        using var json = JsonDocument.Parse(document);
        var root = json.RootElement;
        return root.ValueKind == JsonValueKind.Object && CodeSystem.Find(Text(root, "system")) is { } system
            && root.TryGetProperty("codes", out var codes) && codes.ValueKind == JsonValueKind.Array
            ? new()
            {
                Id = Text(root, "id"),
                System = system,
                Year = root.TryGetProperty("year", out var year) && year.TryGetInt32(out var number) ? number : 0,
                File = Text(root, "file"),
                Hash = Text(root, "sha256"),
                StoredAt = root.TryGetProperty("storedAt", out var at) && at.TryGetDateTimeOffset(out var time) ? time : default,
                Codes = [.. codes.EnumerateArray().Select(Code)],
            }
            : null;
    }

    private static CatalogueCode Code(JsonElement row)
    {
        var texts = ImmutableArray.CreateBuilder<CodeText>(1);
        foreach (var field in row.EnumerateObject().Where(field => field.Name.Length == 2
            && field.Value.ValueKind == JsonValueKind.String && field.Name != "to"))
            texts.Add(new(string.Intern(field.Name), field.Value.GetString()!));
        return new(Text(row, "code"), Text(row, "dagger"))
        {
            Texts = texts.ToImmutable(),
            From = Day(row, "from"),
            To = Day(row, "to"),
            Successors = Text(row, "successors") is { Length: > 0 } list ? [.. list.Split(' ')] : [],
        };
    }

    private static DateOnly? Day(JsonElement row, string name) =>
        DateOnly.TryParseExact(Text(row, name), Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
