using System.ComponentModel;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Quality;
using ModelContextProtocol.Server;

namespace Gruppera.Mcp.Tools;

/// <summary>Questions about a file of contacts on the disk of the one who asks: counts, and nothing of a contact. Thread-safe.</summary>
internal sealed class FileTools(AskedSets asked)
{
    [McpServerTool(Name = "quality", Title = "Quality of a file", ReadOnly = true, Idempotent = true, Destructive = false,
        OpenWorld = false)]
    [Description(
        "How many findings against the coding rules a file of contacts has, by kind. Counts only: no contact, code or id of the file.")]
    internal string Quality(
        [Description("Path of the file of contacts.")] string path,
        [Description(AskedSets.Named)] string? set = null,
        CancellationToken stop = default)
    {
        var loaded = asked.Find(set);
        // A path is a file or a folder here, and no address of a database.
        if (!Path.Exists(path))
            throw asked.Refuse(AgentSqlException.CannotOpen);
        try
        {
            using var input = OpenContacts.Open(path, null, new() { Needs = LayoutWish.ToGroup }, stop);
            var summary = new QualityRun(loaded.Grouper).Check(input.Text, input.Layout, input.Name, "", _ => { }, _ => { }, stop);
            var codes = QualityCodes.All.ToDictionary(code => code.Id, StringComparer.Ordinal);
            var document = new Document()
                .Table(["", ""],
                [
                    [asked.Voice.Say("contacts"), Voice.Number(summary.Total.Contacts)],
                    [asked.Voice.Say("contacts with findings"), Voice.Number(summary.Total.WithFindings)],
                    [asked.Voice.Say("findings"), Voice.Number(summary.Total.Findings)],
                    [asked.Voice.Say("rows that could not be read"), Voice.Number(summary.Unreadable)],
                ], 1)
                .Table(
                    [asked.Voice.Say("code"), asked.Voice.Say("findings"), asked.Voice.Say("meaning")],
                    summary.ByCode.Select(each => new[]
                    {
                        each.Key, Voice.Number(each.Value), asked.Voice.Say(codes[each.Key].Meaning),
                    }), 1);
            return asked.Answer(loaded, document);
        }
        catch (ContactFileException)
        {
            // What a file is called and has in its header may tell of patients.
            throw asked.Refuse(AgentSqlException.CannotRead);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw asked.Refuse(AgentSqlException.CannotOpen);
        }
    }
}
