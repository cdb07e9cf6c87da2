namespace Gruppera.Moves;

/// <summary>Contacts that go from one group to another for one cause.</summary>
/// <param name="From">Group under the earlier set.</param>
/// <param name="To">Group under the later set.</param>
/// <param name="Cause">What does it.</param>
/// <param name="Contacts">How many.</param>
/// <param name="Example">Number of the first of them, as it was given.</param>
public sealed record Move(string From, string To, MoveCause Cause, long Contacts, long Example);
