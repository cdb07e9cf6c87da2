using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Gruppera;

/// <summary>A text for users: an English phrase with named holes, which languages translate. It is written as a literal or as an
/// interpolated string, <c>$"{rows:rows} contacts in {seconds:seconds} s"</c>: what stands after the colon names the hole; a variable or
/// a property names it itself. A word with two meanings has a context before it, <c>"verb|share"</c>. Immutable once made.</summary>
[InterpolatedStringHandler]
public sealed class Text : IEquatable<Text>
{
    private readonly List<KeyValuePair<string, object>> _holes = [];
    private readonly bool _isVerbatim;
    private readonly Text? _one;
    private readonly long _count;

    /// <summary>A phrase without holes.</summary>
    public Text(string phrase)
    {
        ArgumentNullException.ThrowIfNull(phrase);
        Key = phrase;
    }

    /// <summary>For the compiler: an interpolated string begins.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Text(int literalLength, int formattedCount) => Key = "";

    private Text(string phrase, bool isVerbatim)
        : this(phrase) => _isVerbatim = isVerbatim;

    private Text(long count, Text one, Text other)
        : this(other.Key)
    {
        (_count, _one) = (count, one);
        _holes.AddRange(other._holes);
        _holes.AddRange(one._holes);
    }

    /// <summary>No text.</summary>
    public static Text None { get; } = new("");

    /// <summary>What languages translate: the phrase with the names of its holes, and its context.</summary>
    public string Key { get; private set; }

    /// <summary>Names and values of the holes, in English.</summary>
    public IEnumerable<KeyValuePair<string, string>> Holes =>
        _holes.Select(hole => new KeyValuePair<string, string>(hole.Key, Said(hole.Value, Language.English)));

    /// <summary>Data, the same in every language.</summary>
    public static Text Verbatim(string text) => new(Argument.Needed(text), isVerbatim: true);

    /// <summary>A phrase that was stored by its key and holes.</summary>
    public static Text Stored(string key, IReadOnlyDictionary<string, string> holes)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(holes);
        var text = new Text(key);
        text._holes.AddRange(holes.Select(hole => new KeyValuePair<string, object>(hole.Key, hole.Value)));
        return text;
    }

    /// <summary>The same text in which data that name one thing name another: what stands in its holes, never the phrase.</summary>
    public Text Renamed(string from, string to)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentNullException.ThrowIfNull(to);
        if (_isVerbatim)
            return Verbatim(Key.Replace(from, to, StringComparison.Ordinal));
        var text = _one is null ? new Text(Key) : new Text(_count, _one, this);
        text._holes.Clear();
        text._holes.AddRange(_holes.Select(hole => new KeyValuePair<string, object>(hole.Key, hole.Value switch
        {
            Text inner => inner.Renamed(from, to),
            string data => data.Replace(from, to, StringComparison.Ordinal),
            _ => hole.Value,
        })));
        return text;
    }

    /// <summary>A phrase about a number: one form for one, another for every other number. Its key is the other form.</summary>
    public static Text Count(long number, Text one, Text other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return new(number, one, other);
    }

    /// <summary>A literal is a phrase.</summary>
    public static implicit operator Text(string phrase) => new(phrase);

    /// <summary>The phrase of a literal.</summary>
    public static Text FromString(string phrase) => new(phrase);

    /// <summary>For the compiler: a literal part.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendLiteral(string value) => Key += value;

    /// <summary>For the compiler: a hole. Texts in it are said in the language asked for, numbers as they are.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted<T>(T value, string? format = null, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        var name = format ?? NameOf(expression);
        Key += $"{{{name}}}";
        _holes.Add(new(name, value switch
        {
            Text or TableText => value,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString() ?? "",
        }));
    }

    /// <summary>The text in a language; in English where the language lacks it.</summary>
    public string In(Language language)
    {
        ArgumentNullException.ThrowIfNull(language);
        if (_isVerbatim || Key.Length == 0)
            return Key;
        var phrase = language.Find(Key) is { } translation ? translation.For(language, _count, _one is not null) : English;
        return _holes.Count == 0 ? phrase : Filled(phrase, language);
    }

    /// <summary>The text in English.</summary>
    public override string ToString() => In(Language.English);

    /// <inheritdoc/>
    public bool Equals(Text? other) =>
        other is not null && Key == other.Key && _isVerbatim == other._isVerbatim && _count == other._count
            && _holes.SequenceEqual(other._holes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Text);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, _count, _holes.Count);

    private string English => WithoutContext(_one is not null && _count == 1 ? _one.Key : Key);

    private static string WithoutContext(string key) => key[(key.IndexOf('|', StringComparison.Ordinal) + 1)..];

    private static string Said(object value, Language language) =>
        value switch { Text inner => inner.In(language), TableText table => table.In(language), _ => (string)value };

    private string Filled(string phrase, Language language)
    {
        var text = new System.Text.StringBuilder(phrase.Length + 32);
        for (var at = 0; at < phrase.Length;)
        {
            var hole = _holes.Find(each => phrase[at] == '{'
                && string.CompareOrdinal(phrase, at + 1, each.Key + "}", 0, each.Key.Length + 1) == 0);
            if (hole.Key is null)
            {
                text.Append(phrase[at++]);
                continue;
            }

            text.Append(Said(hole.Value, language));
            at += hole.Key.Length + 2;
        }

        return text.ToString();
    }

    /// <summary>The last name of an expression such as <c>summary.Rows</c>, its first letter small.</summary>
    private static string NameOf(string expression)
    {
        var name = expression[(expression.LastIndexOf('.') + 1)..].TrimStart('_');
        return name.Length == 0 ? "" : char.ToLowerInvariant(name[0]) + name[1..];
    }
}
