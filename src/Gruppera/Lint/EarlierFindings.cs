namespace Gruppera.Lint;

/// <summary>The findings of an earlier set, such as that of the year before, to hold later ones against. Immutable, thread-safe.</summary>
public sealed class EarlierFindings
{
    private readonly HashSet<(string Code, string Column, string Value)> _about;
    private readonly HashSet<(string Code, string Column, string Value, string Detail)> _known;

    /// <summary>Takes the findings of the earlier set.</summary>
    public EarlierFindings(IEnumerable<Issue> findings)
    {
        _known = [.. Argument.Needed(findings).Select(KeyOf)];
        _about = [.. _known.Select(key => (key.Code, key.Column, key.Value))];
    }

    /// <summary>How a finding stands to them. Rows may have moved; which codes have an unused value, which rules stand in the way of one
    /// that no contact gets to, and how many rules are like an odd one, may differ.</summary>
    public FindingStanding Of(Issue issue)
    {
        var key = KeyOf(Argument.Needed(issue));
        return _known.Contains(key) ? FindingStanding.Known
            : _about.Contains((key.Code, key.Column, key.Value)) ? FindingStanding.Altered
            : FindingStanding.Fresh;
    }

    private static (string Code, string Column, string Value, string Detail) KeyOf(Issue issue) =>
        (issue.Code.Id, issue.Column, issue.Value, issue.Code == IssueCodes.UnusedValue || issue.Code == IssueCodes.UnreachableRule
            || issue.Code == IssueCodes.OutpatientRuleWithoutDischarge
                ? ""
                : issue.Detail);
}
