using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Formats.Schemas;
using Gruppera.Grouping;
using Gruppera.Tests.Matching;

namespace Gruppera.Tests.Changes;

/// <summary>Laws of comparing: for any two sets.</summary>
public class DiffLawsTests
{
    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(0, 100)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Order_and_repetition_of_rows_are_no_change(int seed)
    {
        var set = Variants.Pair(seed).Before;
        Assert.True(SetDiff.Of(set, set).IsEmpty);
        var distinct = Variants.Shuffled(set, new(seed));
        Assert.True(SetDiff.Of(set, distinct).IsEmpty && SetDiff.Of(distinct, set).IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Backwards_everything_is_the_other_way_round(int seed)
    {
        var (before, after, _) = Variants.Pair(seed);
        var (there, back) = (SetDiff.Of(before, after), SetDiff.Of(after, before));
        Assert.Equal(Lines(there, mirrored: true).Order(StringComparer.Ordinal), Lines(back, mirrored: false).Order(StringComparer.Ordinal));
        Assert.Equal(there.Steers, back.Steers);
    }

    /// <summary>The changes, and nothing but them, lead from the rows of the one set to those of the other.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_changes_lead_from_the_one_set_to_the_other(int seed)
    {
        var (before, after, _) = Variants.Pair(seed);
        var diff = SetDiff.Of(before, after);
        var rows = before.DiagnosisFeatures.Select(row => (Code: new Diagnosis(row.Code, row.Dagger), row.Type, row.Value)).ToHashSet();
        foreach (var (change, edit) in diff.Diagnoses.SelectMany(change => change.Edits, (change, edit) => (change, edit)))
        {
            foreach (var code in change.Codes)
            {
                Assert.True(edit.Before is null || rows.Remove((code, edit.Type, edit.Before)));
                Assert.True(edit.After is null || rows.Add((code, edit.Type, edit.After)));
            }
        }

        Assert.True(rows.SetEquals(after.DiagnosisFeatures.Select(row => (new Diagnosis(row.Code, row.Dagger), row.Type, row.Value))));
        var lists = before.ComplicationExclusions.Select(row => (row.Category, new Diagnosis(row.Code, row.Dagger))).ToHashSet();
        lists.ExceptWith(diff.Exclusions.SelectMany(change => change.Categories.SelectMany(category => change.Removed.Select(code => (category, code)))));
        lists.UnionWith(diff.Exclusions.SelectMany(change => change.Categories.SelectMany(category => change.Added.Select(code => (category, code)))));
        Assert.True(lists.SetEquals(after.ComplicationExclusions.Select(row => (row.Category, new Diagnosis(row.Code, row.Dagger)))));

        var gone = diff.Rules.Where(change => change.Before is not null).Select(change => change.BeforeRank).ToHashSet();
        var rules = before.Rules.Where((_, rank) => !gone.Contains(rank)).Concat(diff.Rules.Where(change => change.After is not null).Select(change => change.After!));
        Assert.Equal(after.Rules.Select(Text).Order(StringComparer.Ordinal), rules.Select(Text).Order(StringComparer.Ordinal));
    }

    /// <summary>Rules that are not said to have moved stand in the same order in both sets.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Rules_that_have_not_moved_keep_their_order(int seed)
    {
        var (before, after, _) = Variants.Pair(seed);
        var diff = SetDiff.Of(before, after);
        var moved = diff.Rules.Where(change => change.Moved is not null).Select(change => change.BeforeRank).ToHashSet();
        var ranks = Enumerable.Range(0, before.Rules.Length).Where(rank => !moved.Contains(rank)).Select(diff.AfterRankOf).Where(rank => rank >= 0).ToList();
        Assert.Equal(ranks.Order(), ranks);
    }

    /// <summary>What is said to steer nothing gives every contact the result it had.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_steers_nothing_changes_no_result(int seed)
    {
        var (before, after, contacts) = Variants.Pair(seed);
        var diff = SetDiff.Of(before, after);
        var diagnoses = diff.Diagnoses.Where(change => !change.Steers).SelectMany(change => change.Codes.SelectMany(code => change.Edits.Select(edit => (code, edit)))).ToList();
        var procedures = diff.Procedures.Where(change => !change.Steers).SelectMany(change => change.Codes.SelectMany(code => change.Edits.Select(edit => (code, edit)))).ToList();
        var lost = diagnoses.Where(row => row.edit.Before is not null).Select(row => (row.code, row.edit.Type, row.edit.Before!)).ToHashSet();
        var lostProcedures = procedures.Where(row => row.edit.Before is not null).Select(row => (row.code, row.edit.Type, row.edit.Before!)).ToHashSet();
        var set = World.With(
            before,
            diagnoses: before.DiagnosisFeatures.Where(row => !lost.Contains((new(row.Code, row.Dagger), row.Type, row.Value)))
                .Concat(diagnoses.Where(row => row.edit.After is not null).Select(row => new DiagnosisFeature(row.code.Code, row.code.Dagger, row.edit.Type, row.edit.After!, default))),
            procedures: before.ProcedureFeatures.Where(row => !lostProcedures.Contains((row.Code, row.Type, row.Value)))
                .Concat(procedures.Where(row => row.edit.After is not null).Select(row => new ProcedureFeature(row.code, row.edit.Type, row.edit.After!, default))));
        var (one, other) = (new Grouper(before), new Grouper(set));
        Assert.All(contacts, contact => Assert.Equal((one.Group(contact).Rank, one.Group(contact).RuleHeld), (other.Group(contact).Rank, other.Group(contact).RuleHeld)));
    }

    [Trait("lane", "licensed")]
    [Fact]
    public void National_sets_of_two_years_are_compared()
    {
        DefinitionSet before = DefinitionReader.Read(Licensed.Pack("swe-2013-pr1.zip")).Set!, after = DefinitionReader.Read(Licensed.Pack("swe-2014-pr1.zip")).Set!;
        Assert.False(before.Texts.Values.IsEmpty || after.Texts.Values.IsEmpty);
        var diff = SetDiff.Of(before, after);
        Assert.InRange(diff.Rules.Count(rule => rule.Moved is not null), 1, 100);
        Assert.Equal(after.Rules.Length - before.Rules.Length, diff.Rules.Count(rule => rule.Kind == ChangeKind.Added) - diff.Rules.Count(rule => rule.Kind == ChangeKind.Removed));
        Assert.True(SetDiff.Of(before, before).IsEmpty);
    }

    private static string Text(RuleRow rule) => $"{rule.Id} {rule.Drg} {string.Join('|', rule.Conditions)} {rule.Ord}";

    private static IEnumerable<string> Lines(SetDiff diff, bool mirrored)
    {
        foreach (var rule in diff.Rules)
        {
            var (one, other) = Turn(rule.BeforeRank, rule.AfterRank);
            yield return $"rule {one} {other} {(rule.Moved is null ? "" : "moved")} {string.Join(';', rule.Cells.Select(Cell))} {rule.Steers}";
        }

        foreach (var line in Codes(diff.Diagnoses).Concat(Codes(diff.Procedures)))
            yield return line;
        foreach (var list in diff.Exclusions)
            yield return $"list {string.Join(' ', list.Categories)} {Turn(string.Join(' ', list.Added), string.Join(' ', list.Removed))}";
        foreach (var category in diff.Activators)
            yield return $"category {Kind(category.Kind)} {category.Category} {Turn(string.Join(' ', category.Added), string.Join(' ', category.Removed))}";
        foreach (var name in diff.Names)
            yield return $"name {Kind(name.Kind)} {name.Of} {name.Type} {name.Key} {string.Join(';', name.Cells.Select(Cell))}";
        foreach (var group in diff.Groups)
            yield return $"group {Kind(group.Kind)} {group.Drg} {group.Rules}";

        IEnumerable<string> Codes<TCode>(IEnumerable<FeatureChange<TCode>> changes)
            where TCode : struct =>
            from change in changes
            from code in change.Codes
            from edit in change.Edits
            select $"code {Kind(change.Kind)} {code} {edit.Type} {Turn(edit.Before, edit.After)} {change.Steers}";

        string Cell(CellChange cell) => $"{cell.Column} {Turn(cell.Before, cell.After)}";

        ChangeKind Kind(ChangeKind kind) => !mirrored || kind == ChangeKind.Changed ? kind : kind == ChangeKind.Added ? ChangeKind.Removed : ChangeKind.Added;

        (T, T) Turn<T>(T one, T other) => mirrored ? (other, one) : (one, other);
    }
}
