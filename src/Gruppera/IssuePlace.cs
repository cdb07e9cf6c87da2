namespace Gruppera;

/// <summary>A row that an issue is about.</summary>
/// <param name="File">File name within the delivery.</param>
/// <param name="Row">Row in the file, the first one being 1 (a header counts).</param>
public readonly record struct IssuePlace(string File, long Row);
