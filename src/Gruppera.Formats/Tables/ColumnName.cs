namespace Gruppera.Formats.Tables;

/// <summary>Column names and keys as delivered, with white space folded.</summary>
internal static class ColumnName
{
    private static readonly char[] Space = [' ', '\t', '\r', '\n', '\u00A0'];

    /// <summary><c>"loc_drg\n(link  to ndms)"</c> becomes <c>"loc_drg (link to ndms)"</c>.</summary>
    public static string Fold(string name) =>
        string.Join(' ', name.Split(Space, StringSplitOptions.RemoveEmptyEntries));
}
