using Gruppera.Definitions;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Quality;

namespace Gruppera.Presentation.Logic;

/// <summary>The known problems of a version as a list, and counted on a file.</summary>
public static class ProblemDocument
{
    /// <summary>The list.</summary>
    public static Document List(Voice voice, DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(voice);
        ArgumentNullException.ThrowIfNull(set);
        var document = Start(voice, set);
        foreach (var problem in set.Texts.Problems)
        {
            document.Item(voice.Say(ProblemWords.Of(problem)));
            if (About(problem) is { Length: > 0 } about)
                document.Under(about);
        }

        return set.Texts.Problems.IsEmpty ? document.Line(voice.Say("None are stored: gruppera problems import.")) : document;
    }

    /// <summary>The list counted on a file.</summary>
    public static Document Counts(Voice voice, DefinitionSet set, ProblemCounts counts)
    {
        ArgumentNullException.ThrowIfNull(voice);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(counts);
        var document = Start(voice, set).Line(voice.Say(
            $"{Voice.Number(counts.Touched):touched} of {Voice.Number(counts.Contacts):contacts} contacts " +
            $"({voice.Percent(counts.Touched, counts.Contacts):share}) are touched by a known problem."));
        if (counts.Unreadable > 0)
            document.Line(voice.Say(CountWords.Unreadable(counts.Unreadable)));
        var hasCosts = counts.Problems.Any(each => each.Cost > 0);
        return document.Table(
            [
                voice.Say("contacts"), .. hasCosts ? [voice.Say("kSEK")] : (string[])[], voice.Say("first row"), voice.Say("problem"),
            ],
            counts.Problems.OrderByDescending(each => each.Contacts).Select(each => (string[])
            [
                Voice.Number(each.Contacts), .. hasCosts ? [Voice.Number(each.Cost / 1000)] : (string[])[],
                each.FirstRow == 0 ? "-" : $"{each.FirstRow}", voice.Say(ProblemWords.Of(each.Problem)),
            ]),
            hasCosts ? [0, 1, 2] : [0, 1]);
    }

    private static Document Start(Voice voice, DefinitionSet set) =>
        new Document().Heading(voice.Say($"Known problems of {set.Version.Id:set}"), 1);

    /// <summary>What a problem is about.</summary>
    private static string About(KnownProblem problem) =>
        string.Join(' ', problem.Rules.Concat(problem.Drgs).Concat(problem.Codes.Select(code => CodeNotation.Written(code))));

    /// <summary>Problems under a heading; nothing where there are none.</summary>
    internal static void Write(Document document, Voice voice, IEnumerable<KnownProblem> problems)
    {
        var all = problems.ToList();
        if (all.Count == 0)
            return;
        document.Heading(voice.Say(ProblemWords.Heading));
        foreach (var problem in all)
            document.Item(voice.Say(ProblemWords.Of(problem)));
    }
}
