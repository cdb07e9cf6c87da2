using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Logic;
using Gruppera.Presentation.Words;
using Gruppera.Search;
using Gruppera.Workflows.Sets;

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
            SearchKind[] kinds = [.. (parsed.GetValue(kind) ?? []).SelectMany(Kinds)];
            var result = new TextSearch(opened).Find(query, kinds, parsed.GetValue(limit));
            var diseases = kinds.Length > 0 ? [] : DiseaseSearch.Of(new(opened), result);
            if (parsed.GetValue(format) == "json" || result.Total > 0 || !diseases.IsEmpty)
                Answer.Write(session, parsed.GetValue(format)!, new SearchAnswer(opened, result, diseases),
                    _ => SearchDocument.Of(session, result, diseases));
            if (result.Total > 0)
                return ExitCode.Done;
            session.Error.WriteLine(Nothing(session, result, query));
            return diseases.IsEmpty ? ExitCode.NotInSet : ExitCode.Done;
        });
        return command;
    }

    private static string Nothing(Session session, SearchResult result, string query)
    {
        if (result.Missing.IsEmpty)
            return session.Say(SearchDocument.NoHits(query));
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
}
