namespace Gruppera.Web.Files;

/// <summary>A file that a job of the API was given, or has made. Immutable.</summary>
/// <param name="Part">What it is to the job.</param>
/// <param name="Name">Its name at the reader's.</param>
internal sealed record JobFile(string Part, string Name)
{
    /// <summary>Its media type: those that jobs make are JSON, workbooks or tables.</summary>
    internal string Type => System.IO.Path.GetExtension(Name) switch
    {
        ".json" => "application/json; charset=utf-8",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/csv; charset=utf-8",
    };

    /// <summary>Opens what a job has made, to be sent; it may be deleted meanwhile.</summary>
    internal static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous);

    /// <summary>SHA-256 of its content, in lower-case hexadecimal; empty for one that the job has made.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Id of the file on this server whose grouped contacts it is; empty for others.</summary>
    public string Source { get; init; } = "";

    /// <summary>Where it lies, as this server sees it; not stored.</summary>
    internal string Path { get; init; } = "";
}
