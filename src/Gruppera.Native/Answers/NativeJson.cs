using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Gruppera.Native.Results;
using Gruppera.Presentation.Answers;
using Gruppera.Tracing;

namespace Gruppera.Native.Answers;

/// <summary>Answers as JSON, the same as from the command line and over HTTP, with types that are known when the library is compiled.
/// Thread-safe.</summary>
internal static class NativeJson
{
    private static readonly ConcurrentDictionary<Language, JsonSerializerOptions> ByLanguage = [];

    internal static string Write<T>(T answer, Language language)
    {
        var options = ByLanguage.GetOrAdd(language, Make);
        return JsonSerializer.Serialize(answer, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
    }

    private static JsonSerializerOptions Make(Language language) => AnswerJson.Ahead(language, NativeJsonTypes.Default,
    [
        Of<CodeRole>(), Of<CodeInfluence>(), Of<EntryPart>(), Of<FeatureType>(), Of<ComplicationState>(), Of<ContactChangeKind>(),
        Of<Plausibility>(), Of<OddKind>(),
    ]);

    private static JsonStringEnumConverter<T> Of<T>()
        where T : struct, Enum => new(JsonNamingPolicy.CamelCase);
}

/// <summary>A definition set and the library that opened it. Immutable.</summary>
/// <param name="Version">What the set is called and where it comes from, with the hash of its source.</param>
/// <param name="Engine">Version of the engine.</param>
/// <param name="Rules">Number of rules.</param>
internal sealed record SetStamp(DefinitionVersion Version, string Engine, int Rules);

[JsonSerializable(typeof(ContactExplanation))]
[JsonSerializable(typeof(ReadingAnswer))]
[JsonSerializable(typeof(NativeSummary))]
[JsonSerializable(typeof(SetStamp))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class NativeJsonTypes : JsonSerializerContext;
