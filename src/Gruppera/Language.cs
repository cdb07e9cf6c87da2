using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Gruppera;

/// <summary>A language for texts: what it calls each English phrase. What it lacks is said in English, and counted. Thread-safe.</summary>
/// <param name="code">Its code, as <c>sv</c>.</param>
/// <param name="texts">Reads English key -> translation, when a text is first asked for.</param>
/// <param name="isOne">Which numbers take the form for one; null if 1 alone does.</param>
public sealed class Language(string code, Func<IReadOnlyDictionary<string, Translation>> texts, Func<long, bool>? isOne = null)
{
    private readonly Lazy<IReadOnlyDictionary<string, Translation>> _texts = new(Argument.Needed(texts));
    private readonly ConcurrentDictionary<string, bool> _missing = new(StringComparer.Ordinal);

    /// <summary>A language whose texts are at hand.</summary>
    /// <param name="code">Its code, as <c>sv</c>.</param>
    /// <param name="texts">English key -> translation.</param>
    /// <param name="isOne">Which numbers take the form for one; null if 1 alone does.</param>
    public Language(string code, IReadOnlyDictionary<string, Translation> texts, Func<long, bool>? isOne = null)
        : this(code, () => texts, isOne) => ArgumentNullException.ThrowIfNull(texts);

    /// <summary>English, the language of the keys.</summary>
    public static Language English { get; } = new("en", new Dictionary<string, Translation>());

    /// <summary>Its code, as <c>sv</c>.</summary>
    public string Code { get; } = Argument.Needed(code);

    /// <summary>How it says that a page is in it: <c>In English</c>.</summary>
    public string Invitation => field ??= ((Text)"In English").In(this);

    /// <summary>What stands between a whole number and its decimals.</summary>
    public string DecimalSeparator => field ??= ((Text)"decimal separator|.").In(this);

    /// <summary>Keys that were asked for and are not translated, in order.</summary>
    public ImmutableArray<string> Missing => [.. _missing.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A text in the language.</summary>
    public string Say(Text text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.In(this);
    }

    /// <summary>The translation of a key; null if there is none.</summary>
    public Translation? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (this == English)
            return null;
        if (_texts.Value.TryGetValue(key, out var found))
            return found;
        _missing.TryAdd(key, true);
        return null;
    }

    /// <summary>True if a number takes the form for one.</summary>
    public bool IsOne(long number) => isOne is null ? number == 1 : isOne(number);

    /// <inheritdoc/>
    public override string ToString() => Code;
}
