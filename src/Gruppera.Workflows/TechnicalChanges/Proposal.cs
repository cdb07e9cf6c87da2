using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gruppera.Workflows.Sets;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>A technical change on the workbench, named by its content: the same rows have the same address.
/// Immutable, thread-safe.</summary>
public sealed class Proposal
{
    /// <summary>Rows of a proposal at most.</summary>
    public const int MostRows = 20_000;

    private const int MostCharacters = 4_000_000;
    private static readonly SemaphoreSlim AtOnce = new(2);
    private readonly ConcurrentDictionary<string, Lazy<ProposalCheck>> _checks = new(StringComparer.Ordinal);

    private Proposal(IEnumerable<ChangeRow> rows, ChangeAbout about)
    {
        About = about;
        Rows = [.. rows.GroupBy(row => row.Table).SelectMany(table => table).Select((row, i) => row with { File = "", Row = i + 1 })];
        var text = string.Join('\u001e', Rows.Select(row => string.Join(
            '\u001f', [row.Table, $"{row.Direction}", row.VersionToChange, row.NccId, row.NationalId, row.Comment, .. row.Cells])));
        if (!about.IsEmpty)
            text += '\u001d' + string.Join('\u001e', about.Rows().Select(row => string.Join('\u001f', row)));
        Characters = text.Length;
        Id = Rows.IsEmpty && about.IsEmpty ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }

    /// <summary>The proposal without rows, from which others begin.</summary>
    public static Proposal Empty { get; } = new([], ChangeAbout.None);

    /// <summary>What its address holds; empty for a proposal without rows.</summary>
    public string Id { get; }

    /// <summary>Its rows, numbered from 1.</summary>
    public ImmutableArray<ChangeRow> Rows { get; }

    /// <summary>Title, motive, author, status and references.</summary>
    public ChangeAbout About { get; }

    /// <summary>Characters of its rows and of what is said of it, together.</summary>
    public int Characters { get; }

    /// <summary>True if it is too large to be kept.</summary>
    public bool IsTooLarge => Rows.Length > MostRows || Characters > MostCharacters;

    /// <summary>The proposal as a change to apply, check or write.</summary>
    public TechnicalChange Change => new("TC", Rows) { About = About };

    /// <summary>The same rows, of which something else is said.</summary>
    public Proposal With(ChangeAbout about) => new(Rows, about);

    /// <summary>With another change of the same set: both say of rows what the tables have before either.</summary>
    public Proposal With(TechnicalChange other) =>
        new(Rows.Concat(other.Rows).DistinctBy(KeyOf), About.IsEmpty ? other.About : About);

    /// <summary>With what comes after: it says of rows what the tables have once this proposal is applied, so a row that comes in and
    /// leaves again is none.</summary>
    public Proposal Then(TechnicalChange next)
    {
        ArgumentNullException.ThrowIfNull(next);
        var rows = Rows.ToList();
        var keys = Rows.Select(KeyOf).ToHashSet();
        foreach (var row in next.Rows)
        {
            var back = KeyOf(row with { Direction = row.Direction == ChangeDirection.In ? ChangeDirection.Out : ChangeDirection.In });
            if (keys.Remove(back))
                rows.RemoveAll(each => KeyOf(each) == back);
            else if (keys.Add(KeyOf(row)))
                rows.Add(row);
        }

        return new(rows, About);
    }

    /// <summary>Without one of its rows.</summary>
    public Proposal Without(int row) => new(Rows.Where(each => each.Row != row), About);

    /// <summary>The set with the proposal applied, as far as its rows fit; it keeps its id.</summary>
    public ChangedSet ApplyTo(LoadedSet set) => ChangeApplier.Apply(set.Set, [Change], set.Set.Version);

    /// <summary>What <c>gruppera change check</c> finds, each finding at the number of its row; found when first asked for.</summary>
    public ProposalCheck CheckIn(LoadedSet set) => _checks.GetOrAdd(set.Id, _ => new(() => Check(set))).Value;

    /// <summary>With a test case for each rule that comes in and each code that matters.</summary>
    public Proposal WithCases(LoadedSet set) => Await(() => With(CaseDraft.Add(set.Set, Change)));

    private ProposalCheck Check(LoadedSet set) => Rows.IsEmpty ? new([], true) : Await(() =>
    {
        var changed = ApplyTo(set);
        var findings = ChangeCheck.Run(set.Set, changed, set.Weights is { } list ? list.Of : null);
        return new ProposalCheck(
            [.. findings.OrderByDescending(issue => issue.Code.Severity).ThenBy(issue => issue.Code.Id, StringComparer.Ordinal)],
            Fits(changed));
    });

    /// <summary>Does what takes a while, two at once.</summary>
    private static T Await<T>(Func<T> work)
    {
        AtOnce.Wait();
        try
        {
            return work();
        }
        finally
        {
            AtOnce.Release();
        }
    }

    /// <summary>True if every row could be applied.</summary>
    public static bool Fits(ChangedSet changed) =>
        changed.Set is not null && changed.Issues.All(issue => issue.Code.Severity != IssueSeverity.Error);

    private static (string Table, ChangeDirection Direction, string Cells) KeyOf(ChangeRow row) => (row.Table, row.Direction, row.Key);
}

/// <summary>How a proposal does in a set. Immutable.</summary>
/// <param name="Findings">What is wrong or likely wrong, the worst first.</param>
/// <param name="Fits">True if every row could be applied, so that it can be tried.</param>
public sealed record ProposalCheck(ImmutableArray<Issue> Findings, bool Fits);
