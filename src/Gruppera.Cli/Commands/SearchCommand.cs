using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Search;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera search</c>: groups, properties, codes and rules by words of their texts or beginnings of their codes.</summary>
internal static class SearchCommand
{
    internal static Command Create(Session session)
    {
        var words = new Argument<string[]>("words") { Description = session.Say("Words of names and texts, or beginnings of codes; all must be found", "Ord ur namn och texter, eller början av koder; alla måste finnas"), Arity = ArgumentArity.OneOrMore };
        var set = Sets.Option(session);
        var country = Sets.CountryOption(session);
        var kind = new Option<string[]>("--kind") { Description = session.Say("Only drg, mdc, property, diagnosis, procedure, rule or rtc; may be repeated", "Bara drg, mdc, property, diagnosis, procedure, rule eller rtc; kan upprepas") };
        kind.AcceptOnlyFromAmong("drg", "mdc", "property", "diagnosis", "procedure", "rule", "rtc");
        var limit = new Option<int>("--limit") { Description = session.Say("Hits to show at most", "Antal träffar som mest"), DefaultValueFactory = _ => 20 };
        var format = Answer.FormatOption(session);
        var command = new Command("search", session.Say("Find DRGs, properties, codes and rules by words", "Sök DRG, egenskaper, koder och regler med ord"))
        {
            words, set, country, kind, limit, format,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(limit) < 1)
                throw new UsageException($"--limit {parsed.GetValue(limit)}: 1 or more", $"--limit {parsed.GetValue(limit)}: 1 eller fler");
            var query = string.Join(' ', parsed.GetValue(words)!);
            if (string.IsNullOrWhiteSpace(query))
                throw new UsageException("Say what to search for", "Ange vad som ska sökas");
            var opened = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var result = new TextSearch(opened).Find(query, [.. (parsed.GetValue(kind) ?? []).SelectMany(Kinds)], parsed.GetValue(limit));
            if (parsed.GetValue(format) == "json" || result.Total > 0)
                Answer.Write(session, parsed.GetValue(format)!, new SearchAnswer(opened, result), _ => Document(session, result));
            if (result.Total > 0)
                return ExitCode.Done;
            session.Error.WriteLine(Nothing(session, result, query));
            return ExitCode.Usage;
        });
        return command;
    }

    private static string Nothing(Session session, SearchResult result, string query)
    {
        if (result.Missing.IsEmpty)
            return session.Say($"Nothing has all of: {query}.", $"Inget har alla av: {query}.");
        var missing = string.Join(", ", result.Missing);
        return session.Say($"Nothing found for {missing}.", $"Inget hittades för {missing}.") + (result.Suggestions.IsEmpty
            ? ""
            : session.Say($" Near: {string.Join(", ", result.Suggestions)}", $" Nära: {string.Join(", ", result.Suggestions)}"));
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
            [session.Say("kind", "slag"), session.Say("code", "kod"), session.Say("text", "text")],
            result.Hits.Select(hit => new[] { Name(session, hit.Kind), hit.Key, (hit.Text.In(session.Language) + How(session, hit)).TrimStart() }));
        return result.Total > result.Hits.Length
            ? document.Line(session.Say($"... and {Session.Number(result.Total - result.Hits.Length)} more (--limit)", $"... och {Session.Number(result.Total - result.Hits.Length)} till (--limit)"))
            : document;
    }

    /// <summary>Says where a hit is there for another word than was asked for, unless the word shows in the text.</summary>
    private static string How(Session session, SearchHit hit) => hit.FoundAs(session.Language) is { Length: > 0 } others ? $" [{others}]" : "";

    private static string Name(Session session, SearchKind kind) => kind switch
    {
        SearchKind.Drg => "DRG",
        SearchKind.Mdc => "MDC",
        SearchKind.Category => session.Say("category", "kategori"),
        SearchKind.Property => session.Say("property", "egenskap"),
        SearchKind.Complication => session.Say("complication", "komplikation"),
        SearchKind.ReturnCode => session.Say("return code", "returkod"),
        SearchKind.Diagnosis => session.Say("diagnosis", "diagnos"),
        SearchKind.Procedure => session.Say("procedure", "åtgärd"),
        _ => session.Say("rule", "regel"),
    };
}
