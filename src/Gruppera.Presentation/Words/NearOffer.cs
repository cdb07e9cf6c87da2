using Gruppera.Formats.Tables;

namespace Gruppera.Presentation.Words;

/// <summary>What a message says of names that somebody may have meant: of commands, options, sets, lists and layouts.</summary>
public static class NearOffer
{
    /// <summary>How the message goes on where there are near names; empty if there are none.</summary>
    /// <param name="written">What somebody wrote.</param>
    /// <param name="names">The names there are.</param>
    public static Text Of(string written, IEnumerable<string> names) =>
        NearNames.Of(written, names.Distinct(StringComparer.Ordinal)) is { Length: > 0 } near
            ? $". Did you mean {string.Join(", ", near):names}?"
            : Text.None;
}
