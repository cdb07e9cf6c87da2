using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Gruppera.Formats.Fhir;

/// <summary>What the codes of FHIR resources mean: code systems, care forms, modes of discharge, uses of diagnoses. Immutable.</summary>
/// <remarks>Written as JSON, see docs/formats/fhir.md. What a document does not name is as in <see cref="Default"/>.</remarks>
public sealed class FhirMapping
{
    private static readonly ImmutableArray<string> Elements = ["class", "type", "serviceType", "priority", "participant"];
    private static readonly Lazy<FhirMapping> Shipped = new(() => Of(DefaultJson, null, out var problem)
        ?? throw new InvalidOperationException(problem!.ToString()));

    private FhirMapping()
    {
    }

    /// <summary>The mapping that comes with the program.</summary>
    public static FhirMapping Default => Shipped.Value;

    /// <summary>Its JSON.</summary>
    private static string DefaultJson
    {
        get
        {
            using var stream = typeof(FhirMapping).Assembly.GetManifestResourceStream("Gruppera.Formats.Fhir.Mapping.json")!;
            return new StreamReader(stream).ReadToEnd();
        }
    }

    internal FrozenDictionary<string, FhirSystem> Diagnoses { get; private init; } = FrozenDictionary<string, FhirSystem>.Empty;

    internal FrozenDictionary<string, FhirSystem> Procedures { get; private init; } = FrozenDictionary<string, FhirSystem>.Empty;

    internal FrozenSet<string> Statuses { get; private init; } = [];

    internal FrozenDictionary<string, string> Classes { get; private init; } = FrozenDictionary<string, string>.Empty;

    internal FrozenDictionary<string, string> Dispositions { get; private init; } = FrozenDictionary<string, string>.Empty;

    internal FrozenDictionary<string, DiagnosisUse> Uses { get; private init; } = FrozenDictionary<string, DiagnosisUse>.Empty;

    internal FrozenSet<string> NotVerified { get; private init; } = [];

    internal FrozenSet<string> Performed { get; private init; } = [];

    internal FrozenSet<string> Marks { get; private init; } = [];

    internal ILookup<string, CodeMeaning> Codes { get; private init; } = Array.Empty<CodeMeaning>().ToLookup(code => code.At);

    /// <summary>The zone whose clock times are told by; null to take them as they are written.</summary>
    internal TimeZoneInfo? Zone { get; private init; }

