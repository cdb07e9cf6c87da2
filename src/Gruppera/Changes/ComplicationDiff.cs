using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Changes;

/// <summary>Compares the complication tables as sets of rows. Thread-safe.</summary>
internal static class ComplicationDiff
{
    internal static ImmutableArray<ExclusionChange> Exclusions(DefinitionSet a, DefinitionSet b)
    {
        var (added, removed) = Rows(
            a, b, set => set.ComplicationExclusions.Select(row => (row.Category, new Diagnosis(row.Code, row.Dagger))));
        return
        [
            .. from category in added.Select(rows => rows.Key).Union(removed.Select(rows => rows.Key)).Order(StringComparer.Ordinal)
               let codes = (In: Sorted(added[category]), Out: Sorted(removed[category]))
               group (category, codes) by $"{string.Join(' ', codes.In)} - {string.Join(' ', codes.Out)}" into same
               let first = same.First().codes
               select new ExclusionChange([.. same.Select(each => each.category)], first.In, first.Out),
        ];
    }

    internal static ImmutableArray<ActivatorChange> Activators(DefinitionSet a, DefinitionSet b)
    {
        var (added, removed) = Rows(a, b, set => set.ComplicationCategories.Select(row => (row.Category, row.Activator)));
        HashSet<string> before = [.. a.ComplicationCategories.Select(row => row.Category)],
            after = [.. b.ComplicationCategories.Select(row => row.Category)];
        return
        [
            .. from category in added.Select(rows => rows.Key).Union(removed.Select(rows => rows.Key)).Order(StringComparer.Ordinal)
               let kind = !before.Contains(category) ? ChangeKind.Added
                   : !after.Contains(category) ? ChangeKind.Removed
                   : ChangeKind.Changed
               select new ActivatorChange(
                   kind, category, [.. added[category].Order(StringComparer.Ordinal)],
                   [.. removed[category].Order(StringComparer.Ordinal)]),
        ];
    }

    private static (ILookup<string, T> Added, ILookup<string, T> Removed) Rows<T>(
        DefinitionSet a, DefinitionSet b, Func<DefinitionSet, IEnumerable<(string Category, T Row)>> rows)
    {
        HashSet<(string Category, T Row)> before = [.. rows(a)], after = [.. rows(b)];
        return (Except(after, before), Except(before, after));
    }

    private static ILookup<string, T> Except<T>(HashSet<(string Category, T Row)> rows, HashSet<(string Category, T Row)> others) =>
        rows.Where(row => !others.Contains(row)).ToLookup(row => row.Category, row => row.Row, StringComparer.Ordinal);

    private static ImmutableArray<Diagnosis> Sorted(IEnumerable<Diagnosis> rows) =>
    [
        .. rows.OrderBy(row => row.Code).ThenBy(row => row.Dagger),
    ];
}
