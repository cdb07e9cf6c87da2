using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gruppera.Casemix.Weights;

/// <summary>Reads numbers that a computer can hold: <c>1e999</c> would be infinity, which JSON cannot say. Thread-safe.</summary>
internal sealed class FiniteConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDouble() is var number && double.IsFinite(number) ? number : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
