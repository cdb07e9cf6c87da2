namespace Gruppera.Web.Files;

/// <summary>A file that a job of the API was given, or has made. Immutable.</summary>
/// <param name="Part">What it is to the job.</param>
/// <param name="Name">Its name at the reader's.</param>
internal sealed record JobFile(string Part, string Name)
{
    /// <summary>SHA-256 of its content, in lower-case hexadecimal; empty for one that the job has made.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Where it lies, as this server sees it; not stored.</summary>
    internal string Path { get; init; } = "";
}
