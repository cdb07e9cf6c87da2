using System.Collections.Immutable;
using Gruppera.Formats.Fhir;

namespace Gruppera.Formats.Contacts;

/// <summary>What is said of a file of contacts before it is opened. Immutable.</summary>
public sealed record LayoutWish
{
    /// <summary>How the file is written; null to find it out from its header.</summary>
    public ContactLayout? Layout { get; init; }

    /// <summary>Columns with the facts that they give, as <c>--column HEADER=fact</c> says.</summary>
    public ImmutableArray<ColumnByHand> Columns { get; init; } = [];

    /// <summary>What the file must give: without it, it is refused.</summary>
    public ContactNeeds Needs { get; init; }

    /// <summary>What it may lack nevertheless.</summary>
    public ContactNeeds AllowMissing { get; init; }

    /// <summary>The conversion that its codes go through; null for none.</summary>
    public CodeConversion? CodeConversion { get; init; }

    /// <summary>What codes of FHIR mean; null for the mapping that comes with the program.</summary>
    public FhirMapping? Fhir { get; init; }

    /// <summary>A column whose file needs nothing else, as that of groups in a file that is grouped already; null for none.</summary>
    public string? UnlessColumn { get; init; }

    /// <summary>The needs of those who group contacts.</summary>
    public const ContactNeeds ToGroup = ContactNeeds.Age | ContactNeeds.Duration | ContactNeeds.Diagnoses;
}

/// <summary>A column that somebody has given a meaning by hand. Immutable.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Fact">The fact, as <c>sex</c>, <c>days</c> (care days), <c>nights</c>, <c>principal</c>;
/// <c>none</c> for a column not to be read.</param>
public readonly record struct ColumnByHand(string Header, string Fact)
{
    /// <summary>The facts that a column may be said to give, by their names in layouts; <c>none</c> for a column not to be
    /// read.</summary>
    public static ImmutableArray<string> Facts { get; } =
    [
        CodeFacts.None, CodeFacts.Principal, CodeFacts.Secondary, CodeFacts.Diagnoses, CodeFacts.Procedures,
        .. Enum.GetValues<ContactRole>().Where(role => role < ContactRole.ExpDrg).Select(LayoutJson.NameOf),
    ];

    /// <summary>Reads <c>HEADER=fact</c>: the last <c>=</c> parts them. Null where there is none.</summary>
    public static ColumnByHand? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.LastIndexOf('=');
        return at > 0 && at < text.Length - 1 ? new(text[..at].Trim(), text[(at + 1)..].Trim()) : null;
    }
}
