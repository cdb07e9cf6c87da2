using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Search;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera search</c>: groups, properties, codes and rules by words of their texts or beginnings of their codes.</summary>
internal static class SearchCommand
{
    internal static Command Create(Session session)
    {
        var words = new Argument<string[]>("words")
        {
            Description = session.Say("Words of names and texts, or beginnings of codes; all must be found"),
            Arity = ArgumentArity.OneOrMore,
        };
        var set = Sets.Option(session);
        var country = Sets.CountryOption(session);
        var kind = new Option<string[]>("--kind")
        {
            Description = session.Say("Only drg, mdc, property, diagnosis, procedure, rule or rtc; may be repeated"),
        };
        kind.AcceptOnlyFromAmong("drg", "mdc", "property", "diagnosis", "procedure", "rule", "rtc");
        var limit = new Option<int>("--limit")
        {
            Description = session.Say("Maximum number of hits to show"),
            DefaultValueFactory = _ => 20,
        };
        var format = Answer.FormatOption(session);
        var command = new Command("search", session.Say(OperationWords.Search))
        {
            words, set, country, kind, limit, format,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(limit) < 1)
                throw new UsageException($"--limit {parsed.GetValue(limit):limit}: give 1 or more");
            var query = string.Join(' ', parsed.GetValue(words)!);
            if (string.IsNullOrWhiteSpace(query))
                throw new UsageException("Give words to search for");
            var opened = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var result = new TextSearch(opened).Find(query, [.. (parsed.GetValue(kind) ?? []).SelectMany(Kinds)], parsed.GetValue(limit));
            if (parsed.GetValue(format) == "json" || result.Total > 0)
                Answer.Write(session, parsed.GetValue(format)!, new SearchAnswer(opened, result), _ => Document(session, result));
            if (result.Total > 0)
                return ExitCode.Done;
            session.Error.WriteLine(Nothing(session, result, query));
            return ExitCode.NotInSet;
        });
        return command;
    }

    private static string Nothing(Session session, SearchResult result, string query)
    {
        if (result.Missing.IsEmpty)
            return session.Say($"No hits with all of: {query}.");
        return session.Say(CountWords.NothingFound(result.Missing)) + (result.Suggestions.IsEmpty
            ? ""
            : session.Say($" Near: {string.Join(", ", result.Suggestions):suggestions}"));
    }

    private static SearchKind[] Kinds(string name) => name switch
    {
        "drg" => [SearchKind.Drg],
        "mdc" => [SearchKind.Mdc],
        "property" => [SearchKind.Category, SearchKind.Property, SearchKind.Complication],
        "diagnosis" => [SearchKind.Diagnosis],
        "procedure" => [SearchKind.Procedure],
        "rule" => [SearchKind.Rule],
        _ => [SearchKind.ReturnCode],
    };

    private static Document Document(Session session, SearchResult result)
    {
        var document = new Document().Table(
            [session.Say("type"), session.Say("code"), session.Say("text")],
            result.Hits.Select(hit =>
                new[] { Name(session, hit.Kind), hit.Key, (hit.Text.In(session.Language) + How(session, hit)).TrimStart() }));
        return result.Total > result.Hits.Length
            ? document.Line(session.Say($"... and {Session.Number(result.Total - result.Hits.Length):total} more (--limit)"))
            : document;
    }

    /// <summary>Says where a hit is there for another word than was asked for, unless the word shows in the text.</summary>
    private static string How(Session session, SearchHit hit) =>
        hit.FoundAs(session.Language) is { Length: > 0 } others ? $" [{others}]" : "";

    private static string Name(Session session, SearchKind kind) => kind switch
    {
        SearchKind.Drg => "DRG",
        SearchKind.Mdc => "MDC",
        SearchKind.Category => session.Say("category"),
        SearchKind.Property => session.Say("property"),
        SearchKind.Complication => session.Say("complication"),
        SearchKind.ReturnCode => session.Say("return code"),
        SearchKind.Diagnosis => session.Say("diagnosis"),
        SearchKind.Procedure => session.Say("procedure"),
        _ => session.Say("rule"),
    };
}
