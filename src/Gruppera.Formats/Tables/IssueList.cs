using System.Collections;

namespace Gruppera.Formats.Tables;

/// <summary>Gathers issues and keeps a broken file from burying the rest: at most a hundred of a kind per file.
/// Not thread-safe.</summary>
internal sealed class IssueList : IReadOnlyCollection<Issue>
{
    private const int MaxOfAKind = 100;
    private readonly List<Issue> _issues = [];
    private readonly Dictionary<(IssueCode, string), int> _counts = [];

    public int Count => _issues.Count;

    public void Add(Issue issue)
    {
        var key = (issue.Code, issue.File);
        var count = _counts[key] = _counts.GetValueOrDefault(key) + 1;
        if (count <= MaxOfAKind)
            _issues.Add(issue);
        else if (count == MaxOfAKind + 1)
            _issues.Add(new(issue.Code, issue.File, issue.Table, Detail: "and more like it"));
    }

    public void AddRange(IEnumerable<Issue> issues)
    {
        foreach (var issue in issues)
            Add(issue);
    }

    public IEnumerator<Issue> GetEnumerator() => _issues.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
