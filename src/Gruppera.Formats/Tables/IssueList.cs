using System.Collections;

namespace Gruppera.Formats.Tables;

/// <summary>Gathers issues and keeps a broken file from burying the rest: at most a hundred of a kind per file.
/// Not thread-safe.</summary>
#pragma warning disable CA1710 // A list of issues is called one.
public sealed class IssueList : IReadOnlyCollection<Issue>
#pragma warning restore
{
    private const int MaxOfAKind = 100;
    private readonly List<Issue> _issues = [];
    private readonly Dictionary<(IssueCode, string), int> _counts = [];

    /// <summary>Issues kept so far.</summary>
    public int Count => _issues.Count;

    /// <summary>Adds an issue. The hundred and first of its kind in a file is replaced by one that says that there are more;
    /// further ones are dropped.</summary>
    public void Add(Issue issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        var key = (issue.Code, issue.File);
        var count = _counts[key] = _counts.GetValueOrDefault(key) + 1;
        if (count <= MaxOfAKind)
            _issues.Add(issue);
        else if (count == MaxOfAKind + 1)
            _issues.Add(new(issue.Code, issue.File, issue.Table, Detail: "and more like it"));
    }

    internal void AddRange(IEnumerable<Issue> issues)
    {
        foreach (var issue in issues)
            Add(issue);
    }

    /// <inheritdoc/>
    public IEnumerator<Issue> GetEnumerator() => _issues.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
