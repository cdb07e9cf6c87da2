using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Definitions;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Workflows.Technology;

/// <summary>Why no change can be drafted.</summary>
public enum DraftObstacle
{
    /// <summary>Nothing: there is a draft.</summary>
    None,

    /// <summary>The technology is a care chain, continuous care at home or self-care.</summary>
    OutsideScope,

    /// <summary>A part has no code that the set knows: new primary codes must come first.</summary>
    LacksCodes,

    /// <summary>Its only codes are ATC codes that the set does not know as codes.</summary>
    MedicinesOnly,

    /// <summary>No contacts were given, or none has the technology.</summary>
    NoContacts,

    /// <summary>The codes that rules can ask for are found more often without the technology than with it:
    /// new primary codes must come first.</summary>
    Impure,

    /// <summary>Its contacts are spread over so many groups that no few of them hold most.</summary>
    Spread,

    /// <summary>No rule of its groups has room for the conditions.</summary>
    NoRoom,
}

/// <summary>A property that a part of the technology gets.</summary>
/// <param name="Part">The part, from 1.</param>
/// <param name="Type">Procedure property or diagnosis property; the latter procedures can have too.</param>
/// <param name="Value">Its new value.</param>
/// <param name="Codes">How many codes get it.</param>
public readonly record struct DraftProperty(int Part, FeatureType Type, string Value, int Codes);

/// <summary>A group that is split.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Into">The new group, which its contacts with the technology are to get.</param>
/// <param name="RulesLeft">Rules of the group that have no room for the conditions and are left as they are.</param>
public readonly record struct DraftSplit(string Drg, string Into, int RulesLeft);

/// <summary>A technical change that gives a technology groups of its own: a new property for each part of its purest combination of codes,
/// and the groups that most of its contacts get split by them, with test cases. Immutable.</summary>
/// <remarks>Rules can ask for one procedure property and four diagnosis properties, which procedures can have too. A part of procedures
/// alone takes the column of procedure properties where it is free, or holds a property that all its codes have; every other part takes a
/// free column of diagnosis properties. Source: docs/specification/grouping.md §6;
/// Socialstyrelsen, "Ny medicinsk teknik i NordDRG" (2024), point 1.</remarks>
public sealed record TechnologyDraft
{
    private const int MostGroups = 6;
    private const double MostContacts = 0.8;

    /// <summary>Why there is no change.</summary>
    public DraftObstacle Obstacle { get; private init; }

    /// <summary>The change; null if something is in its way.</summary>
    public TechnicalChange? Change { get; private init; }

    /// <summary>The combination of parts that it asks for; null if none can be asked for.</summary>
    public TechnologyCombination? Combination { get; private init; }

    /// <summary>The properties.</summary>
    public ImmutableArray<DraftProperty> Properties { get; private init; } = [];

    /// <summary>The groups.</summary>
    public ImmutableArray<DraftSplit> Splits { get; private init; } = [];

    /// <summary>True if a draft is possible as far as the tables show: contacts decide the rest.</summary>
    /// <param name="findings">What was found, contacts or not.</param>
    public static bool CanBe(TechnologyFindings findings) => ObstacleOf(findings) is DraftObstacle.None or DraftObstacle.NoContacts;

    /// <summary>Drafts a change.</summary>
    /// <param name="set">The set to change.</param>
    /// <param name="findings">What the tables and contacts say.</param>
    public static TechnologyDraft Of(DefinitionSet set, TechnologyFindings findings)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(findings);
        if (ObstacleOf(findings) is not DraftObstacle.None and var obstacle)
            return new() { Obstacle = obstacle };
        var best = findings.Steering!;
        if (best.Purity < 0.5)
            return new() { Obstacle = DraftObstacle.Impure, Combination = best };
        var groups = Groups(set, findings);
        if (groups.IsEmpty)
            return new() { Obstacle = DraftObstacle.Spread, Combination = best };

