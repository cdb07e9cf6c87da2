using System.Collections.Immutable;

namespace Gruppera.Definitions;

/// <summary>A classification of codes. Immutable.</summary>
/// <param name="Id">Its id, such as <c>icd-10-se</c>.</param>
/// <param name="Kind">What its codes are codes of.</param>
/// <param name="Country">The country whose classification it is, three letters; empty for all.</param>
/// <param name="Language">The language its owner publishes it in; empty if there are several.</param>
public sealed record CodeSystem(string Id, CodeSystemKind Kind, string Country, string Language)
{
    /// <summary>The classifications that are known by name.</summary>
    public static ImmutableArray<CodeSystem> All { get; } =
    [
        new("icd-10", CodeSystemKind.Diagnosis, "", "en"), new("icd-10-se", CodeSystemKind.Diagnosis, "swe", "sv"),
        new("icd-10-fi", CodeSystemKind.Diagnosis, "fin", "fi"), new("icd-10-no", CodeSystemKind.Diagnosis, "nor", "nb"),
        new("icd-10-da", CodeSystemKind.Diagnosis, "den", "da"), new("icd-10-is", CodeSystemKind.Diagnosis, "ice", "is"),
        new("icd-10-ee", CodeSystemKind.Diagnosis, "est", "et"), new("icd-10-lv", CodeSystemKind.Diagnosis, "lat", "lv"),
        new("ncsp", CodeSystemKind.Procedure, "", "en"), new("kva", CodeSystemKind.Procedure, "swe", "sv"),
        new("thl", CodeSystemKind.Procedure, "fin", "fi"), new("ncmp", CodeSystemKind.Procedure, "nor", "nb"),
        new("sks", CodeSystemKind.Procedure, "den", "da"), new("ncsp-is", CodeSystemKind.Procedure, "ice", "is"),
        new("ncsp-ee", CodeSystemKind.Procedure, "est", "et"), new("atc", CodeSystemKind.Other, "", ""),
        new("icf", CodeSystemKind.Other, "", ""),
    ];

    /// <summary>A classification by its id, in any letter case; null if none has it.</summary>
    public static CodeSystem? Find(string? id) => All.FirstOrDefault(system => system.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The language of a country's definition tables; null for a country that none is known of.</summary>
    /// <param name="country">Three lower-case letters, as in <see cref="DefinitionVersion.Country"/>.</param>
    internal static string? LanguageOf(string country) => country == "eng"
        ? Gruppera.Language.English.Code
        : All.FirstOrDefault(system => system.Country.Length > 0 && system.Country == country)?.Language;

    /// <inheritdoc/>
    public override string ToString() => Id;
}
