using System.Collections.Immutable;
using Gruppera.Moves;
using Gruppera.Workflows.Simulation;

namespace Gruppera.Presentation.Changes;

/// <summary>What a change does to the contacts of a file, complete. Immutable.</summary>
/// <param name="Before">Id of the set before.</param>
/// <param name="After">Id of the set after.</param>
/// <param name="Contacts">Contacts read.</param>
/// <param name="Regrouped">Contacts that the change can reach, which were grouped anew.</param>
/// <param name="Moved">Contacts that get another group.</param>
/// <param name="Unreadable">Rows that could not be read.</param>
/// <param name="Points">The effect on all contacts; null without weights.</param>
/// <param name="Moves">Contacts that move, by groups and cause.</param>
/// <param name="Units">The effect by unit; null if none are distinguished.</param>
/// <param name="Mdcs">The effect by MDC.</param>
/// <param name="Patients">The effect by patients: letter of the sex, and years of age.</param>
/// <param name="Causes">Moves by kind of cause.</param>
/// <param name="Changes">Several changes one by one; null if they were not asked for.</param>
/// <param name="Overlaps">Pairs of changes that move the same contacts, each alone; null if they were not asked for.</param>
/// <param name="Weights">Weights before and after, where contacts have costs.</param>
/// <param name="Cases">Certification cases that get another result.</param>
public sealed record SimulationAnswer(
    string Before, string After, long Contacts, long Regrouped, long Moved, long Unreadable, SimulationAnswer.Effect? Points,
    ImmutableArray<SimulationAnswer.Move> Moves, IReadOnlyList<SimulationAnswer.Effect>? Units,
    ImmutableArray<SimulationAnswer.Effect> Mdcs, ImmutableArray<SimulationAnswer.Effect> Patients,
    ImmutableArray<SimulationAnswer.Cause> Causes, ImmutableArray<SimulationAnswer.Step>? Changes,
    IReadOnlyList<ChangeOverlap>? Overlaps, ImmutableArray<SimulationAnswer.Weight> Weights,
    ImmutableArray<SimulationAnswer.Case> Cases)
{
    /// <summary>Of a report.</summary>
    internal static SimulationAnswer Of(SimulationReport report, Language language) => new(
        report.Diff.Before.Version.Id, report.Diff.After.Version.Id, report.Result.Contacts, report.Result.Regrouped, report.Result.Moved,
        report.Result.Unreadable, report.HasWeights && report.All is { } all ? Effect.Of(report, all) : null,
        [
            .. report.Result.Moves.Select(move => new Move(
                move.From, move.To, [move.ReturnCodes.Before, move.ReturnCodes.After], move.Contacts,
                report.Result.NamesCodes ? move.Unnamed : null, report.PointsOf(move), report.HasCosts ? move.Cost : null,
                report.CauseOf(move.Cause, language), move.Cause, move.Example)),
        ],
        report.HasUnits ? [.. report.Effects(cell => cell.Unit).Select(effect => Effect.Of(report, effect))] : null,
        [.. report.Effects(cell => cell.Mdc).Select(effect => Effect.Of(report, effect))],
        [.. report.PatientEffects().Select(each => Effect.Of(report, each.Effect))],
        [.. report.Causes().Select(cause => new Cause(cause.Kind, cause.Contacts, cause.Points))],
        report.Steps is { } steps
            ? [.. steps.Steps.Select(step => new Step(
                step.Name, step.Alone.Sum(move => move.Contacts), report.HasWeights ? report.GainOf(step.Alone).Points : null,
                step.InOrder.Sum(move => move.Contacts), report.HasWeights ? report.GainOf(step.InOrder).Points : null, step.Masked,
                step.Enabled, step.Differs))]
            : null,
        report.Steps?.Overlaps,
        [.. report.WeightRows().Select(row => new Weight(row.Drg, row.Contacts.Then, row.Contacts.Now, row.Before, row.After))],
        [
            .. report.Cases.Select(each => new Case(
                each.Case.Contact.Id, each.Case.Drg, each.From, each.To, each.WasAsExpected, report.CauseOf(each.Cause, language))),
        ]);

    /// <summary>What the change does to some contacts. Figures that need weights or costs are null without them.</summary>
    /// <param name="Name">Whose; empty for all.</param>
    /// <param name="Contacts">Contacts.</param>
    /// <param name="Moved">Those that get another group.</param>
    /// <param name="PointsBefore">DRG points before.</param>
    /// <param name="PointsAfter">DRG points after, by the same weights.</param>
    /// <param name="PointsRecomputed">DRG points after, by weights computed under the new logic.</param>
    /// <param name="ContactsWithoutWeight">Contacts whose group has no weight.</param>
    /// <param name="CostMoved">Costs of those that move, in kronor.</param>
    public sealed record Effect(
        string Name, long Contacts, long Moved, double? PointsBefore, double? PointsAfter, double? PointsRecomputed,
        long? ContactsWithoutWeight, double? CostMoved)
    {
        /// <summary>Points after over points before, less 1; null without weights.</summary>
        public double? Change { get; private init; }

        /// <summary>The lower end of the 95 % interval of <see cref="Change"/>; null if there is none.</summary>
        public double? ChangeLow { get; private init; }

        /// <summary>The upper end of it.</summary>
        public double? ChangeHigh { get; private init; }

        internal static Effect Of(SimulationReport report, SimulatedEffect effect) => Of(effect, report.HasWeights, report.HasCosts);

        internal static Effect Of(SimulatedEffect effect, bool hasWeights, bool hasCosts) => new(
            effect.Name, effect.Contacts, effect.Moved, hasWeights ? effect.Before : null, hasWeights ? effect.After : null,
            hasCosts ? effect.Recomputed : null, hasWeights ? effect.WithoutWeight : null, hasCosts ? effect.CostMoved : null)
        {
            Change = Finite(effect.Change),
            ChangeLow = Finite(effect.ChangeInterval.Low),
            ChangeHigh = Finite(effect.ChangeInterval.High),
        };

        private static double? Finite(double number) => double.IsFinite(number) ? number : null;
    }

    /// <summary>Contacts that one kind of cause moves.</summary>
    /// <param name="Kind">The kind.</param>
    /// <param name="Contacts">How many.</param>
    /// <param name="Points">What they gain in DRG points; null without weights.</param>
    public sealed record Cause(MoveCauseKind Kind, long Contacts, double? Points);

    /// <summary>One of several changes.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="MovedAlone">Contacts that it moves where it is the only change.</param>
    /// <param name="PointsAlone">What they gain in DRG points; null without weights.</param>
    /// <param name="MovedInOrder">Contacts that it moves after the changes before it.</param>
    /// <param name="PointsInOrder">What they gain in DRG points; null without weights.</param>
    /// <param name="Masked">Contacts that it moves alone and not in its place.</param>
    /// <param name="Enabled">Contacts that it moves in its place and not alone.</param>
    /// <param name="Differs">Contacts that it moves in both ways to different results.</param>
    public sealed record Step(
        string Name, long MovedAlone, double? PointsAlone, long MovedInOrder, double? PointsInOrder, long Masked, long Enabled,
        long Differs);

    /// <summary>Contacts that one cause moves from one group to another.</summary>
    /// <param name="From">Group before.</param>
    /// <param name="To">Group after.</param>
    /// <param name="ReturnCodes">Return codes before and after.</param>
    /// <param name="Contacts">How many.</param>
    /// <param name="Unnamed">How many of them have no code of which the change has a row; null if it names none.</param>
    /// <param name="Points">What they gain in DRG points; null without weights.</param>
    /// <param name="Cost">Their costs in kronor; null without costs.</param>
    /// <param name="Cause">Which rule or row does it, in words.</param>
    /// <param name="Details">The same, part by part.</param>
    /// <param name="FirstRow">Row of the first of them; the header is 1.</param>
    public sealed record Move(
        string From, string To, ImmutableArray<ReturnCode> ReturnCodes, long Contacts, long? Unnamed, double? Points, double? Cost,
        string Cause, MoveCause Details, long FirstRow);

    /// <summary>A weight before and after.</summary>
    /// <param name="Drg">The group.</param>
    /// <param name="ContactsBefore">Its contacts before.</param>
    /// <param name="ContactsAfter">Its contacts after.</param>
    /// <param name="Before">Its weight before; null for none.</param>
    /// <param name="After">Its weight after; null for none.</param>
    public sealed record Weight(string Drg, long ContactsBefore, long ContactsAfter, double? Before, double? After);

    /// <summary>A certification case that gets another result.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Expected">The group it is to get.</param>
    /// <param name="From">Group before.</param>
    /// <param name="To">Group after.</param>
    /// <param name="WasAsExpected">True if it got that before.</param>
    /// <param name="Cause">Which rule or row does it, in words.</param>
    public sealed record Case(string Id, string Expected, string From, string To, bool WasAsExpected, string Cause);
}
