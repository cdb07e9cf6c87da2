using System.ComponentModel;
using Gruppera.Presentation.Documents;
using Gruppera.Workflows.TechnicalChanges;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Gruppera.Mcp.Tools;

/// <summary>Drafts of technical changes: rows to read and to judge; nothing is stored. Thread-safe.</summary>
internal sealed class ChangeTools(AskedSets asked)
{
    [McpServerTool(Name = "draft_change", Title = "Draft a change", ReadOnly = true, Idempotent = true, Destructive = false,
        OpenWorld = false)]
    [Description(
        "Drafts a technical change as rows that leave the definition tables (OUT) and come in (IN). Nothing is stored or applied. " +
        "intention give: fields type (dgprop, pdgprop, sdgprop, dgcat, compl, procprop, or, cc), codes, value, name (of a new value). " +
        "split: drg, into (new group), column, cell (condition, such as <6575), name. " +
        "insert: drg, before (id of a rule), conditions (mdc=06 procpro=06S04), name (of a new group).")]
    internal string DraftChange(
        [Description("give, split or insert.")] string intention,
        [Description("The fields of the intention, by name.")] Dictionary<string, string> fields,
        [Description(AskedSets.Named)] string? set = null)
    {
        var (loaded, name) = (asked.Find(set), intention.Trim().ToLowerInvariant());
        var chosen = Intentions.All.FirstOrDefault(each => each.Name == name)
            ?? throw asked.Unknown("intention", intention, Intentions.All.Select(each => each.Name));
        if (fields.Keys.FirstOrDefault(key => chosen.Fields.All(field => field.Name != key)) is { } unknown)
            throw asked.Unknown("fields", unknown, chosen.Fields.Select(field => field.Name));
        try
        {
            var change = CaseDraft.Add(loaded.Set, chosen.Write(new(loaded.Set, fields)));
            var document = new Document().Heading(asked.Voice.Say(chosen.Title), 1);
            foreach (var row in change.Rows)
            {
                var cells = ChangeTable.Of(row.Table)!.Columns.Zip(row.Cells).Where(cell => cell.Second.Length > 0)
                    .Select(cell => $"{cell.First}={cell.Second}");
                document.Line($"{(row.Direction == ChangeDirection.In ? "IN" : "OUT")} {row.Table}: {string.Join(", ", cells)}");
            }

            return asked.Answer(loaded, document.Line(asked.Voice.Say("This is a draft: nothing was stored, and nothing groups by it.")));
        }
        catch (FieldException exception)
        {
            throw new McpException($"{exception.Field}: {asked.Voice.Say(exception.Text)}", exception);
        }
    }
}
