using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Questions;
using Gruppera.Workflows.Sets;

namespace Gruppera.Web.Pages.Versions;

/// <summary>A code in one of several sets, beside the set of the same country before it. Immutable.</summary>
/// <param name="Set">The set.</param>
/// <param name="View">What the set says of it; null if it does not know it.</param>
/// <param name="Gained">Properties that it did not have in the set before; the first set of a country has none.</param>
/// <param name="Lost">Properties that it had in the set before and has no longer.</param>
/// <param name="Groups">The group, and those whom it is of, of a contact with the code as its only one; empty for a procedure.</param>
internal sealed record CodeStep(
    LoadedSet Set, CodeView? View, ImmutableHashSet<string> Gained, ImmutableArray<NamedValue> Lost,
    ImmutableArray<(Sex? Of, string Drg, CareContact Contact)> Groups)
{
    private static readonly AgeInDays Adult = AgeInDays.FromYears(40);

    /// <summary>The code through sets, which stand in order of time.</summary>
    internal static ImmutableArray<CodeStep> Of(IEnumerable<LoadedSet> sets, string code)
    {
        var steps = ImmutableArray.CreateBuilder<CodeStep>();
        foreach (var set in sets)
        {
            var (diagnosis, procedure) = (Diagnosis.Parse(code), ProcedureCode.Parse(code));
            var view = set.Explorer.Code(diagnosis) ?? (diagnosis.Dagger.IsBlank ? set.Explorer.Code(procedure) : null);
            var before = steps.LastOrDefault(step => step.Set.Set.Version.Country == set.Set.Version.Country);
            var (had, has) = (Keys(before?.View), Keys(view));
            steps.Add(new(
                set, view,
                before is null ? [] : [.. has.Keys.Where(key => !had.ContainsKey(key))],
                before is null ? [] : [.. had.Where(pair => !has.ContainsKey(pair.Key)).Select(pair => pair.Value)],
                view?.Kind == CodeKind.Diagnosis ? GroupsOf(set, diagnosis) : []));
        }

        return steps.ToImmutable();
    }

    /// <summary>What distinguishes one property from another.</summary>
    internal static string Key(NamedValue value) => $"{value.Type} {value.Value}";

    /// <summary>The properties to show: an MDC goes without saying where there is a category.</summary>
    internal static IEnumerable<NamedValue> Properties(CodeView view)
    {
        var hasCategory = view.Properties.Any(each => each.Property.Type == FeatureType.Dgcat);
        return view.Properties.Select(each => each.Property)
            .Where(value => value.Type != FeatureType.None && !(hasCategory && value.Type == FeatureType.Mdc)).DistinctBy(Key);
    }

    private static Dictionary<string, NamedValue> Keys(CodeView? view) => view is null ? [] : Properties(view).ToDictionary(Key);

    /// <summary>One group where sex makes no difference.</summary>
    private static ImmutableArray<(Sex? Of, string Drg, CareContact Contact)> GroupsOf(LoadedSet set, Diagnosis diagnosis)
    {
        var both = new[] { Sex.Male, Sex.Female }.Select(
            sex => new CareContact { Sex = sex, Age = Adult, Duration = new(5), Discharge = DischargeMode.Alive, Diagnoses = [diagnosis] })
            .Select(contact => (Of: (Sex?)contact.Sex, set.Grouper.Group(contact).Drg, Contact: contact)).ToArray();
        return both[0].Drg == both[1].Drg ? [both[0] with { Of = null }] : [.. both];
    }
}
