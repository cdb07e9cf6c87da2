using Gruppera.Changes;
using Gruppera.Grouping;

namespace Gruppera.Moves;

/// <summary>Groups contacts under two sets and counts those whose result differs, in memory that grows with the differences alone.
/// Not thread-safe.</summary>
public sealed class Migration
{
    private readonly Grouper _before;
    private readonly Grouper _after;
    private readonly MoveFinder _finder;
    private readonly Dictionary<(string From, string To, MoveCause Cause), (long Contacts, long Example)> _moves = [];
    private readonly Dictionary<(string Before, string After), long> _groups = [];
    private readonly Dictionary<(string From, string To), long> _returnCodes = [];
    private readonly Dictionary<(string From, string To), long> _mdcs = [];

    /// <summary>Starts with no contacts.</summary>
    public Migration(SetDiff diff, Grouper before, Grouper after) =>
        (_finder, _before, _after) = (new(diff, before, after), before, after);

    /// <summary>Contacts added.</summary>
    public long Contacts { get; private set; }

    /// <summary>Contacts whose group differs.</summary>
    public long Moved { get; private set; }

    /// <summary>Moves between groups, most contacts first.</summary>
    public IReadOnlyList<Move> Moves =>
    [
        .. _moves.Select(move => new Move(move.Key.From, move.Key.To, move.Key.Cause, move.Value.Contacts, move.Value.Example))
            .OrderByDescending(move => move.Contacts).ThenBy(move => move.From, StringComparer.Ordinal)
            .ThenBy(move => move.To, StringComparer.Ordinal).ThenBy(move => move.Example),
    ];

    /// <summary>Contacts by their two groups, the same or not, in order.</summary>
    public IReadOnlyList<(string From, string To, long Contacts)> Groups => Sorted(_groups);

    /// <summary>Contacts whose return code differs, by the two.</summary>
    public IReadOnlyList<(string From, string To, long Contacts)> ReturnCodes => Sorted(_returnCodes);

    /// <summary>Contacts whose MDC differs, by the two; empty text where there is none.</summary>
    public IReadOnlyList<(string From, string To, long Contacts)> Mdcs => Sorted(_mdcs);

    /// <summary>Groups a contact both ways.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="number">What <see cref="Move.Example"/> calls it, such as its row.</param>
    /// <param name="converted">The contact with the codes of the later set; null where they are the same.</param>
    public void Add(CareContact contact, long number, CareContact? converted = null)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var (before, after) = (_before.Group(contact), _after.Group(converted ?? contact));
        Contacts++;
        Count(_groups, before.Drg, after.Drg);
        if (before.ReturnCode != after.ReturnCode)
            Count(_returnCodes, before.ReturnCode.ToString(), after.ReturnCode.ToString());
        if (before.Mdc != after.Mdc)
            Count(_mdcs, before.Mdc, after.Mdc);
        if (before.Drg == after.Drg)
            return;
        Moved++;
        var cause = converted is null ? _finder.Of(contact, before, after) : _finder.Of(contact, converted, before, after);
        var key = (before.Drg, after.Drg, cause);
        _moves[key] = _moves.TryGetValue(key, out var known) ? (known.Contacts + 1, known.Example) : (1, number);
    }

    private static void Count(Dictionary<(string, string), long> counts, string from, string to) =>
        counts[(from, to)] = counts.GetValueOrDefault((from, to)) + 1;

    private static List<(string From, string To, long Contacts)> Sorted(Dictionary<(string From, string To), long> counts) =>
    [
        .. counts.Select(pair => (pair.Key.From, pair.Key.To, pair.Value))
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.From, StringComparer.Ordinal)
            .ThenBy(pair => pair.To, StringComparer.Ordinal),
    ];
}