    /// <summary>Reads a mapping.</summary>
    /// <param name="json">The document; comments and trailing commas are allowed.</param>
    /// <param name="problem">What is wrong with it, and where.</param>
    /// <returns>The mapping; null if it cannot be used.</returns>
    public static FhirMapping? Read(string json, out Text? problem)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Of(json, Default, out problem);
    }

    private static FhirMapping? Of(string json, FhirMapping? otherwise, out Text? problem)
    {
        problem = null;
        try
        {
            JsonStrings.Demand(json);
            using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Of(Members(document.RootElement, ""), otherwise);
        }
        catch (JsonException exception)
        {
            problem = $"it is no JSON from line {(exception.LineNumber ?? 0) + 1:line} on";
        }
        catch (FormatException exception)
        {
            problem = Text.Verbatim(exception.Message);
        }

        return null;
    }

    private static FhirMapping Of(Dictionary<string, JsonElement> all, FhirMapping? otherwise)
    {
        FhirMapping from = otherwise ?? new();
        var mapping = new FhirMapping
        {
            Diagnoses = Take("diagnoses") is { } diagnoses ? Systems("diagnoses", diagnoses) : from.Diagnoses,
            Procedures = Take("procedures") is { } procedures ? Systems("procedures", procedures) : from.Procedures,
            Statuses = Take("status") is { } status ? Texts("status", status) : from.Statuses,
            Classes = Take("class") is { } classes ? Words("class", classes, CareForms) : from.Classes,
            Dispositions = Take("disposition") is { } disposition ? Words("disposition", disposition, Discharges) : from.Dispositions,
            Uses = Take("use") is { } uses ? UsesOf(uses) : from.Uses,
            NotVerified = Take("not_verified") is { } verified ? Texts("not_verified", verified) : from.NotVerified,
            Performed = Take("performed") is { } performed ? Texts("performed", performed) : from.Performed,
            Marks = Take("marks") is { } marks ? Texts("marks", marks) : from.Marks,
            Codes = Take("codes") is { } codes ? CodesOf(codes) : from.Codes,
            Zone = Take("time_zone") is { } zone ? ZoneOf(String("time_zone", zone)) : from.Zone,
        };
        return all.Keys.FirstOrDefault() is { } unknown ? throw Wrong(unknown, "there is no such member") : mapping;

        JsonElement? Take(string name) => all.Remove(name, out var value) ? value : null;
    }

    private static readonly FrozenDictionary<string, string> CareForms =
        new[] { "inpatient", "outpatient", "primary", "outside" }.ToFrozenDictionary(word => word);

    private static readonly FrozenDictionary<string, string> Discharges = new Dictionary<string, string>
    {
        ["alive"] = "N",
        ["dead"] = "E",
        ["transferred"] = "R",
        ["left"] = "L",
    }.ToFrozenDictionary();

    private static FrozenDictionary<string, FhirSystem> Systems(string at, JsonElement list)
    {
        var systems = new Dictionary<string, FhirSystem>();
        foreach (var each in List(at, list))
        {
            if (each.ValueKind == JsonValueKind.String)
            {
                systems.TryAdd(each.GetString()!, new(systems.Count, ""));
                continue;
            }

            var members = Members(each, at);
            systems.TryAdd(
                String($"{at}.system", members.GetValueOrDefault("system")),
                new(systems.Count, String($"{at}.prefix", members.GetValueOrDefault("prefix"))));
        }

        return systems.ToFrozenDictionary();
    }

    private static FrozenDictionary<string, DiagnosisUse> UsesOf(JsonElement uses) =>
        Members(uses, "use").Index().ToFrozenDictionary(each => each.Item.Key, each => new DiagnosisUse(each.Index,
            String($"use.{each.Item.Key}", each.Item.Value) switch
            {
                "diagnosis" => UseKind.Any,
                "secondary" => UseKind.Secondary,
                "none" => UseKind.None,
                _ => throw Wrong($"use.{each.Item.Key}", "give diagnosis, secondary or none"),
            }));

    private static ILookup<string, CodeMeaning> CodesOf(JsonElement codes) => List("codes", codes).Select(each =>
    {
        var members = Members(each, "codes");
        var meaning = new CodeMeaning(
            One("at"), One("system"), One("code"), One("procedures"), One("diagnoses"), One("care_form"), One("specialty"));
        return members.Keys.FirstOrDefault() is { } unknown ? throw Wrong($"codes.{unknown}", "there is no such member")
            : !Elements.Contains(meaning.At) ? throw Wrong("codes.at", $"give one of {string.Join(", ", Elements)}")
            : meaning.Code.Length == 0 ? throw Wrong("codes.code", "it is missing")
            : meaning.CareForm.Length > 0 && !CareForms.ContainsKey(meaning.CareForm)
                ? throw Wrong("codes.care_form", $"give one of {string.Join(", ", CareForms.Keys.Order(StringComparer.Ordinal))}")
            : meaning.Specialty is not ("" or "somatic" or "psychiatric")
                ? throw Wrong("codes.specialty", "give somatic or psychiatric")
            : meaning;

        string One(string name) => members.Remove(name, out var value) ? String($"codes.{name}", value) : "";
    }).ToLookup(code => code.At);

    private static TimeZoneInfo ZoneOf(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw Wrong("time_zone", $"there is no zone {name} here");

    private static FrozenDictionary<string, string> Words(string at, JsonElement words, FrozenDictionary<string, string> meanings) =>
        Members(words, at).ToFrozenDictionary(each => each.Key, each =>
            meanings.GetValueOrDefault(String($"{at}.{each.Key}", each.Value)) ?? throw Wrong(
                $"{at}.{each.Key}", $"give one of {string.Join(", ", meanings.Keys.Order(StringComparer.Ordinal))}"));

    private static FrozenSet<string> Texts(string at, JsonElement list) => List(at, list).Select(each => String(at, each)).ToFrozenSet();

    private static IEnumerable<JsonElement> List(string at, JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw Wrong(at, "it is no list");

    private static Dictionary<string, JsonElement> Members(JsonElement value, string at)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Wrong(at, "it is no object");
        var members = new Dictionary<string, JsonElement>();
        foreach (var each in value.EnumerateObject())
        {
            if (!members.TryAdd(each.Name, each.Value))
                throw Wrong(at.Length > 0 ? $"{at}.{each.Name}" : each.Name, "it stands twice");
        }

        return members;
    }

    private static string String(string at, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(at, "it is no text");

    private static FormatException Wrong(string at, string what) => new($"{at}: {what}");
}

/// <summary>A code system whose codes are taken.</summary>
/// <param name="Order">Its place among those of its kind: the first is taken.</param>
/// <param name="Prefix">What its codes begin with, which is no part of them; others are not taken.</param>
internal readonly record struct FhirSystem(int Order, string Prefix);

/// <summary>Whether a use of a diagnosis counts.</summary>
internal enum UseKind
{
    /// <summary>Not taken.</summary>
    None,

    /// <summary>Never the principal diagnosis.</summary>
    Secondary,

    /// <summary>The principal diagnosis, or another.</summary>
    Any,
}

/// <summary>A use of a diagnosis.</summary>
/// <param name="Order">Its place among the uses.</param>
/// <param name="Kind">Whether it counts.</param>
internal readonly record struct DiagnosisUse(int Order, UseKind Kind);

/// <summary>What a code of an encounter means to grouping.</summary>
/// <param name="At">The element that has it.</param>
/// <param name="System">Its code system; empty for any.</param>
/// <param name="Code">The code.</param>
/// <param name="Procedures">Procedures that it stands for, such as those of a profession.</param>
/// <param name="Diagnoses">Secondary diagnoses that it stands for.</param>
/// <param name="CareForm">The care form that it means; empty for none.</param>
/// <param name="Specialty">The specialty that it means; empty for none.</param>
internal sealed record CodeMeaning(
    string At, string System, string Code, string Procedures, string Diagnoses, string CareForm, string Specialty);
