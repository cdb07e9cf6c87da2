using System.Collections.Immutable;

namespace Gruppera.Workflows.Simulation;

/// <summary>Contacts that go from one group to another. An immutable value.</summary>
/// <param name="From">Group before.</param>
/// <param name="To">Group after.</param>
/// <param name="CareForm">Their care form, as <see cref="MoveCell"/> tells it.</param>
/// <param name="Contacts">How many.</param>
public readonly record struct StepMove(string From, string To, CareForm CareForm, long Contacts);

/// <summary>What one of several changes does, alone and in its place. Immutable.</summary>
/// <param name="Name">Name of the change.</param>
/// <param name="Alone">Moves where it is the only change.</param>
/// <param name="InOrder">Moves that it adds to the changes before it.</param>
/// <param name="Masked">Contacts that it moves alone and not in its place: a change before it has moved them, or keeps them.</param>
/// <param name="Enabled">Contacts that it moves in its place and not alone.</param>
/// <param name="Differs">Contacts that it moves both alone and in its place, to different results.</param>
public sealed record ChangeStep(
    string Name, ImmutableArray<StepMove> Alone, ImmutableArray<StepMove> InOrder, long Masked, long Enabled, long Differs)
{
    /// <summary>True if it does the same in its place as alone.</summary>
    public bool IsIndependent => Masked + Enabled + Differs == 0;
}

/// <summary>Two changes that move the same contacts.</summary>
/// <param name="First">The change before.</param>
/// <param name="Second">The change after.</param>
/// <param name="Contacts">Contacts that both move, each alone.</param>
public sealed record ChangeOverlap(string First, string Second, long Contacts);
