using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Changes;

/// <summary>Compares the tables of names and texts. Of several different rows with one key, the first is compared with the first, and so
/// on. Thread-safe.</summary>
internal static class NameDiff
{
    private static readonly string[] DrgColumns =
    [
        "drg_comb", "mdc", "drg_text_nat", "drg_text_comb", "drg_text_short_nat", "drg_text_short_comb",
    ];
    private static readonly string[] TextColumns = ["text_nat", "text_comb", "extens"];

    internal static ImmutableArray<NameChange> Of(DefinitionSet a, DefinitionSet b)
    {
        var (before, after) = (Rows(a), Rows(b));
        return
        [
            .. from key in before.Keys.Concat(after.Keys.Where(key => !before.ContainsKey(key)))
                .Where(key => !AreSame(before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
                   .Order(Comparer<(NameKind Of, FeatureType Type, string Key, int Number)>.Create(Compare))
               let one = before.GetValueOrDefault(key)
               let other = after.GetValueOrDefault(key)
               let cells = Differing(key.Of == NameKind.Drg ? DrgColumns : TextColumns, one, other)
               select new NameChange(
                   one is null ? ChangeKind.Added : other is null ? ChangeKind.Removed : ChangeKind.Changed, key.Of, key.Type, key.Key,
                   cells),
        ];
    }

    private static Dictionary<(NameKind Of, FeatureType Type, string Key, int Number), string[]> Rows(DefinitionSet set)
    {
        var rows = new Dictionary<(NameKind, FeatureType, string, int), string[]>();
        foreach (var row in set.DrgNames)
            Add(
                NameKind.Drg, FeatureType.None, row.Drg, row.Combined, row.Mdc, row.Text.National, row.Text.Combined,
                row.ShortText.National, row.ShortText.Combined);
        foreach (var row in set.Texts.Values)
        {
            var kind = row.Type switch { FeatureType.Mdc => NameKind.Mdc, FeatureType.Dgcat => NameKind.Category, _ => NameKind.Property };
            Add(kind, row.Type, row.Value, row.Text.National, row.Text.Combined, row.Extensive ? "True" : "");
        }

        foreach (var row in set.ComplicationCategories)
            Add(NameKind.Complication, FeatureType.Compl, row.Category, row.Text.National, row.Text.Combined);
        foreach (var row in set.ReturnCodes)
            Add(NameKind.ReturnCode, FeatureType.None, row.Code.ToString(), row.Text.National, row.Text.Combined);
        foreach (var row in set.Texts.Diagnoses)
            Add(NameKind.Diagnosis, FeatureType.None, new Diagnosis(row.Code, row.Dagger).ToString(), row.Text.National, row.Text.Combined);
        foreach (var row in set.Texts.Procedures)
            Add(NameKind.Procedure, FeatureType.None, row.Code.ToString(), row.Text.National, row.Text.Combined);
        return rows;

        void Add(NameKind kind, FeatureType type, string key, params string[] cells)
        {
            for (var number = 0; ; number++)
            {
                if (rows.TryAdd((kind, type, key, number), cells) || rows[(kind, type, key, number)].AsSpan().SequenceEqual(cells))
                    return;
            }
        }
    }

    private static int Compare(
        (NameKind Of, FeatureType Type, string Key, int Number) one, (NameKind Of, FeatureType Type, string Key, int Number) other)
    {
        var order = (one.Of, one.Type).CompareTo((other.Of, other.Type));
        return order != 0 ? order : string.CompareOrdinal(one.Key, other.Key) is var keys and not 0 ? keys : one.Number - other.Number;
    }

    private static bool AreSame(string[]? one, string[]? other) =>
        one is not null && other is not null && one.AsSpan().SequenceEqual(other);

    private static ImmutableArray<CellChange> Differing(string[] columns, string[]? before, string[]? after)
    {
        var cells = ImmutableArray.CreateBuilder<CellChange>();
        for (var i = 0; i < columns.Length; i++)
        {
            var (one, other) = (before?.ElementAtOrDefault(i) ?? "", after?.ElementAtOrDefault(i) ?? "");
            if (one != other)
                cells.Add(new(columns[i], one, other));
        }

        return cells.ToImmutable();
    }
}
