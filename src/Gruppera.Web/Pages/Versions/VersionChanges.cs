using System.Collections.Immutable;
using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Sets;

namespace Gruppera.Web.Pages.Versions;

/// <summary>Codes of one kind and chapter to which the same happened.</summary>
/// <param name="Kind">Added, removed or changed.</param>
/// <param name="Chapter">First character of the codes.</param>
/// <param name="Codes">The codes.</param>
/// <param name="Edits">What each of them gained and lost.</param>
/// <param name="Steers">True if it can matter to some contact.</param>
internal sealed record CodeChange(
    ChangeKind Kind, char Chapter, ImmutableArray<string> Codes, ImmutableArray<FeatureEdit> Edits, bool Steers)
{
    internal static CodeChange Of<TCode>(FeatureChange<TCode> change)
        where TCode : struct =>
        new(change.Kind, change.Chapter, [.. change.Codes.Select(code => code.ToString()!)], change.Edits, change.Steers);
}

/// <summary>What differs between two sets, or of that what concerns one group or one code. Immutable.</summary>
internal sealed class VersionChanges
{
    private readonly string _drg;
    private readonly HashSet<string> _code;
    private readonly HashSet<string> _asked;

    internal VersionChanges(Language language, LoadedSet before, LoadedSet after, SetDiff diff, string drg, string code)
    {
        (Before, After, Diff, Words, _drg) = (before, after, diff, new(language, diff), drg);
        _code = code.Length == 0 ? [] : [code, .. Known(before, code), .. Known(after, code)];
        _asked = drg.Length == 0 ? [] : [.. Values(before), .. Values(after)];
        var counts = DiffCounts.Of(language, diff, DiffParts.All);
        Counts = [.. counts.GroupBy(count => count.Steers)];
        Rules = [.. diff.Rules.Where(change => change is { Steers: true, HasOtherCombinedOnly: false } && Concerns(change))];
        Combined = [.. diff.Rules.Where(change => change.HasOtherCombinedOnly && Concerns(change))];
        Groups = [.. diff.Groups.Where(group => IsAll || group.Drg == drg).OrderBy(group => group.Kind)];
        Diagnoses = [.. diff.Diagnoses.Select(CodeChange.Of).Select(Narrow).OfType<CodeChange>()];
        Procedures = [.. diff.Procedures.Select(CodeChange.Of).Select(Narrow).OfType<CodeChange>()];
        Exclusions =
        [
            .. diff.Exclusions.Where(change => IsAll || change.Added.Concat(change.Removed).Any(each => _code.Contains(each.ToString()))),
        ];
        Activators = IsAll ? diff.Activators : [];
        Names = [.. diff.Names.Where(name => IsAll || (name.Of == NameKind.Drg && name.Key == drg)
            || (name.Of is NameKind.Diagnosis or NameKind.Procedure && _code.Contains(name.Key)))];
    }

    internal LoadedSet Before { get; }

    internal LoadedSet After { get; }

    internal SetDiff Diff { get; }

    internal DiffWords Words { get; }

    /// <summary>The counts of all that differs: what can affect grouping, and what does not affect grouping.</summary>
    internal ImmutableArray<IGrouping<bool, DiffCount>> Counts { get; }

    internal ImmutableArray<RuleChange> Rules { get; }

    internal ImmutableArray<RuleChange> Combined { get; }

    internal ImmutableArray<GroupChange> Groups { get; }

    internal ImmutableArray<CodeChange> Diagnoses { get; }

    internal ImmutableArray<CodeChange> Procedures { get; }

    internal ImmutableArray<ExclusionChange> Exclusions { get; }

    internal ImmutableArray<ActivatorChange> Activators { get; }

    internal ImmutableArray<NameChange> Names { get; }

    /// <summary>True if nothing of what is asked for differs.</summary>
    internal bool IsEmpty => Rules.Length + Combined.Length + Groups.Length + Diagnoses.Length + Procedures.Length + Exclusions.Length
        + Activators.Length + Names.Length + (IsAll ? Diff.Options.Length : 0) == 0;

    private bool IsAll => _drg.Length + _code.Count == 0;

    /// <summary>The set that has what is new, gone or changed.</summary>
    internal LoadedSet SetOf(ChangeKind kind) => kind == ChangeKind.Removed ? Before : After;

    /// <summary>A text of the later set, or else of the earlier one.</summary>
    internal TableText Text(Func<DefinitionIndex, TableText> text) =>
        text(After.Set.Index) is var after && after.ToString().Length > 0 ? after : text(Before.Set.Index);

    private bool Concerns(RuleChange change) => IsAll || (_drg.Length > 0 && (change.Before?.Drg == _drg || change.After?.Drg == _drg));

    /// <summary>The code, or of codes those that take part in the change; for a group where its rules ask for what changed.</summary>
    private CodeChange? Narrow(CodeChange change)
    {
        if (IsAll
            || (_asked.Count > 0 && change.Edits.Any(edit => _asked.Contains(edit.Before ?? "") || _asked.Contains(edit.After ?? ""))))
            return change;
        ImmutableArray<string> codes = [.. change.Codes.Where(code => _code.Contains(code) || code.Split('*').Any(_code.Contains))];
        return codes.IsEmpty ? null : change with { Codes = codes };
    }

    /// <summary>Categories and properties that the rules of the group ask for or forbid.</summary>
    private IEnumerable<string> Values(LoadedSet set) => set.Set.Index.RulesOf(_drg).Select(rank => set.Set.Rules[rank])
        .SelectMany(rule => rule.AskedValues()).Select(asked => asked.Value).Where(value => value.Length > 3);

    private static IEnumerable<string> Known(LoadedSet set, string code)
    {
        var (index, diagnosis) = (set.Set.Index, Diagnosis.Parse(code));
        var known = new Diagnosis(index.Resolve(diagnosis.Code), index.Resolve(diagnosis.Dagger));
        var procedure = diagnosis.Dagger.IsBlank ? index.Resolve(ProcedureCode.Parse(code)) : default;
        return new[]
        {
            known.IsBlank ? "" : known.ToString(), procedure.IsBlank ? "" : procedure.ToString(),
        }.Where(text => text.Length > 0);
    }
}
