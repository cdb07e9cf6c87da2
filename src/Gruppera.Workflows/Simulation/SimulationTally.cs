using System.Collections.Immutable;
using Gruppera.Casemix.Merging;
using Gruppera.Definitions;
using Gruppera.Moves;

namespace Gruppera.Workflows.Simulation;

/// <summary>What a simulation has counted so far: whole numbers and whole öre alone, so that the order of the contacts has no part in it.
/// Not thread-safe.</summary>
internal sealed class SimulationTally(bool namesCodes) : IMergeable
{
    private readonly Dictionary<MoveKey, Counted> _moves = [];
    private readonly MoveCube _cube = new();

    internal long Contacts { get; set; }

    internal long Regrouped { get; set; }

    internal long Moved { get; set; }

    internal long Unreadable { get; set; }

    internal long WithCost { get; set; }

    internal void AddCell(MoveCube.MoveKey key, double cost) => _cube.Add(key, 1, MoveCube.Öre(cost));

    internal void AddMove(
        (string From, string To) groups, (ReturnCode Before, ReturnCode After) codes, MoveCause cause, CareForm form, bool isUnnamed,
        double cost, long row)
    {
        var counted = Of(new(groups.From, groups.To, codes, cause), row);
        counted.Contacts++;
        counted.Unnamed += isUnnamed ? 1 : 0;
        counted.Öre += MoveCube.Öre(cost);
        counted.CareForms[form] = counted.CareForms.GetValueOrDefault(form) + 1;
    }

    internal SimulationResult Result() => new()
    {
        Tally = this,
        Contacts = Contacts,
        Regrouped = Regrouped,
        Moved = Moved,
        Unreadable = Unreadable,
        WithCost = WithCost,
        NamesCodes = namesCodes,
        Moves = [.. _moves.Select(move => new CausedMove(
                move.Key.From, move.Key.To, move.Key.Codes, move.Key.Cause, move.Value.Contacts, move.Value.Unnamed,
                MoveCube.Kronor(move.Value.Öre), move.Value.Example, move.Value.CareForms.ToImmutableSortedDictionary()))
            .OrderByDescending(move => move.Contacts).ThenBy(move => move.From, StringComparer.Ordinal)
            .ThenBy(move => move.To, StringComparer.Ordinal).ThenBy(move => move.Example)],
        Cells = _cube.Cells,
    };

    /// <inheritdoc/>
    public void Write(BinaryWriter to)
    {
        foreach (var count in new[] { Contacts, Regrouped, Moved, Unreadable, WithCost })
            to.Write7BitEncodedInt64(count);
        _cube.Write(to);
        to.Write7BitEncodedInt(_moves.Count);
        foreach (var (key, counted) in _moves.OrderBy(move => move.Value.Example))
        {
            foreach (var text in new[]
            {
                key.From, key.To, key.Codes.Before.ToString(), key.Codes.After.ToString(), key.Cause.Rule, key.Cause.Also, key.Cause.Code,
                key.Cause.Category, key.Cause.Before, key.Cause.After,
            })
                to.Write(text);
            to.Write((byte)key.Cause.Kind);
            to.Write(key.Cause.IsLater);
            to.Write(key.Cause.Column?.Name ?? "");
            to.Write((short)key.Cause.Type);
            foreach (var count in new[] { counted.Contacts, counted.Unnamed, counted.Öre, counted.Example, counted.CareForms.Count })
                to.Write7BitEncodedInt64(count);
            foreach (var (form, contacts) in counted.CareForms.OrderBy(each => each.Key))
            {
                to.Write((byte)form);
                to.Write7BitEncodedInt64(contacts);
            }
        }
    }

    /// <inheritdoc/>
    public void Add(BinaryReader from)
    {
        Contacts += from.Read7BitEncodedInt64();
        Regrouped += from.Read7BitEncodedInt64();
        Moved += from.Read7BitEncodedInt64();
        Unreadable += from.Read7BitEncodedInt64();
        WithCost += from.Read7BitEncodedInt64();
        _cube.Add(from);
        for (var moves = from.Read7BitEncodedInt(); moves > 0; moves--)
        {
            var texts = Enumerable.Range(0, 10).Select(_ => from.ReadString()).ToArray();
            var cause = new MoveCause
            {
                Kind = (MoveCauseKind)from.ReadByte(),
                IsLater = from.ReadBoolean(),
                Column = RuleColumn.Of(from.ReadString()),
                Type = (FeatureType)from.ReadInt16(),
                Rule = texts[4],
                Also = texts[5],
                Code = texts[6],
                Category = texts[7],
                Before = texts[8],
                After = texts[9],
            };
            var counts = Enumerable.Range(0, 5).Select(_ => from.Read7BitEncodedInt64()).ToArray();
            var counted = Of(new(texts[0], texts[1], (CodeOf(texts[2]), CodeOf(texts[3])), cause), counts[3]);
            counted.Contacts += counts[0];
            counted.Unnamed += counts[1];
            counted.Öre += counts[2];
            for (var forms = counts[4]; forms > 0; forms--)
            {
                var form = (CareForm)from.ReadByte();
                counted.CareForms[form] = counted.CareForms.GetValueOrDefault(form) + from.Read7BitEncodedInt64();
            }
        }
    }

    private static ReturnCode CodeOf(string text) => text.Length == 1 ? new(text[0]) : default;

    private Counted Of(MoveKey key, long row)
    {
        if (!_moves.TryGetValue(key, out var counted))
            _moves.Add(key, counted = new() { Example = row });
        counted.Example = Math.Min(counted.Example, row);
        return counted;
    }

    private sealed record MoveKey(string From, string To, (ReturnCode Before, ReturnCode After) Codes, MoveCause Cause);

    private sealed class Counted
    {
        internal long Contacts { get; set; }

        internal long Unnamed { get; set; }

        internal long Öre { get; set; }

        internal long Example { get; set; }

        internal Dictionary<CareForm, long> CareForms { get; } = [];
    }
}
