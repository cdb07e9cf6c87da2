namespace Gruppera.Web.Files;

/// <summary>A file that a job of the API was given, or has made. Immutable.</summary>
/// <param name="Part">What it is to the job.</param>
/// <param name="Name">Its name at the reader's.</param>
internal sealed record JobFile(string Part, string Name)
{
    /// <summary>Where it lies.</summary>
    internal string Path { get; init; } = "";

    /// <summary>SHA-256 of its content, in lower-case hexadecimal; empty for one that the job has made.</summary>
    internal string Hash { get; init; } = "";
}
