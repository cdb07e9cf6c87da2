namespace Gruppera.Formats.Deliveries;

/// <summary>The formats that tables come in.</summary>
internal enum FileFormat
{
    None,
    Dbase,
    Csv,
    Excel,
    Json,
}

/// <summary>A file of a delivery: on disk, or unpacked from an archive into memory.</summary>
/// <param name="Name">Name without its folder; its extension tells the format.</param>
/// <param name="FullPath">Path on disk, where it lies there; null for a file in memory.</param>
/// <param name="Unpacked">Content of a file in memory; null for one on disk.</param>
public sealed record DeliveryFile(string Name, string? FullPath, byte[]? Unpacked)
{
    internal FileFormat Format { get; } = Path.GetExtension(Name).ToLowerInvariant() switch
    {
        ".dbf" => FileFormat.Dbase,
        ".csv" => FileFormat.Csv,
        ".json" => FileFormat.Json,
        ".xlsx" or ".xls" => FileFormat.Excel,
        _ => FileFormat.None,
    };

    /// <summary>Hidden files, those that Excel leaves behind while a workbook is open, and the manifest and the changes of an imported
    /// set.</summary>
    internal bool IsJunk =>
        Name.StartsWith('.') || Name.StartsWith("~$", StringComparison.Ordinal) || Name is "manifest.json" or "changes.csv";

    internal Stream Open() => Unpacked is null
        ? new FileStream(FullPath!, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan)
        : new MemoryStream(Unpacked, writable: false);

    internal byte[] ReadAll() => Unpacked ?? File.ReadAllBytes(FullPath!);
}
