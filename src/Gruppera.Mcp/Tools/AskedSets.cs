using System.Text;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Logic;
using Gruppera.Presentation.Words;
using Gruppera.Questions;
using Gruppera.Workflows.Sets;
using ModelContextProtocol;

namespace Gruppera.Mcp.Tools;

/// <summary>What tools share: the set asked for, and answers as short Markdown that ends with its sources. Thread-safe.</summary>
internal sealed class AskedSets(SetCatalogue sets, Voice voice)
{
    /// <summary>Items of a list that an answer shows where nothing is said.</summary>
    internal const int Few = 10;

    /// <summary>Items that an answer shows at most.</summary>
    internal const int Most = 200;

    /// <summary>What the argument <c>set</c> of a tool is.</summary>
    internal const string Named = "Id of the definition set; the first one where not said.";

    private const int LongestAnswer = 24_000;
    private const int ShownSources = 12;

    internal SetCatalogue Catalogue => sets;

    internal Voice Voice => voice;

    /// <summary>The set asked for.</summary>
    /// <exception cref="McpException">There is none of that name.</exception>
    internal LoadedSet Find(string? id) => sets.Find(id)
        ?? throw Unknown("set", id ?? "", sets.Ids);

    /// <summary>A page that shows so many of each list.</summary>
    internal Page Page(LoadedSet set, int first) => new(voice, Math.Clamp(first, 1, Most), set.Weights)
    {
        Rest = "ask with a larger first",
    };

    /// <summary>An answer: the document as Markdown, and where it comes from.</summary>
    /// <param name="set">The set.</param>
    /// <param name="document">The document.</param>
    /// <param name="rules">Ids of the rules that it is about, whose rows are named.</param>
    internal string Answer(LoadedSet set, Document document, params IEnumerable<string> rules)
    {
        var text = Markdown(document);
        return $"{text}\n{Source(set, rules)}";
    }

    /// <summary>A document as Markdown, cut where it is longer than an agent should read.</summary>
    internal string Markdown(Document document)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        document.WriteMarkdown(writer);
        var text = writer.ToString().TrimEnd() + "\n";
        if (text.Length <= LongestAnswer)
            return text;
        var end = text.LastIndexOf('\n', LongestAnswer);
        return $"{text[..end]}\n\n{voice.Say("The answer is cut here: ask for less of it.")}\n";
    }

    /// <summary>The set with its hash, and the rows of rules.</summary>
    internal string Source(LoadedSet set, params IEnumerable<string> rules)
    {
        var hash = set.Set.Version.SourceHash;
        hash = hash[..Math.Min(12, hash.Length)];
        var text = new StringBuilder(voice.Say($"Source: definition set {set.Id} (sha256 {hash})"));
        foreach (var id in rules.Take(ShownSources))
        {
            if (set.Set.Index.RuleOf(id) is >= 0 and var at && set.Set.Rules[at].Source is var place && place.Row > 0)
                text.Append($"; drg_logic {id}: {set.Set.Files.ElementAtOrDefault(place.File)}:{place.Row}");
        }

        return text.Append(".\n").ToString();
    }

    /// <summary>The refusal of something that the set lacks, with what is near it.</summary>
    internal McpException Missing(LoadedSet set, Text what, IEnumerable<NamedCode> near)
    {
        var list = string.Join("; ", near.Select(each => $"{each.Written} {each.Text.In(voice.Language)}".TrimEnd()));
        return new(voice.Say(LogicWords.Missing(set.Id, what)) + (list.Length == 0 ? "" : voice.Say("; near:") + " " + list));
    }

    /// <summary>The refusal of a value that an argument cannot have.</summary>
    internal McpException Unknown(string argument, string value, params IEnumerable<string> values) =>
        Refuse($"{argument} {value}: give one of {string.Join(", ", values):values}");

    internal McpException Refuse(Text text) => new(voice.Say(text));
}
