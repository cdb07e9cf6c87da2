using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Formats.Schemas;
using Gruppera.Lint;
using Gruppera.Presentation.Words;

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
        var json = new Option<bool>("--json") { Description = session.Say("As JSON") };
        var all = new Option<bool>("--all") { Description = session.Say($"Every issue, not only the first {ShownPerCode} of each code") };
        var weights = Weights.Option(session);
        var reading = new ReadingOptions(session);
        var command = new Command("check", session.Say("Print errors and likely mistakes in a delivery or set"))
        {
            set, country, weights, json, all, reading.Prefer, reading.CodePage,
        };
        command.SetAction(parsed =>
        {
            var read = Sets.Find(parsed.GetValue(set)!, reading.Of(parsed, null, parsed.GetValue(country)));
            List<Issue> issues =
            [
                .. read.Issues,
                .. read.Set is { Rules.Length: > 0 } found ? Lint(found, Weights.Open(session, parsed.GetValue(weights), found)) : [],
            ];
            issues = [.. issues.OrderBy(issue => issue.Code.Id, StringComparer.Ordinal)];
            if (parsed.GetValue(json))
                WriteJson(session, read, issues);
            else
                WriteText(session, parsed.GetValue(set)!, read, issues, parsed.GetValue(all) ? int.MaxValue : ShownPerCode);
            return read.IsUsable ? ExitCode.Done : ExitCode.SetUnusable;
        });
        return command;
    }

    private static IEnumerable<Issue> Lint(DefinitionSet set, WeightList? weights) =>
        DefinitionLint.RunAll(CompiledDefinition.Compile(set), weights is null ? null : drg => weights.Of(drg));

    private static void WriteText(Session session, string name, DefinitionReading read, List<Issue> issues, int most)
    {
        IssueReport.Write(session, name, issues, most);
        if (!read.IsUsable)
            session.Out.WriteLine(session.Say("The set cannot be used."));
    }

    private static void WriteJson(Session session, DefinitionReading read, List<Issue> issues)
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
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        session.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
