using System.Collections.Immutable;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Joins;

/// <summary>How one delimited file of a delivery is written. Immutable.</summary>
public sealed record DelimitedForm
{
    /// <summary>File names within the folder of the delivery, tried in order; <c>*</c> stands for any text.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Delimiter, or <c>'\0'</c> to find it out from the first line.</summary>
    public char Delimiter { get; init; }

    /// <summary>Name of the character encoding.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>True if the first line names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Names of the columns of a file without header.</summary>
    public ImmutableArray<string> Header { get; init; } = [];

    /// <summary>Which rows are read; the others are counted and told.</summary>
    public ImmutableArray<RowCondition> Rows { get; init; } = [];

    /// <summary>True if the delivery may lack the file.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>A file with codes of contacts: a row for each code, or several in columns. Immutable.</summary>
public sealed record CodeFileLayout
{
    /// <summary>How it is written.</summary>
    public DelimitedForm Form { get; init; } = new();

    /// <summary>Column of the key, by the first of its names that the file has.</summary>
    public ColumnRef Key { get; init; }

    /// <summary>True for diagnoses, false for procedures, to which ATC codes belong too.</summary>
    public bool IsDiagnoses { get; init; }

    /// <summary>Columns of codes.</summary>
    public ImmutableArray<string> Codes { get; init; } = [];

    /// <summary>Column of the dagger code; empty if there is none.</summary>
    public string Dagger { get; init; } = "";

    /// <summary>Columns of the order within a contact; empty if the rows stand in order.</summary>
    public ImmutableArray<string> Order { get; init; } = [];

    /// <summary>Values of the first of these columns in the order in which their rows come; empty if it holds numbers.</summary>
    public ImmutableArray<string> OrderValues { get; init; } = [];

    /// <summary>Values of that column whose rows hold the dagger code of another row, with the value of that row.</summary>
    public ImmutableDictionary<string, string> DaggerRows { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>A letter that a register writes before each code; empty for none.</summary>
    public string Prefix { get; init; } = "";
}

/// <summary>A file with costs of contacts: one row a contact or many. Immutable.</summary>
public sealed record CostFileLayout
{
    /// <summary>How it is written.</summary>
    public DelimitedForm Form { get; init; } = new();

    /// <summary>Column of the key.</summary>
    public ColumnRef Key { get; init; }

    /// <summary>Columns of costs, which are summed.</summary>
    public ImmutableArray<string> Costs { get; init; } = [];

    /// <summary>True if each of them also stays a column of its own.</summary>
    public bool KeepsEach { get; init; }

    /// <summary>Column of the type of cost; empty if there is none.</summary>
    public string Type { get; init; } = "";

    /// <summary>Types that also become a column <c>cost_</c> and their name.</summary>
    public ImmutableArray<string> Types { get; init; } = [];
}

/// <summary>A delivery of several files that belong together by a key. Immutable.</summary>
public sealed record DeliveryLayout
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What deliveries it is for.</summary>
    public TableText Title { get; init; }

    /// <summary>Column of the key in the file of contacts.</summary>
    public ColumnRef Key { get; init; }

    /// <summary>The file of contacts.</summary>
    public DelimitedForm Contacts { get; init; } = new();

    /// <summary>What its columns mean; codes are found in the columns that joining adds.</summary>
    public required ContactLayout Layout { get; init; }

    /// <summary>True if the file of contacts has the principal diagnosis itself, which goes before the joined ones.</summary>
    public bool HasOwnPrincipal { get; init; }

    /// <summary>The files of codes, in the order in which their codes are taken.</summary>
    public ImmutableArray<CodeFileLayout> Codes { get; init; } = [];

    /// <summary>The files of costs.</summary>
    public ImmutableArray<CostFileLayout> Costs { get; init; } = [];

    /// <summary>The files of the delivery that are in a folder.</summary>
    /// <exception cref="ContactFileException">Several could be meant.</exception>
    public IEnumerable<string> FilesIn(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        IEnumerable<DelimitedForm> forms = [Contacts, .. Codes.Select(file => file.Form), .. Costs.Select(file => file.Form)];
        return forms.Select(form => DelimitedFile.PathOf(folder, form)).OfType<string>();
    }
}
