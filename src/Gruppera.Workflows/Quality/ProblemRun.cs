using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;

namespace Gruppera.Workflows.Quality;

/// <summary>Contacts that a known problem touches. Immutable.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Contacts">Contacts that get one of its rules or groups, or have one of its codes.</param>
/// <param name="ByRule">Those that get one of its rules or groups.</param>
/// <param name="ByCode">Those that have one of its codes.</param>
/// <param name="Cost">Their costs together, in kronor; 0 if there are none.</param>
/// <param name="FirstRow">Row of the first of them; 0 if there is none.</param>
public sealed record ProblemCount(KnownProblem Problem, long Contacts, long ByRule, long ByCode, double Cost, long FirstRow);

/// <summary>What the known problems of a version come to in a file. Immutable.</summary>
/// <param name="Contacts">Contacts read.</param>
/// <param name="Touched">Those that some problem touches.</param>
/// <param name="Unreadable">Rows that could not be read.</param>
/// <param name="Problems">The problems in the order of their list.</param>
public sealed record ProblemCounts(long Contacts, long Touched, long Unreadable, ImmutableArray<ProblemCount> Problems);

/// <summary>Counts the contacts of a file that known problems touch. Row by row in constant memory. Thread-safe.</summary>
/// <remarks>A problem that names rules or groups and codes touches contacts that have both; one that names either, those that have
/// it.</remarks>
/// <param name="grouper">The grouper of the version.</param>
public sealed class ProblemRun(Grouper grouper)
{
    /// <summary>Counts.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">What issues call it.</param>
    /// <param name="costColumn">Column of costs; a file without it has none.</param>
    /// <param name="issue">Called for each row that cannot be read.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">The file does not fit the layout.</exception>
    public ProblemCounts Run(
        Stream text, ContactLayout layout, string name, string costColumn, Action<Issue> issue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(issue);
        var set = grouper.Definition.Set;
        var counts = set.Texts.Problems.Select(problem => new ProblemCount(problem, 0, 0, 0, 0, 0)).ToArray();
        var file = new ContactCursor(text, layout, name, "", costColumn, set, issue);
        var (contacts, touched) = (0L, 0L);
        while (file.Next(stop))
        {
            contacts++;
            var result = grouper.Group(file.Contact);
            var isTouched = false;
            for (var i = 0; i < counts.Length; i++)
            {
                var count = counts[i];
                var problem = count.Problem;
                var isByRule = problem.Rules.Contains(result.Rule.Id, StringComparer.OrdinalIgnoreCase)
                    || problem.Drgs.Contains(result.Drg, StringComparer.OrdinalIgnoreCase);
                var hasCode = !problem.Codes.IsEmpty && HasCode(problem, file.Contact);
                var isAbout = problem.Codes.IsEmpty ? isByRule
                    : problem.Rules.IsEmpty && problem.Drgs.IsEmpty ? hasCode : isByRule && hasCode;
                isTouched |= isAbout;
                counts[i] = count with
                {
                    Contacts = count.Contacts + (isAbout ? 1 : 0),
                    ByRule = count.ByRule + (isByRule ? 1 : 0),
                    ByCode = count.ByCode + (hasCode ? 1 : 0),
                    Cost = count.Cost + (isAbout && file.Cost is var cost && double.IsFinite(cost) ? cost : 0),
                    FirstRow = isAbout && count.FirstRow == 0 ? file.Row : count.FirstRow,
                };
            }

            touched += isTouched ? 1 : 0;
        }

        return new(contacts, touched, file.Unreadable, [.. counts]);
    }

    private static bool HasCode(KnownProblem problem, in ContactView contact)
    {
        foreach (ref readonly var diagnosis in contact.Diagnoses)
        {
            if ((!diagnosis.Code.IsBlank && problem.IsAbout(diagnosis.Code.ToString()))
                || (!diagnosis.Dagger.IsBlank && problem.IsAbout(diagnosis.Dagger.ToString())))
                return true;
        }

        foreach (ref readonly var procedure in contact.Procedures)
        {
            if (problem.IsAbout(procedure.ToString()))
                return true;
        }

        return false;
    }
}
