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
/// <param name="Name">Name without its folder.</param>
/// <param name="FullPath">Path on disk, where it lies there.</param>
/// <param name="Unpacked">Content, where it was unpacked.</param>
internal sealed record DeliveryFile(string Name, string? FullPath, byte[]? Unpacked)
{
    public FileFormat Format { get; } = Path.GetExtension(Name).ToLowerInvariant() switch
    {
        ".dbf" => FileFormat.Dbase,
        ".csv" => FileFormat.Csv,
        ".json" => FileFormat.Json,
        ".xlsx" or ".xls" => FileFormat.Excel,
        _ => FileFormat.None,
    };

    /// <summary>Hidden files, those that Excel leaves behind while a workbook is open, and the manifest and the changes of an imported
    /// set.</summary>
    public bool IsJunk =>
        Name.StartsWith('.') || Name.StartsWith("~$", StringComparison.Ordinal) || Name is "manifest.json" or "changes.csv";

    public Stream Open() => Unpacked is null
        ? new FileStream(FullPath!, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan)
        : new MemoryStream(Unpacked, writable: false);

    public byte[] ReadAll() => Unpacked ?? File.ReadAllBytes(FullPath!);
}
