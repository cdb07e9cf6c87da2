namespace Gruppera.Formats.Tables;

/// <summary>Names that somebody may have meant. Thread-safe.</summary>
public static class NearNames
{
    private const int Most = 3;

    /// <summary>The names most like one that is not among them, the nearest first; none if none is like it.</summary>
    public static string[] Of(string name, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(names);
        var most = name.Length < 4 ? 1 : name.Length < 8 ? 2 : 3;
        return
        [
            .. names.Select(other => (other, Distance: Distance(name, other)))
                .Where(each => each.Distance <= most
                    || (name.Length > 2 && each.other.Length > 2 && (IsWithin(name, each.other) || IsWithin(each.other, name))))
                .OrderBy(each => each.Distance).ThenBy(each => each.other, StringComparer.Ordinal).Select(each => each.other).Take(Most),
        ];
    }

    /// <summary><c>; near: a, b</c>, or nothing.</summary>
    internal static string Suffix(string name, IEnumerable<string> names) =>
        Of(name, names) is { Length: > 0 } near ? $"; near: {string.Join(", ", near)}" : "";

    private static bool IsWithin(string part, string whole) => whole.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>Letters to put in, take out, change or swap, case and marks between words apart.</summary>
    private static int Distance(string from, string to)
    {
        var (a, b) = (Plain(from), Plain(to));
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
