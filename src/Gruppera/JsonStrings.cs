using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Gruppera;

/// <summary>Whether all strings of a JSON text are texts. JSON can be written with halves of characters (<c>\ud800</c>), and with bytes
/// that are no UTF-8: readers of it stumble only when they are asked for such a string. Thread-safe.</summary>
/// <remarks>Source: RFC 8259, section 8.2.</remarks>
public static class JsonStrings
{
    /// <summary>True if the bytes are UTF-8 and no escape is half a character. The text may be a document, or what stands between the
    /// quotes of a string.</summary>
    /// <param name="json">The bytes.</param>
    public static bool AreTexts(ReadOnlySpan<byte> json) =>
        Utf8.IsValid(json) && (!json.Contains((byte)'\\') || Half(Encoding.UTF8.GetString(json)) < 0);

    /// <summary>Refuses a document with half a character.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="JsonException">It has one; the exception tells the line.</exception>
    public static void Demand(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (Half(json) is >= 0 and var at)
            throw new JsonException("half a character", null, json.AsSpan(0, at).Count('\n'), null);
    }

    /// <summary>Place of the first escape that is half a character; -1 for none.</summary>
    private static int Half(string json)
    {
        for (var at = json.IndexOf('\\', StringComparison.Ordinal); at >= 0 && at + 1 < json.Length; at = json.IndexOf('\\', at))
        {
            if (Escaped(json, at) is not { } letter || !char.IsSurrogate(letter))
                at += 2;
            else if (char.IsHighSurrogate(letter) && Escaped(json, at + 6) is { } next && char.IsLowSurrogate(next))
                at += 12;
            else
                return at;
            if (at >= json.Length)
                break;
        }

        return -1;
    }

    /// <summary>The letter that <c>\u</c> and four digits stand for; null for anything else.</summary>
    private static char? Escaped(string json, int at) => at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter)
            ? (char)letter : null;
}
