using System.Collections.Immutable;
using System.Text;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Sets;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Catalogues;

/// <summary>Lists of known problems: a file <c>problems/id.csv</c> each, beside the sets of these ids. Thread-safe as far as the file
/// system is.</summary>
/// <param name="root">The folder that <c>problems</c> is in, which need not exist yet.</param>
public sealed class ProblemStore(string root)
{
    private static readonly ImmutableArray<string> Header = ["id", "text", "rule", "drg", "code", "from", "mended_in"];
    private static readonly char[] Between = [' ', ',', ';'];
    private readonly string _folder = Path.Combine(root ?? throw new ArgumentNullException(nameof(root)), "problems");

    /// <summary>The user's own store, see <see cref="SetStore.Default"/>.</summary>
    public static ProblemStore Default => new(SetStore.Default.Root);

    /// <summary>The problems of a set; none if the store has no list of it, or one that cannot be read.</summary>
    /// <param name="set">Id of the set.</param>
    public ImmutableArray<KnownProblem> Of(string set)
    {
        ArgumentNullException.ThrowIfNull(set);
        try
        {
            return SetStore.IsId(set) && File.Exists(PathOf(set)) ? Read(PathOf(set), _ => { }) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Stores the problems of a set in place of those before; none removes them.</summary>
    /// <exception cref="ArgumentException">The id is none: see <see cref="SetStore.IsId"/>.</exception>
    public void Keep(string set, IEnumerable<KnownProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(problems);
        if (!SetStore.IsId(set))
            throw new ArgumentException($"no id of a set: {set}", nameof(set));
        var rows = problems.Select(RowOf).ToList();
        if (rows.Count == 0)
        {
            File.Delete(PathOf(set));
            return;
        }

        Directory.CreateDirectory(_folder);
        using var file = new AtomicOutput(PathOf(set));
        file.Stream.Write(Encoding.UTF8.GetBytes(string.Concat(rows.Prepend([.. Header]).Select(row => CsvText.Row(row) + "\n"))));
        file.Commit();
    }

    /// <summary>Reads a list: a table with a header of <c>id</c>, <c>text</c>, <c>rule</c>, <c>drg</c>, <c>code</c>, <c>from</c>,
    /// <c>mended_in</c>, of which the first two are needed. Cells of rules, groups and codes may name several.</summary>
    /// <param name="path">CSV or Excel.</param>
    /// <param name="issue">Receives rows without id or text (GRP3050), which are left out.</param>
    /// <exception cref="ContactFileException">The table lacks a column that is needed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImmutableArray<KnownProblem> Read(string path, Action<Issue> issue)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(issue);
        var rows = TableFile.Rows(path).ToList();
        var names = rows.Count == 0 ? [] : rows[0].Cells.Select(ColumnName.Plain).ToList();
        var columns = Header.Select(name => names.IndexOf(name)).ToArray();
        if (columns[0] < 0 || columns[1] < 0)
        {
            throw new ContactFileException(
                $"{Path.GetFileName(path):file} has no columns id and text: a list of problems needs both", isMisfit: true);
        }


        var problems = ImmutableArray.CreateBuilder<KnownProblem>();
        foreach (var row in rows.Skip(1))
        {
            string[] cells = [.. columns.Select(column => column >= 0 && column < row.Cells.Length ? row.Cells[column].Trim() : "")];
            if (cells.All(cell => cell.Length == 0))
                continue;
            if (cells[0].Length == 0 || cells[1].Length == 0)
            {
                issue(new(FormatIssues.ProblemWithoutText, Path.GetFileName(path), Row: row.Row, Value: cells[0] + cells[1]));
                continue;
            }

            problems.Add(new(cells[0], cells[1])
            {
                Rules = Several(cells[2]),
                Drgs = Several(cells[3]),
                Codes = [.. Several(cells[4]).Select(code => DiagnosisCode.Parse(code).ToString())],
                From = cells[5],
                MendedIn = cells[6],
            });
        }

        return problems.DrainToImmutable();
    }

    private static ImmutableArray<string> Several(string cell) => [.. cell.Split(Between, StringSplitOptions.RemoveEmptyEntries)];

    private static string[] RowOf(KnownProblem problem) =>
    [
        problem.Id, problem.Text, string.Join(' ', problem.Rules), string.Join(' ', problem.Drgs), string.Join(' ', problem.Codes),
        problem.From, problem.MendedIn,
    ];

    private string PathOf(string set) => Path.Combine(_folder, set + ".csv");
}
