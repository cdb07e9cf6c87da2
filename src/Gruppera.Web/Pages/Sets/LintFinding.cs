using Gruppera.Presentation.Words;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;

namespace Gruppera.Web.Pages.Sets;

/// <summary>A finding of the linter, with what in it can be followed. Immutable.</summary>
/// <param name="Set">The set.</param>
/// <param name="Issue">The finding.</param>
internal sealed record LintFinding(LoadedSet Set, Issue Issue)
{
    private static readonly char[] Around = [',', ':', ';', '(', ')'];

    /// <summary>The page of what it is about; null if that has none.</summary>
    internal string? Path => Issue switch
    {
        { Value.Length: 0 } => null,
        { Table: "drg_logic", Column: "id" } => Paths.Rule(Issue.Value),
        { Column: "drg_nat" } => Paths.Drg(Issue.Value),
        { Column: "code_nat", Table: "dg_feat" } => Paths.Code(Issue.Value, "diagnosis"),
        { Column: "code_nat" } => Paths.Code(Issue.Value, "procedure"),
        { Code.Id: "GRP2003" } => null,
        { Column: "varval" or "compl" or "inclprop" } or { Table: "drg_logic" } when Set.Explorer.Property(Issue.Value).Length > 0 =>
            Paths.Property(Issue.Value),
        _ => null,
    };

    /// <summary>The value, a code as people write it and with its text.</summary>
    internal string Shown(Language language) => CodeTexts.Named(Set.Set.Index, Issue, language) ?? Issue.Value;

    /// <summary>What else helps, word by word, rules and codes with their pages.</summary>
    internal IEnumerable<(string Text, string? Path)> Words =>
        Issue.Detail.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (word, PathOf(word.Trim(Around))));

    private string? PathOf(string word)
    {
        var index = Set.Set.Index;
        if (word.Length < 3)
            return null;
        if (index.RuleOf(word) is >= 0 and var rank && Set.Set.Rules[rank].Id == word)
            return Paths.Rule(word);
        return Issue.Table switch
        {
            "dg_feat" or "compl_excl" when index.FeaturesOf(Diagnosis.Parse(word)).Any() => Paths.Code(word, "diagnosis"),
            "proc_feat" when index.FeaturesOf(ProcedureCode.Parse(word)).Any() => Paths.Code(word, "procedure"),
            _ => null,
        };
    }
}
