using System.Collections.Immutable;
using Gruppera.Changes;
using Gruppera.Explanation;
using Gruppera.Grouping;

namespace Gruppera.Moves;

/// <summary>One contact under two definition sets: both explanations, and the first difference between them. Immutable.</summary>
/// <param name="Before">The explanation under the earlier set.</param>
/// <param name="After">The explanation under the later set.</param>
/// <param name="Cause">Why the result is another, as a phrase; null if group, return code and rule are the same.</param>
/// <param name="Lost">Properties that the contact has under the earlier set alone.</param>
/// <param name="Gained">Properties that the contact has under the later set alone.</param>
public sealed record ContactComparison(
    ContactExplanation Before, ContactExplanation After, Text? Cause, ImmutableArray<GivenProperty> Lost,
    ImmutableArray<GivenProperty> Gained)
{
    /// <summary>Compares a contact.</summary>
    /// <param name="diff">What differs between the sets of the groupers.</param>
    /// <param name="before">Groups by the earlier set.</param>
    /// <param name="after">Groups by the later set.</param>
    /// <param name="contact">The contact.</param>
    public static ContactComparison Of(SetDiff diff, Grouper before, Grouper after, CareContact contact)
    {
        ArgumentNullException.ThrowIfNull(diff);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(contact);
        var (then, now) = (before.Group(contact), after.Group(contact));
        var isSame = then.Drg == now.Drg && then.ReturnCode == now.ReturnCode && diff.BeforeRankOf(now.Rank) == then.Rank;
        var (earlier, later) =
            (new Explainer(before).Explain(contact, ExplanationLens.Why), new Explainer(after).Explain(contact, ExplanationLens.Why));
        return new(
            earlier,
            later,
            isSame ? null : MoveWording.Of(new MoveFinder(diff, before, after).Of(contact, then, now), diff),
            Only(earlier, later),
            Only(later, earlier));
    }

    /// <summary>Properties that count in one explanation and in the other do not, whatever row they stand in.</summary>
    private static ImmutableArray<GivenProperty> Only(ContactExplanation one, ContactExplanation other)
    {
        var others = Counting(other).Select(property => (property.Code, property.Type, property.Value)).ToHashSet();
        return [.. Counting(one).Where(property => !others.Contains((property.Code, property.Type, property.Value)))];
    }

    private static IEnumerable<GivenProperty> Counting(ContactExplanation explanation) =>
        explanation.Codes.SelectMany(code => code.Properties).Where(property => property.Counts);
}
