using System.Collections.Immutable;

namespace Gruppera.Web.Files;

/// <summary>Something that a job of the API does with files, and what it may be told. Immutable.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Verb">What the command line calls it.</param>
/// <param name="Answer">Type of its document.</param>
/// <param name="Run">Does it: reads the files of a call and gives its document.</param>
internal sealed record JobKind(string Name, string Verb, Type Answer, Action<JobCall> Run)
{
    /// <summary>What it does.</summary>
    internal required Text Summary { get; init; }

    /// <summary>More about it.</summary>
    internal required Text Description { get; init; }

    /// <summary>True if it is done under a definition set; false if the set stands in the file.</summary>
    internal bool HasSet { get; init; }

    /// <summary>Options of the address and files of the form.</summary>
    internal required ImmutableArray<JobField> Fields { get; init; }

    /// <summary>Files that it makes beside its document, by name.</summary>
    internal ImmutableArray<string> Makes { get; init; } = [];

    /// <summary>An option by its name; null if it has none such.</summary>
    internal JobField? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>A file by what a form calls it; null if it takes none such.</summary>
    internal JobField? FileOf(string part) => Fields.FirstOrDefault(field => field.IsFile && field.Part == part);
}
