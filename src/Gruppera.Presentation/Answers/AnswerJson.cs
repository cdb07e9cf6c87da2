using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gruppera.Definitions;
namespace Gruppera.Presentation.Answers;

/// <summary>Answers of the program as JSON, the same from the command line and over HTTP: names in camelCase, codes as texts, texts in
/// the language asked for, enumerations by name, a number that is none as null. Thread-safe.</summary>
public static class AnswerJson
{
    private static readonly ConcurrentDictionary<Language, JsonSerializerOptions> ByLanguage = [];

    /// <summary>The options for a language; read-only.</summary>
    public static JsonSerializerOptions Options(Language language) => ByLanguage.GetOrAdd(language, Make);

    private static JsonSerializerOptions Make(Language language)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters =
            {
                new ContactConverter(),
                new AsText<DiagnosisCode>(code => code.ToString()),
                new AsText<ProcedureCode>(code => code.ToString()),
                new AsText<Diagnosis>(diagnosis => diagnosis.ToString()),
                new AsText<RuleColumn>(column => column.Id),
                new AsText<ReturnCode>(code => code.ToString()),
                new AsText<Text>(text => text.In(language)),
                new AsText<TableText>(text => text.In(language)),
                new AsText<Sex>(sex => sex.Letter),
                new AsText<DischargeMode>(mode => mode.Letter),
                new Finite(),
                new AsNumber<AgeInDays>(age => age.Days),
                new AsNumber<Duration>(duration => duration.Days),
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class AsText<T>(Func<T, string> text) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(text(value));
    }

    private sealed class Finite : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }

    private sealed class AsNumber<T>(Func<T, int> number) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(number(value));
    }

    /// <summary>A contact in the words of the canonical layout.</summary>
    private sealed class ContactConverter : JsonConverter<CareContact>
    {
        public override CareContact Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, CareContact value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("id", value.Id);
            writer.WriteString("sex", value.Sex.Letter);
            writer.WriteNumber("ageDays", value.Age.Days);
            writer.WriteNumber("duration", value.Duration.Days);
            writer.WriteString("discharge", value.Discharge.Letter);
            writer.WriteStartArray("diagnoses");
            foreach (var diagnosis in value.Diagnoses)
                writer.WriteStringValue(diagnosis.ToString());
            writer.WriteEndArray();
            writer.WriteStartArray("procedures");
            foreach (var procedure in value.Procedures)
                writer.WriteStringValue(procedure.ToString());
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }
}
