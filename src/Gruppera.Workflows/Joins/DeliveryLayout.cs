using System.Collections.Immutable;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Joins;

/// <summary>How one delimited file of a delivery is written. Immutable.</summary>
public sealed record DelimitedForm
{
    /// <summary>File name within the folder of the delivery.</summary>
    public string File { get; init; } = "";

    /// <summary>Delimiter, or <c>'\0'</c> to find it out from the first line.</summary>
    public char Delimiter { get; init; }

    /// <summary>Name of the character encoding.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>True where the first line names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Names of the columns of a file without header.</summary>
    public ImmutableArray<string> Header { get; init; } = [];
}

/// <summary>A file with codes of contacts: a row for each code, or several in columns. Immutable.</summary>
public sealed record CodeFileLayout
{
    /// <summary>How it is written.</summary>
    public DelimitedForm Form { get; init; } = new();

    /// <summary>Column of the key.</summary>
    public string Key { get; init; } = "";

    /// <summary>True for diagnoses, false for procedures, to which ATC codes belong too.</summary>
    public bool IsDiagnoses { get; init; }

    /// <summary>Columns of codes.</summary>
    public ImmutableArray<string> Codes { get; init; } = [];

    /// <summary>Column of the dagger code; empty where there is none.</summary>
    public string Dagger { get; init; } = "";

    /// <summary>Column of the order within a contact; empty where the rows stand in order.</summary>
    public string Order { get; init; } = "";
}

/// <summary>A delivery of several files that belong together by a key. Immutable.</summary>
public sealed record DeliveryLayout
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Column of the key in the file of contacts.</summary>
    public string Key { get; init; } = "";

    /// <summary>The file of contacts.</summary>
    public DelimitedForm Contacts { get; init; } = new();

    /// <summary>What its columns mean; codes are found in the columns that joining adds.</summary>
    public required ContactLayout Layout { get; init; }

    /// <summary>The files of codes, in the order in which their codes are taken.</summary>
    public ImmutableArray<CodeFileLayout> Codes { get; init; } = [];
}
