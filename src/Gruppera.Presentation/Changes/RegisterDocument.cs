using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Simulation;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Presentation.Changes;

/// <summary>The changes of a year: as a list with conflicts, and as minutes that sum the year up.</summary>
/// <param name="voice">Language, and how numbers look in it.</param>
/// <param name="name">What the register is called.</param>
/// <param name="set">Id of the set that the changes are of.</param>
/// <param name="register">The register.</param>
public sealed class RegisterDocument(Voice voice, string name, string set, ChangeRegister register)
{
    /// <summary>A status in a word.</summary>
    public static Text WordOf(ChangeStatus status) => status switch
    {
        ChangeStatus.Accepted => (Text)"accepted",
        ChangeStatus.Withdrawn => "withdrawn",
        ChangeStatus.Postponed => "postponed",
        _ => "proposed",
    };

    /// <summary>The name of a change without the extension of its file.</summary>
    internal static string Short(string change) =>
        Path.GetExtension(change) is ".xlsx" or ".xls" or ".zip" ? Path.GetFileNameWithoutExtension(change) : change;

    /// <summary>The list: each change with its status, what it touches and what is wrong with it; then the conflicts.</summary>
    public Document List()
    {
        var document = new Document().Heading(voice.Say($"Register of changes {name:name}"), 1).Line(Counts());
        document.Table(
            [voice.Say("status"), "OUT", "IN", voice.Say("Findings"), voice.Say("file"), voice.Say("title")],
            register.Changes.Select(each => new[]
            {
                voice.Say(WordOf(each.Change.About.Status)), Voice.Number(Rows(each, ChangeDirection.Out)),
                Voice.Number(Rows(each, ChangeDirection.In)), Voice.Number(each.Unread.Length + each.Findings.Length),
                Short(each.Change.Name),
                string.Join("; ", new[]
                {
                    each.Change.About.Title, each.Change.About.Author, string.Join(' ', each.Groups),
                    each.Fits ? "" : voice.Say("cannot be applied as it is"),
                }.Where(text => text.Length > 0)),
            }),
            1, 2, 3);
        Conflicts(document);
        return document;
    }

    /// <summary>Minutes: the decisions by status, each change with its motive, rows and figures, and what all accepted ones do.</summary>
    /// <param name="effect">What the accepted changes do to contacts, one by one too; null without contacts.</param>
    public Document Minutes(SimulationReport? effect)
    {
        var document = new Document().Heading(voice.Say($"Minutes of the changes {name:name}"), 1).Line(Counts());
        var steps = effect?.Steps?.Steps.ToDictionary(step => step.Name, StringComparer.Ordinal) ?? [];
        foreach (var status in new[] { ChangeStatus.Accepted, ChangeStatus.Proposed, ChangeStatus.Postponed, ChangeStatus.Withdrawn })
        {
            var changes = register.Changes.Where(each => each.Change.About.Status == status).ToList();
            if (changes.Count == 0)
                continue;
            document.Heading(voice.Say($"{voice.Say(WordOf(status)):status}, {Voice.Number(changes.Count):changes}"));
            foreach (var each in changes)
            {
                var about = each.Change.About;
                document.Heading(each.Change.Title, 3);
                if (about.Motive.Length > 0)
                    document.Line(about.Motive);
                foreach (var (label, text) in new[]
                {
                    (voice.Say("author"), about.Author), (voice.Say("references"), string.Join("; ", about.References)),
                    (voice.Say("groups"), string.Join(", ", each.Groups)), (voice.Say("rows"), RowsOf(each)),
                    (voice.Say("contacts"), steps.TryGetValue(each.Change.Name, out var step) ? Effect(effect!, step) : ""),
                    (voice.Say("Findings"), string.Join(", ", each.Unread.Concat(each.Findings).CountBy(issue => issue.Code.Id)
                        .OrderBy(code => code.Key, StringComparer.Ordinal).Select(code => $"{code.Key} x {code.Value}"))),
                    (voice.Say("file"), each.Change.Name),
                })
                {
                    if (text.Length > 0)
                        document.Item($"{label}: {text}");
                }
            }
        }

        Conflicts(document);
        if (effect is not null)
        {
            document.Heading(voice.Say("What the accepted changes do together"));
            new SimulationDocument(voice, effect) { Level = 3 }.Write(document);
        }

        return document;
    }

