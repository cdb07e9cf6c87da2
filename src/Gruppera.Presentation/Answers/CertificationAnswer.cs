using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Presentation.Answers;

/// <summary>How a set's own cases come out. Immutable.</summary>
public sealed record CertificationAnswer : SetAnswer
{
    private const int MostMismatches = 1000;

    /// <summary>The outcome of a set's own cases, with 1 000 mismatches at most.</summary>
    /// <param name="set">The set.</param>
    /// <param name="report">What running the cases came to.</param>
    public CertificationAnswer(DefinitionSet set, CertificationReport report)
        : base(set.Version)
    {
        (IsIdentical, Cases, Same) = (report.IsIdentical, report.Cases, report.Cases - report.Mismatches.Length);
        Drg = new(report.Drg.Same, report.Drg.Expected);
        Rule = new(report.Rule.Same, report.Rule.Expected);
        ReturnCode = new(report.ReturnCode.Same, report.ReturnCode.Expected);
        RulesReached = new(report.RuleCoverage.Reached, report.RuleCoverage.All);
        DrgsReached = new(report.DrgCoverage.Reached, report.DrgCoverage.All);
        Mismatches = [.. report.Mismatches.Take(MostMismatches).Select(CaseMismatch.Of)];
    }

    /// <summary>True if all cases came out as expected.</summary>
    public bool IsIdentical { get; }

    /// <summary>Number of cases.</summary>
    public int Cases { get; }

    /// <summary>Those that came out as expected.</summary>
    public int Same { get; }

    /// <summary>Cases that got the expected group, of those that expect one.</summary>
    public Share Drg { get; }

    /// <summary>Cases that got the expected rule, of those that expect one.</summary>
    public Share Rule { get; }

    /// <summary>Cases that got the expected return code, of those that expect one.</summary>
    public Share ReturnCode { get; }

    /// <summary>Rules that some case fired, of all.</summary>
    public Share RulesReached { get; }

    /// <summary>Groups that some case got, of all that rules give.</summary>
    public Share DrgsReached { get; }

    /// <summary>The first thousand cases that came out otherwise.</summary>
    public ImmutableArray<CaseMismatch> Mismatches { get; }
}

/// <summary>A part of a whole.</summary>
/// <param name="Part">The part.</param>
/// <param name="Of">The whole.</param>
public readonly record struct Share(int Part, int Of);

/// <summary>A case that came out otherwise. Immutable.</summary>
/// <param name="Id">The case.</param>
/// <param name="ExpectedDrg">Expected group, or empty.</param>
/// <param name="Drg">The group it got.</param>
/// <param name="ExpectedReturnCode">Expected return code, or empty.</param>
/// <param name="ReturnCode">The return code it got.</param>
/// <param name="ExpectedRule">Expected rule, or empty.</param>
/// <param name="Rule">The rule it got.</param>
/// <param name="Reason">What differs, as the rules see it.</param>
public sealed record CaseMismatch(
    string Id, string ExpectedDrg, string Drg, ReturnCode ExpectedReturnCode, ReturnCode ReturnCode, string ExpectedRule, string Rule,
    Text Reason)
{
    internal static CaseMismatch Of(Mismatch mismatch) => new(
        mismatch.Case.Contact.Id, mismatch.Case.Drg, mismatch.Result.Drg, mismatch.Case.ReturnCode, mismatch.Result.ReturnCode,
        mismatch.Case.Rule, mismatch.Result.Rule.Id, mismatch.Reason);
}
