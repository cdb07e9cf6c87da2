namespace Gruppera.Formats.Tables;

/// <summary>Names of columns as delivered and as schemas have them. Thread-safe.</summary>
public static class ColumnName
{
    private static readonly char[] Space = [' ', '\t', '\r', '\n', '\u00A0'];

    /// <summary><c>"loc_drg\n(link  to ndms)"</c> becomes <c>"loc_drg (link to ndms)"</c>.</summary>
    internal static string Fold(string name) =>
        string.Join(' ', name.Split(Space, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A column name as schemas have it: lower case, without what stands in parentheses; <c>"DRG (2026)"</c> becomes
    /// <c>"drg"</c>.</summary>
    public static string Plain(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        var parenthesis = column.IndexOf('(', StringComparison.Ordinal);
        return (parenthesis > 0 ? column[..parenthesis] : column).Trim().ToLowerInvariant();
    }
}