    /// <summary>All of it as an object that <see cref="Answers.AnswerJson.Options"/> writes.</summary>
    /// <param name="effect">What the accepted changes do to contacts; null without contacts.</param>
    public object Json(SimulationReport? effect = null) => new
    {
        Register = name,
        Set = set,
        Changes = register.Changes.Select(each => new
        {
            each.Change.Name,
            each.Change.About.Title,
            each.Change.About.Motive,
            each.Change.About.Author,
            each.Change.About.Status,
            each.Change.About.References,
            each.Fits,
            each.Groups,
            Tables = each.Change.Rows.GroupBy(row => row.Table).Select(table => new
            {
                Table = table.Key,
                Out = table.Count(row => row.Direction == ChangeDirection.Out),
                In = table.Count(row => row.Direction == ChangeDirection.In),
            }),
            Findings = each.Unread.Concat(each.Findings).Select(issue => new
            {
                issue.Code.Id,
                issue.Table,
                issue.Row,
                issue.Value,
                Text = issue.ToString(voice.Language),
            }),
        }),
        Conflicts = register.Conflicts.Select(conflict => new
        {
            conflict.Kind,
            conflict.Changes,
            conflict.Table,
            conflict.About,
            Text = voice.Say(TextOf(conflict)),
        }),
        Effect = effect is null ? null : SimulationAnswer.Of(effect, voice.Language),
    };

    private string Counts() => voice.Say(
        $"Set {set:set}; {Voice.Number(register.Changes.Length):changes} changes: " +
        $"{Voice.Number(CountOf(ChangeStatus.Accepted)):accepted} accepted, {Voice.Number(CountOf(ChangeStatus.Proposed)):proposed} " +
        $"proposed, {Voice.Number(CountOf(ChangeStatus.Postponed)):postponed} postponed, " +
        $"{Voice.Number(CountOf(ChangeStatus.Withdrawn)):withdrawn} withdrawn.");

    private int CountOf(ChangeStatus status) => register.Changes.Count(each => each.Change.About.Status == status);

    private void Conflicts(Document document)
    {
        document.Heading(voice.Say("Conflicts"));
        if (register.Conflicts.IsEmpty)
            document.Line(voice.Say("None among the changes that are proposed or accepted."));
        foreach (var conflict in register.Conflicts)
        {
            document.Item(conflict.Kind == ConflictKind.Together
                ? voice.Say(TextOf(conflict))
                : $"{string.Join(", ", conflict.Changes.Select(Short))}: {voice.Say(TextOf(conflict))} " +
                    $"({conflict.Table}: {conflict.About})");
        }
    }

    private Text TextOf(ChangeConflict conflict) => conflict.Kind switch
    {
        ConflictKind.SameRow => (Text)"both take out the same row",
        ConflictKind.SameNewRow => "both bring in the same row",
        ConflictKind.SameRuleId => "both bring in a rule of the same id",
        ConflictKind.SamePlace => "both bring in a rule with the same ord, so their order is left to chance",
        ConflictKind.SameProperty => "both give a code a property of which it can have one",
        ConflictKind.SameName => "both name the same group or value in different words",
        ConflictKind.TakesOut => "one takes out what the other brings in",
        _ => $"only where all are applied: {conflict.Finding!.ToString(voice.Language):finding}",
    };

    private static int Rows(RegisteredChange each, ChangeDirection direction) =>
        each.Change.Rows.Count(row => row.Direction == direction);

    private string RowsOf(RegisteredChange each) => string.Join("; ", each.Change.Rows.GroupBy(row => row.Table).Select(table => voice.Say(
        $"{table.Key:table} {table.Count(row => row.Direction == ChangeDirection.Out):leaving} out, " +
        $"{table.Count(row => row.Direction == ChangeDirection.In):coming} in")));

    private string Effect(SimulationReport effect, ChangeStep step)
    {
        var moved = voice.Say(
            $"{Voice.Number(step.Alone.Sum(move => move.Contacts)):alone} moved alone, " +
            $"{Voice.Number(step.InOrder.Sum(move => move.Contacts)):inOrder} after those before it");
        var points = effect.GainOf(step.InOrder).Points;
        return effect.HasWeights ? moved + voice.Say($"; {(points > 0 ? "+" : "") + voice.Weight2(points):points} DRG points") : moved;
    }
}
