namespace Gruppera.Definitions;

/// <summary>What a definition set is called and where it comes from. Stamped on every result. Immutable.</summary>
public sealed record DefinitionVersion
{
    /// <summary>Short name that commands use, such as <c>swe-2014-pr1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name as the delivery gives it, or its file name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Country as three lower-case letters (<c>swe nor fin den ice est lat eng</c>), <c>com</c> for Combined, or empty.</summary>
    public string Country { get; init; } = "";

    /// <summary>Year the version is for, or 0 if the delivery does not say.</summary>
    public int Year { get; init; }

    /// <summary>Name of the file or folder it was read from, without its path.</summary>
    public string Delivery { get; init; } = "";

    /// <summary>Format and vintage, such as <c>dbase</c>, <c>json</c>, <c>csv</c>, <c>xlsx</c>.</summary>
    public string Format { get; init; } = "";

    /// <summary>SHA-256 of the files read, in lower-case hexadecimal.</summary>
    public string SourceHash { get; init; } = "";

    /// <summary>The date the delivery states, as written there; may be empty.</summary>
    public string Date { get; init; } = "";
}
