namespace Gruppera.Presentation.Words;

/// <summary>Names that someone may have meant: of commands, options, sets, lists and layouts.</summary>
public static class NearNames
{
    private const int Most = 3;

    /// <summary>The names nearest to what was written, at most three; none where all are far from it.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="names">What there is.</param>
    public static IReadOnlyList<string> Of(string written, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(names);
        var asked = written.Trim().ToUpperInvariant();
        var limit = Math.Max(1, asked.Length / 3);
        return
        [
            .. names.Distinct(StringComparer.Ordinal).Select(name => (Name: name, Distance: Distance(asked, name.ToUpperInvariant())))
                .Where(near => near.Distance <= limit).OrderBy(near => near.Distance).ThenBy(near => near.Name, StringComparer.Ordinal)
                .Take(Most).Select(near => near.Name),
        ];
    }

    /// <summary>How a message goes on where there are near names; empty where there are none.</summary>
    internal static Text Offer(string written, IEnumerable<string> names) =>
        Of(written, names) is { Count: > 0 } near ? $". Did you mean {string.Join(", ", near):names}?" : Text.None;

    /// <summary>Letters to insert, drop, replace or swap with a neighbour; a beginning of three letters or more counts as one.</summary>
    private static int Distance(string one, string other)
    {
        if (one.Length > 2 && other.StartsWith(one, StringComparison.Ordinal))
            return one.Length == other.Length ? 0 : 1;
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[one.Length, other.Length];
    }
}
