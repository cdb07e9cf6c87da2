using System.Collections.Immutable;

namespace Gruppera.Formats.Messages;

/// <summary>What grouped contacts are written as, besides tables.</summary>
public enum MessageKind
{
    /// <summary>FHIR <c>Encounter</c> with the result as an extension.</summary>
    FhirEncounter,

    /// <summary>FHIR <c>Claim</c> with the group as an item.</summary>
    FhirClaim,

    /// <summary>FHIR <c>ExplanationOfBenefit</c> with the group as an item.</summary>
    FhirBenefit,

    /// <summary>HL7 v2.6 <c>BAR^P12</c> with a DRG segment.</summary>
    Hl7,
}

/// <summary>Words of <see cref="MessageKind"/>.</summary>
public static class MessageKinds
{
    /// <summary>The words, as <c>--as</c> takes them, in the order of the kinds.</summary>
    public static ImmutableArray<string> Words { get; } = ["fhir-encounter", "fhir-claim", "fhir-eob", "hl7"];

    /// <summary>The kind of a word; null for none.</summary>
    public static MessageKind? Find(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return Words.IndexOf(word) is >= 0 and var at ? (MessageKind)at : null;
    }
}
