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
        return Text.Stored(phrase.GetString() ?? "", text.RootElement.EnumerateObject().Where(hole => hole.Name != "phrase")
            .ToDictionary(hole => hole.Name, hole => hole.Value.GetString() ?? "", StringComparer.Ordinal));
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
