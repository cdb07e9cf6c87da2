using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;

namespace Gruppera.Presentation.Answers;

/// <summary>Answers of the program as JSON, the same from the command line and over HTTP: names in camelCase, codes as texts, texts in
/// the language asked for, enumerations by name, a number that is none as null. Thread-safe.</summary>
public static class AnswerJson
{
    private static readonly ConcurrentDictionary<Language, JsonSerializerOptions> ByLanguage = [];

    /// <summary>The options for a language; read-only.</summary>
    public static JsonSerializerOptions Options(Language language) => ByLanguage.GetOrAdd(language, Make);

    /// <summary>An answer as JSON; how the files of contacts that it is made of were understood goes with it as <c>readings</c>.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="readings">The files; none for an answer that is made of no file.</param>
    /// <param name="language">The language.</param>
    public static string Write<T>(T answer, IReadOnlyCollection<Reading> readings, Language language)
    {
        ArgumentNullException.ThrowIfNull(readings);
        var options = Options(language);
        if (readings.Count == 0 || JsonSerializer.SerializeToNode(answer, options) is not JsonObject members)
            return JsonSerializer.Serialize(answer, options);
        members["readings"] = JsonSerializer.SerializeToNode(readings.Select(ReadingAnswer.Of), options);
        return members.ToJsonString(options);
    }

    /// <summary>The same options for programs that are compiled ahead, where types and enumerations have to be known.</summary>
    /// <param name="language">The language.</param>
    /// <param name="types">Knows the types of the answers.</param>
    /// <param name="enumerations">Write the enumerations by name, each its own: <c>JsonStringEnumConverter</c> of the type with
    /// <see cref="JsonNamingPolicy.CamelCase"/>.</param>
    public static JsonSerializerOptions Ahead(
        Language language, IJsonTypeInfoResolver types, IEnumerable<JsonConverter> enumerations)
    {
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(enumerations);
        var options = Make(language, enumerations);
        options.TypeInfoResolver = types;
        options.MakeReadOnly();
        return options;
    }

    private static JsonSerializerOptions Make(Language language)
    {
        var options = Make(language, [new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)]);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static JsonSerializerOptions Make(Language language, IEnumerable<JsonConverter> enumerations)
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
            },
        };
        foreach (var enumeration in enumerations)
            options.Converters.Add(enumeration);
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
