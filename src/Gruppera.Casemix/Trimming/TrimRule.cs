using System.Collections.Immutable;
using System.Globalization;

namespace Gruppera.Casemix.Trimming;

/// <summary>A way to set limits. Immutable.</summary>
/// <param name="Method">How.</param>
/// <param name="Share">Share of all contacts of the material that lie above the limit of their group, at least 0 and below 1.</param>
/// <param name="LeftShare">Share that lies below a limit on the other side; 0 for no such limit.</param>
/// <param name="K">The multiple, where it is fixed and no share is asked for.</param>
/// <param name="LeftK">The multiple on the other side; null for no such limit.</param>
public readonly record struct TrimRule(TrimMethod Method, double Share = 0, double LeftShare = 0, double? K = null, double? LeftK = null)
{
    private const double LargestK = 1000;

    private static readonly (string Name, TrimMethod Method)[] Names =
    [
        ("none", TrimMethod.None), ("iqr", TrimMethod.Iqr), ("log-iqr", TrimMethod.LogIqr), ("sd", TrimMethod.Sd), ("gm", TrimMethod.Gm),
        ("quantile", TrimMethod.Quantile), ("ndms", TrimMethod.Ndms),
    ];

    /// <summary>True if there is a limit on the left side too.</summary>
    internal bool HasLeft => LeftShare > 0 || LeftK is not null;

    /// <summary>Reads <c>iqr:5%</c>, <c>iqr:5%:1%</c> (the second for the left side), <c>sd:0.05</c>, <c>iqr:k=1.5</c>, <c>sd:k=3:k=3</c>,
    /// <c>ndms</c> or <c>none</c>; null if it is neither.</summary>
    public static TrimRule? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        var named = Names.FirstOrDefault(each => each.Name == parts[0]);
        if (named.Name is null)
            return null;
        if (named.Method is TrimMethod.None or TrimMethod.Ndms)
            return parts.Length == 1 ? new(named.Method) : null;
        if (parts.Length is not (2 or 3))
            return null;
        if (parts[1].StartsWith("k=", StringComparison.Ordinal))
        {
            return named.Method != TrimMethod.Quantile && Multiple(parts[1]) is { } k
                && (parts.Length == 2 || Multiple(parts[2]) is not null)
                ? new(named.Method, K: k, LeftK: parts.Length == 2 ? null : Multiple(parts[2])) : null;
        }

        return ShareOf(parts[1]) is { } share && (parts.Length == 2 ? 0 : ShareOf(parts[2])) is { } left && share + left < 1
            ? new(named.Method, share, left)
            : null;
    }

    /// <summary>The rule as <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        var method = Method;
        var name = Names.First(each => each.Method == method).Name;
        return Method is TrimMethod.None or TrimMethod.Ndms ? name
            : K is { } k ? $"{name}:{Text(k)}{(LeftK is { } leftK ? $":{Text(leftK)}" : "")}"
            : LeftShare > 0 ? $"{name}:{Percent(Share)}:{Percent(LeftShare)}" : $"{name}:{Percent(Share)}";
    }

    private static string Text(double k) => string.Create(CultureInfo.InvariantCulture, $"k={k}");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100, 6)}%");

    private static double? Number(string text) =>
        double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static double? Multiple(string text) =>
        text.StartsWith("k=", StringComparison.Ordinal) && Number(text[2..]) is { } k and <= LargestK ? k : null;

    private static double? ShareOf(string text) =>
        Number(text.TrimEnd('%')) is { } number && (text.EndsWith('%') ? number / 100 : number) is var share and >= 0 and < 1
            ? share
            : null;
}

/// <summary>A rule for all materials, and others for some of them. Immutable.</summary>
/// <param name="Otherwise">The rule of materials that have none of their own.</param>
/// <param name="Own">Rules by care form.</param>
public sealed record TrimRules(TrimRule Otherwise, ImmutableSortedDictionary<string, TrimRule> Own)
{
    /// <summary>No limits.</summary>
    public static TrimRules None { get; } = FromTrimRule(default);

    /// <summary>True if no rule sets a limit.</summary>
    public bool IsNone => Otherwise.Method == TrimMethod.None && Own.Values.All(rule => rule.Method == TrimMethod.None);

    /// <summary>One rule for all.</summary>
    public static TrimRules FromTrimRule(TrimRule rule) => new(rule, ImmutableSortedDictionary<string, TrimRule>.Empty);

    /// <inheritdoc cref="FromTrimRule"/>
    public static implicit operator TrimRules(TrimRule rule) => FromTrimRule(rule);

    /// <summary>The rule of a material: its own, or that of its care form, or the one for all.</summary>
    public TrimRule Of(string material)
    {
        ArgumentNullException.ThrowIfNull(material);
        return Own.TryGetValue(material, out var own) || Own.TryGetValue(material.Split('/')[0], out own) ? own : Otherwise;
    }

    /// <summary>Reads rules, those of a care form as <c>outpatient=iqr:3%</c>; null if one is none, or a care form has two.</summary>
    /// <param name="texts">The rules.</param>
    /// <param name="usual">The rule for all, where only care forms are named.</param>
    public static TrimRules? Parse(IEnumerable<string> texts, TrimRule usual = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var (otherwise, own) = ((TrimRule?)null, ImmutableSortedDictionary.CreateBuilder<string, TrimRule>(StringComparer.Ordinal));
        foreach (var text in texts)
        {
            var at = text.Split(':')[0].IndexOf('=', StringComparison.Ordinal);
            if (TrimRule.Parse(text[(at + 1)..]) is not { } rule
                || (at < 0 ? otherwise is not null : at == 0 || !own.TryAdd(text[..at], rule)))
                return null;
            otherwise = at < 0 ? rule : otherwise;
        }

        return new(otherwise ?? usual, own.ToImmutable());
    }

    /// <summary>The rules as <see cref="Parse"/> reads them, with blanks between.</summary>
    public override string ToString() => string.Join(' ', Own.Select(pair => $"{pair.Key}={pair.Value}").Prepend(Otherwise.ToString()));
}