        var question = findings.Question;
        var (codes, draft) = (new TechnologyCodes(set), new ChangeDraft(set));
        var placing = new DraftPlacing(set, [.. best.Parts.Select(part => (
            part, codes.Diagnoses(question.Parts[part - 1]).ToImmutableArray(),
            codes.Procedures(question.Parts[part - 1]).ToImmutableArray()))], groups);
        var numbering = new DrgNumbering(set);
        GroupSplit[] splits =
        [
            .. groups.Where(drg => set.Index.RulesOf(drg).Any(HasRoom)).Select(drg => (Drg: drg, set.Index.DrgOf(drg).Text))
                .Select(group => new GroupSplit(
                    group.Drg, numbering.Next(group.Drg), Named(group.Text.National, question.Name),
                    string.IsNullOrEmpty(group.Text.Combined) ? "" : Named(group.Text.Combined, question.EnglishName))),
        ];
        if (splits.Length == 0)
            return new() { Obstacle = DraftObstacle.NoRoom, Combination = best };
        var given = placing.Parts.SelectMany(part =>
        {
            var name = best.Parts.Length == 1 ? question.EnglishName : $"{question.EnglishName}, {question.Parts[part.Property.Part - 1]}";
            return new[]
            {
                draft.Give(part.Diagnoses, part.Property.Type, part.Property.Value, name),
                draft.Give(part.Procedures, part.Property.Type, part.Property.Value, name),
            }.SelectMany(change => change.Rows);
        });
        var rows = given.Concat(draft.Split(splits, placing.CellsOf).Rows).DistinctBy(row => (row.Table, row.Direction, row.Key))
            .Select(row => row with { Comment = question.Name });
        return new()
        {
            Change = CaseDraft.Add(set, new(question.Name, [.. rows.GroupBy(row => row.Table).SelectMany(table => table)])),
            Combination = best,
            Properties = [.. placing.Parts.Select(part => part.Property)],
            Splits = [.. splits.Select(split =>
                new DraftSplit(split.Drg, split.Into, set.Index.RulesOf(split.Drg).Count(rank => !HasRoom(rank))))],
        };

        bool HasRoom(int rank) => placing.CellsOf(set.Rules[rank]).Count > 0;

        static string Named(string? text, string name) => string.IsNullOrEmpty(text) ? name : $"{text}, {name}";
    }

    private static DraftObstacle ObstacleOf(TechnologyFindings findings) => !findings.IsWithinScope ? DraftObstacle.OutsideScope
        : findings.LacksCodes ? DraftObstacle.LacksCodes
        : findings.Codes.All(code => code.InSet != true) ? DraftObstacle.MedicinesOnly
        : findings.Contacts == 0 ? DraftObstacle.NoContacts
        : DraftObstacle.None;

    /// <summary>The fewest groups that hold 80 % of the contacts, or the first six where these hold most; none otherwise.</summary>
    private static ImmutableArray<string> Groups(DefinitionSet set, TechnologyFindings findings)
    {
        var (groups, held) = (ImmutableArray.CreateBuilder<string>(), 0L);
        foreach (var group in findings.Groups.Where(group =>
            set.Index.RulesOf(group.Drg).Any(rank => set.Rules[rank].ReturnCode == ReturnCode.Grouped)).Take(MostGroups))
        {
            groups.Add(group.Drg);
            held += group.Contacts;
            if (held >= MostContacts * findings.Contacts)
                break;
        }

        return held > findings.Contacts / 2 ? groups.ToImmutable() : [];
    }

    /// <summary>New groups, each with the next number that no group has and the letters of the old one.</summary>
    private sealed class DrgNumbering(DefinitionSet set)
    {
        private readonly HashSet<string> _bases = [.. set.Rules.Select(rule => rule.Drg).Concat(set.DrgNames.Select(name => name.Drg))
            .Select(drg => Parts(drg) is var (front, number, _) ? front + number : drg)];
        private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);

        internal string Next(string drg)
        {
            var (front, number, end) = Parts(drg);
            if (!_given.TryGetValue(front + number, out var next))
            {
                var first = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known + 1 : 1;
                next = Enumerable.Range(first, 1000)
                    .Select(each => front + each.ToString(CultureInfo.InvariantCulture).PadLeft(number.Length, '0')).First(_bases.Add);
                _given[front + number] = next;
            }

            return next + end;
        }

        private static (string Front, string Number, string End) Parts(string drg)
        {
            var start = drg.TakeWhile(letter => !char.IsAsciiDigit(letter)).Count();
            var end = start + drg.Skip(start).TakeWhile(char.IsAsciiDigit).Count();
            return (drg[..start], drg[start..end], drg[end..]);
        }
    }
}
