using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Changes;

/// <summary>Compares property tables as sets of rows. Thread-safe.</summary>
internal static class FeatureDiff
{
    internal static ImmutableArray<FeatureChange<TCode>> Of<TCode>(
        (TCode Code, FeatureType Type, string Value)[] a,
        (TCode Code, FeatureType Type, string Value)[] b,
        Func<ChangeKind, FeatureEdit, bool> steers)
        where TCode : struct
    {
        var lost = Except(a, b);
        var gained = Except(b, a);
        HashSet<TCode> touched = [.. lost.Concat(gained).Select(rows => rows.Key)];
        HashSet<TCode> known = [.. a.Select(row => row.Code).Where(touched.Contains)],
            knownAfter = [.. b.Select(row => row.Code).Where(touched.Contains)];
        return
        [
            .. from code in touched
               let kind = !known.Contains(code) ? ChangeKind.Added : !knownAfter.Contains(code) ? ChangeKind.Removed : ChangeKind.Changed
               let edits = Edits(
                   [.. lost[code].Select(row => (row.Type, row.Value))], [.. gained[code].Select(row => (row.Type, row.Value))])
               let text = code.ToString()!
               orderby text
               group (code, edits) by (Chapter: text.Length > 0 ? text[0] : ' ', kind, string.Join(';', edits)) into same
               let first = same.First().edits
               select new FeatureChange<TCode>(
                   same.Key.kind, same.Key.Chapter, [.. same.Select(each => each.code)], first,
                   first.Any(edit => steers(same.Key.kind, edit))),
        ];
    }

    /// <summary>The distinct rows of the one table that the other lacks, by code.</summary>
    private static ILookup<TCode, (TCode Code, FeatureType Type, string Value)> Except<TCode>(
        (TCode Code, FeatureType Type, string Value)[] rows, (TCode Code, FeatureType Type, string Value)[] others)
    {
        var known = new HashSet<(TCode, FeatureType, string)>(others.Length);
        foreach (var row in others)
            known.Add(row);
        return rows.Where(row => !known.Contains(row)).Distinct().ToLookup(row => row.Code);
    }

    /// <summary>Where one value of a type is lost and one gained, the one is replaced by the other.</summary>
    private static ImmutableArray<FeatureEdit> Edits((FeatureType Type, string Value)[] lost, (FeatureType Type, string Value)[] gained)
    {
        var edits = ImmutableArray.CreateBuilder<FeatureEdit>();
        foreach (var type in lost.Concat(gained).Select(row => row.Type).Distinct().Order())
        {
            var (before, after) = (Values(lost, type), Values(gained, type));
            if (before.Length == 1 && after.Length == 1)
            {
                edits.Add(new(type, before[0], after[0]));
                continue;
            }

            edits.AddRange(before.Select(value => new FeatureEdit(type, value, null)));
            edits.AddRange(after.Select(value => new FeatureEdit(type, null, value)));
        }

        return edits.ToImmutable();
    }

    private static string[] Values((FeatureType Type, string Value)[] rows, FeatureType type) =>
        [.. rows.Where(row => row.Type == type).Select(row => row.Value).Order(StringComparer.Ordinal)];
}
