using Gruppera.Definitions;

namespace Gruppera.Workflows.Sets;

/// <summary>Checks a list of known problems against its set. Thread-safe.</summary>
public static class ProblemChecks
{
    /// <summary>What problems name and the set lacks: rules, groups, codes (GRP6012).</summary>
    public static IEnumerable<Issue> Run(DefinitionSet set, IEnumerable<KnownProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(problems);
        foreach (var problem in problems)
        {
            foreach (var rule in problem.Rules.Where(rule => set.Index.RuleOf(rule) < 0))
                yield return About(problem, "rule", rule);
            foreach (var drg in problem.Drgs.Where(drg => !set.Index.HasDrg(drg)))
                yield return About(problem, "drg", drg);
            foreach (var code in problem.Codes.Where(code => !Knows(code)))
                yield return About(problem, "code", code);
        }

        // A problem may be about a code that is too short for the tables, or that they should have.
        bool Knows(string code) => !set.Index.Resolve(DiagnosisCode.Parse(code)).IsBlank
            || !set.Index.Resolve(ProcedureCode.Parse(code)).IsBlank
            || set.DiagnosisFeatures.Any(row => row.Code.ToString().StartsWith(code, StringComparison.Ordinal))
            || set.ProcedureFeatures.Any(row => row.Code.ToString().StartsWith(code, StringComparison.Ordinal));

        static Issue About(KnownProblem problem, string column, string value) =>
            new(WorkflowIssues.ProblemOfNothing, Column: column, Value: value, Detail: problem.Id);
    }
}
