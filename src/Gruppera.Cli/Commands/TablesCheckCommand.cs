using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Schemas;
using Gruppera.Lint;
using Gruppera.Presentation.Logic;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Agreement;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera tables check</c>: every issue of a delivery or set, what is wrong and what is probably a mistake, by code, with
/// their numbers; as text or JSON.</summary>
internal static class TablesCheckCommand
{
    private const int ShownPerCode = IssueReport.ShownPerCode;
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static Command Create(Session session)
    {
        var set = TablesCommand.SetArgument(session);
        var country = Sets.CountryOption(session);
        var format = Answer.ShortFormatOption(session);
        var all = new Option<bool>("--all") { Description = session.Say($"Every issue, not only the first {ShownPerCode} of each code") };
        var weights = Weights.Option(session);
        var reading = new ReadingOptions(session);
        var before = new Option<string?>("--before")
        {
            Description = session.Say("An earlier set, such as that of the year before: each finding says whether that had it"),
        };
        var against = new Option<string?>("--against")
        {
            Description = session.Say("Another delivery that should agree: what differs, most contacts and points at stake first"),
        };
        var contacts = new Option<string?>("--contacts")
        {
            Description = session.Say("File of contacts to count differences of --against by"),
        };
        var file = new ContactFileOptions(session);
        var command = new Command("check", session.Say("Print errors and likely mistakes in a delivery or set"))
        {
            set, country, weights, format, all, before, against, contacts, reading.Prefer, reading.CodePage,
        };
        file.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(contacts) is not null && parsed.GetValue(against) is null)
                throw OutputNames.WithoutEffect("--contacts", "--against");
            using var opened = parsed.GetValue(contacts) is { } path ? file.Open(parsed, path) : file.None(parsed, "--contacts");
            var read = Sets.Find(parsed.GetValue(set)!, reading.Of(parsed, null, parsed.GetValue(country)));
            var list = read.Set is { Rules.Length: > 0 } known ? Weights.Open(session, parsed.GetValue(weights), known) : null;
            var issues = Found(read, list);
            var year = parsed.GetValue(before) is { } named
                ? Sets.Read(session, named, reading.Of(parsed, null, parsed.GetValue(country)))
                : null;
            (string, EarlierFindings Findings)? earlier = year is null ? null : (year.Set!.Version.Id, new(Found(year, list)));
            var unreadable = 0L;
            var agreement = read is { IsUsable: true, Set: { } here } && parsed.GetValue(against) is { } other
                ? Compare(session, here, Sets.Open(session, other, parsed.GetValue(country)), list, opened, out unreadable)
                : null;
            if (parsed.GetValue(format) == "json")
                WriteJson(session, read, issues, earlier?.Findings, agreement);
            else
                WriteText(
                    session, parsed.GetValue(set)!, read, issues, parsed.GetValue(all) ? int.MaxValue : ShownPerCode, earlier, agreement);
            return !read.IsUsable ? ExitCode.SetUnusable
                : unreadable > 0 ? ExitCode.UnreadableRows
                : agreement is { Ranked.Count: > 0 } ? ExitCode.Different
                : ExitCode.Done;
        });
        return command;
    }

    private static List<Issue> Found(DefinitionReading read, WeightList? list) =>
    [
        .. read.Issues.Concat(read.Set is { Rules.Length: > 0 } found ? Lint(found, list) : [])
            .OrderBy(issue => issue.Code.Id, StringComparer.Ordinal),
    ];

    private static SetAgreement Compare(
        Session session, DefinitionSet here, DefinitionSet there, WeightList? list, OpenContacts? opened, out long unreadable)
    {
        var agreement = new SetAgreement(here, there, list is null ? null : list.Of);
        unreadable = 0;
        foreach (var row in opened is null ? [] : ContactReader.Read(opened.Text, opened.Layout, opened.Name))
        {
            session.Stop.ThrowIfCancellationRequested();
            if (row.Issue is null)
                agreement.Add(row.Contact);
            else
                unreadable++;
        }

        if (unreadable > 0)
            session.Note(session.Say(CountWords.LeftOut(unreadable)));
        return agreement;
    }

    private static IEnumerable<Issue> Lint(DefinitionSet set, WeightList? weights) =>
        DefinitionLint.RunAll(CompiledDefinition.Compile(set), weights is null ? null : drg => weights.Of(drg));

    private static void WriteText(
        Session session, string name, DefinitionReading read, List<Issue> issues, int most, (string Set, EarlierFindings Findings)? earlier,
        SetAgreement? agreement)
    {
        IssueReport.Write(session, name, issues, most, read.Set?.Index, earlier);
        if (!read.IsUsable)
            session.Out.WriteLine(session.Say("The set cannot be used."));
        if (agreement is null)
            return;
        session.Out.WriteLine();
        agreement.Document(session, most == int.MaxValue).WriteText(session.Out);
    }

    private static void WriteJson(
        Session session, DefinitionReading read, List<Issue> issues, EarlierFindings? earlier, SetAgreement? agreement)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteBoolean("usable", read.IsUsable);
            json.WriteString("set", read.Set?.Version.Id);
            json.WriteStartArray("issues");
            foreach (var issue in issues)
            {
                json.WriteStartObject();
                Write(json, session, issue);
                if (earlier is not null)
                    json.WriteString("before", earlier.Of(issue).ToString().ToLowerInvariant());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (agreement is not null)
                Write(json, session, agreement);
            json.WriteEndObject();
        }

        session.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, Session session, Issue issue)
    {
        json.WriteString("code", issue.Code.Id);
        json.WriteString("severity", issue.Code.Severity.ToString().ToLowerInvariant());
        json.WriteString("file", issue.File);
        json.WriteString("table", issue.Table);
        json.WriteNumber("row", issue.Row);
        json.WriteString("column", issue.Column);
        json.WriteString("value", issue.Value);
        json.WriteString("detail", issue.Detail);
        json.WriteString("meaning", issue.Code.Meaning.In(session.Language));
        json.WriteString("remedy", IssueHints.RemedyOf(issue.Code).In(session.Language));
        if (issue.Others.IsEmpty)
            return;
        json.WriteStartArray("rows");
        foreach (var place in issue.Others.Prepend(new(issue.File, issue.Row)))
        {
            json.WriteStartObject();
            json.WriteString("file", place.File);
            json.WriteNumber("row", place.Row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Session session, SetAgreement agreement)
    {
        json.WriteString("against", agreement.There.Version.Id);
        json.WriteNumber("contacts", agreement.Contacts);
        json.WriteNumber("moved", agreement.Moved);
        json.WriteNumber("unexplained", agreement.Unexplained);
        json.WriteStartArray("differences");
        foreach (var each in agreement.Ranked)
        {
            json.WriteStartObject();
            Write(json, session, each.Issue);
            WriteTexts("onlyHere", each.OnlyHere);
            WriteTexts("onlyThere", each.OnlyThere);
            json.WriteNumber("contacts", each.Contacts);
            if (agreement.HasWeights)
            {
                json.WriteNumber("pointsAtStake", each.AtStake);
                json.WriteNumber("netPoints", each.Points);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();

        void WriteTexts(string name, IEnumerable<string> texts)
        {
            json.WriteStartArray(name);
            foreach (var text in texts)
                json.WriteStringValue(text);
            json.WriteEndArray();
        }
    }
}
