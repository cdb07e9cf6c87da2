using System.Collections.Immutable;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>What is said of a change beside its rows: what an expert group decides by. Immutable.</summary>
/// <remarks>In a workbook or folder it is a table of its own, <c>change</c>, with the columns <c>field</c> and <c>value</c> and a row for
/// each field; references may stand on several rows.</remarks>
public sealed record ChangeAbout
{
    /// <summary>Name of the sheet or file.</summary>
    public const string Table = "change";

    internal static readonly ImmutableArray<string> Header = ["field", "value"];

    /// <summary>Its fields, in order.</summary>
    internal static readonly ImmutableArray<string> Fields = ["title", "motive", "author", "status", "reference"];

    /// <summary>Nothing said.</summary>
    public static ChangeAbout None { get; } = new();

    /// <summary>What it is called.</summary>
    public string Title { get; init; } = "";

    /// <summary>Why it is proposed.</summary>
    public string Motive { get; init; } = "";

    /// <summary>Who proposes it.</summary>
    public string Author { get; init; } = "";

    /// <summary>What has been decided of it.</summary>
    public ChangeStatus Status { get; init; }

    /// <summary>Cases of a forum, papers, addresses.</summary>
    public ImmutableArray<string> References { get => field.IsDefault ? [] : field; init; }

    /// <summary>True if nothing is said.</summary>
    public bool IsEmpty => Title.Length + Motive.Length + Author.Length + References.Length == 0 && Status == ChangeStatus.Proposed;

    /// <summary>A status by its English word, in upper or lower case; null for anything else.</summary>
    public static ChangeStatus? StatusOf(string word) => Enum.GetValues<ChangeStatus>()
        .Select(status => (ChangeStatus?)status)
        .FirstOrDefault(status => $"{status}".Equals(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Its rows in the table.</summary>
    internal IEnumerable<string[]> Rows() =>
    [
        ["title", Title], ["motive", Motive], ["author", Author], ["status", WordOf(Status)],
        .. References.DefaultIfEmpty("").Select(reference => (string[])["reference", reference]),
    ];

    /// <summary>The same with a field set; a reference is one more. Null if the field or its status is not known.</summary>
    internal ChangeAbout? With(string name, string value) => name switch
    {
        "title" => this with { Title = value },
        "motive" => this with { Motive = value },
        "author" => this with { Author = value },
        "status" when value.Length == 0 => this,
        "status" => StatusOf(value) is { } status ? this with { Status = status } : null,
        "reference" => value.Length == 0 ? this : this with { References = [.. References, value] },
        _ => null,
    };

    /// <summary>The word that stands for a status in tables.</summary>
    internal static string WordOf(ChangeStatus status) => $"{status}".ToLowerInvariant();

    /// <inheritdoc/>
    public bool Equals(ChangeAbout? other) => other is not null
        && (Title, Motive, Author, Status) == (other.Title, other.Motive, other.Author, other.Status)
        && References.SequenceEqual(other.References, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Title, Motive, Author, Status, References.Length);
}
