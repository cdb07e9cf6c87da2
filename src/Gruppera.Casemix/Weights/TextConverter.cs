using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gruppera.Casemix.Weights;

/// <summary>A text in a stored list: its English phrase and what stands in the holes, so that it can be read in any language.</summary>
internal sealed class TextConverter : JsonConverter<Text>
{
    public override Text Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var text = JsonDocument.ParseValue(ref reader);
        if (text.RootElement.ValueKind != JsonValueKind.Object || !text.RootElement.TryGetProperty("phrase", out var phrase))
            throw new JsonException("A text has a phrase.");
        var holes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var hole in text.RootElement.EnumerateObject().Where(hole => hole.Name != "phrase"))
        {
            if (hole.Value.ValueKind != JsonValueKind.String || !holes.TryAdd(hole.Name, hole.Value.GetString()!))
                throw new JsonException("A hole of a text is a text, and stands once.");
        }

        return phrase.ValueKind == JsonValueKind.String ? Text.Stored(phrase.GetString()!, holes)
            : throw new JsonException("A phrase is a text.");
    }

    public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("phrase", value.Key);
        foreach (var hole in value.Holes)
            writer.WriteString(hole.Key, hole.Value);
        writer.WriteEndObject();
    }
}
