using System.Collections.Immutable;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Statistics;

namespace Gruppera.Casemix.Impact;

/// <summary>How often contacts with a secondary diagnosis stay longer, as a complication is defined. Immutable.</summary>
/// <param name="Code">The code.</param>
/// <param name="Category">Its complication category; empty if it has none.</param>
/// <param name="Level">Its present level, 0 to 2.</param>
/// <param name="All">Share of the contacts that have it which stay at least one day longer than the normal stay of their base
/// group.</param>
/// <param name="Alone">The same of those that have no other complication: the code itself, and not what comes with it.</param>
public sealed record StayEffect(string Code, string Category, int Level, Estimate All, Estimate Alone)
{
    /// <summary>Share of the cases in which a complication prolongs the stay by a day or more, by definition.</summary>
    public const double Needed = 0.75;

    /// <summary>1 if the code meets the definition for certain, -1 if it does not, 0 if chance could be the reason.</summary>
    public int Meets => Alone.Low >= Needed ? 1 : Alone.High < Needed ? -1 : 0;
}

/// <summary>Holds the care days of contacts against the definition of a complication: that it prolongs the stay by at least one day in at
/// least 75 % of normal cases. Filled, then asked; not thread-safe.</summary>
/// <remarks>Source: the Swedish document, page 5. The normal stay of a base group is the median of its contacts without any
/// complication.</remarks>
public sealed class StayReview
{
    private const int FewestNormal = 10;
    private readonly List<(string Group, int Days, string[] Codes)> _contacts = [];

    /// <summary>Adds a contact; one without care days is passed over.</summary>
    /// <param name="baseGroup">Its group without the level of complication.</param>
    /// <param name="days">Care days.</param>
    /// <param name="codes">Secondary diagnoses.</param>
    public void Add(string baseGroup, int days, IEnumerable<string> codes)
    {
        ArgumentNullException.ThrowIfNull(baseGroup);
        ArgumentNullException.ThrowIfNull(codes);
        if (days > 0)
            _contacts.Add((baseGroup, days, [.. codes.Distinct(StringComparer.Ordinal)]));
    }

    /// <summary>Makes the review; codes with most contacts first.</summary>
    /// <param name="minContacts">Contacts below which a code is not asked about.</param>
    /// <param name="categoryOf">Present category of a code and its level, 0 to 2; an empty text and 0 for none.</param>
    public ImmutableArray<StayEffect> Review(int minContacts, Func<string, (string Category, int Level)> categoryOf)
    {
        ArgumentNullException.ThrowIfNull(categoryOf);
        var levels = _contacts.SelectMany(contact => contact.Codes).Distinct()
            .ToDictionary(code => code, categoryOf, StringComparer.Ordinal);
        var normal = _contacts.GroupBy(contact => contact.Group, StringComparer.Ordinal)
            .Select(group => (group.Key, Days: group.Where(contact => contact.Codes.All(code => levels[code].Level == 0))
                .Select(contact => (double)contact.Days).Order().ToArray()))
            .Where(group => group.Days.Length >= FewestNormal)
            .ToDictionary(group => group.Key, group => Sample.Quantile(group.Days, 0.5), StringComparer.Ordinal);
        var counts = new Dictionary<string, (long All, long Longer, long Alone, long AloneLonger)>(StringComparer.Ordinal);
        foreach (var (group, days, codes) in _contacts)
        {
            if (!normal.TryGetValue(group, out var stay))
                continue;
            var isLonger = days >= stay + 1 ? 1 : 0;
            var complications = codes.Count(code => levels[code].Level > 0);
            foreach (var code in codes)
            {
                var isAlone = complications == (levels[code].Level > 0 ? 1 : 0) ? 1 : 0;
                var count = counts.GetValueOrDefault(code);
                counts[code] = (count.All + 1, count.Longer + isLonger, count.Alone + isAlone, count.AloneLonger + (isAlone * isLonger));
            }
        }

        return
        [
            .. counts.Where(count => count.Value.All >= minContacts).OrderByDescending(count => count.Value.All)
                .ThenBy(count => count.Key, StringComparer.Ordinal)
                .Select(count => new StayEffect(
                    count.Key, levels[count.Key].Category, levels[count.Key].Level, Estimate.Share(count.Value.Longer, count.Value.All),
                    Estimate.Share(count.Value.AloneLonger, count.Value.Alone))),
        ];
    }
}
