using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Presentation.Documents;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera change</c>: technical changes, rows that leave definition tables and rows that come in.</summary>
internal static class ChangeCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("change", session.Say("Check, apply, find and begin technical changes of the tables", "Kontrollera, tillämpa, hitta och påbörja tekniska ändringar av tabellerna"));
        foreach (var verb in new[] { ChangeNewCommand.Create(session, OutputOption(session)), Check(session), Apply(session), FromDiff(session), Template(session) })
            command.Subcommands.Add(verb);
        return command;
    }

    internal static Argument<string[]> ChangesArgument(Session session) => new("changes")
    {
        Description = session.Say("Workbooks, folders or zips with IN and OUT rows", "Arbetsböcker, mappar eller zip-filer med IN- och OUT-rader"),
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Reads changes; what cannot be read of them is added to the issues.</summary>
    internal static List<TechnicalChange> Read(string[] paths, List<Issue> issues)
    {
        var changes = new List<TechnicalChange>();
        foreach (var path in paths)
        {
            if (!Path.Exists(path))
                throw new UsageException($"No such file or folder: {path}", $"Filen eller mappen finns inte: {path}");
            if (ChangeReader.Read(path, issues) is { } change)
                changes.Add(change);
        }

        return changes.Sum(change => change.Rows.Length) > 0 || issues.Count > 0
            ? changes
            : throw new UsageException("There is no row with IN or OUT. gruppera change template writes an empty workbook", "Det finns ingen rad med IN eller OUT. gruppera change template skriver en tom arbetsbok");
    }

    private static Command Check(Session session)
    {
        var (changes, set, country, weights) = (ChangesArgument(session), Sets.Option(session), Sets.CountryOption(session), Weights.Option(session));
        var all = new Option<bool>("--all") { Description = session.Say("Every finding, not only the first of each code", "Varje anmärkning, inte bara de första av varje kod") };
        var command = new Command("check", session.Say("Check changes against a set", "Kontrollera ändringar mot en uppsättning")) { changes, set, country, weights, all };
        command.SetAction(parsed =>
        {
            var before = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var list = Weights.Open(session, parsed.GetValue(weights), before);
            var (changed, issues) = Try(parsed.GetValue(changes)!, before, before.Version with { Id = "changed" }, list is null ? null : list.Of);
            IssueReport.Write(session, string.Join(", ", parsed.GetValue(changes)!.Select(Path.GetFileName)), issues, parsed.GetValue(all) ? int.MaxValue : IssueReport.ShownPerCode);
            Summarise(session, changed);
            return issues.Any(IsFinding) ? ExitCode.Findings : ExitCode.Done;
        });
        return command;
    }

    private static Command Apply(Session session)
    {
        var (changes, set, country) = (ChangesArgument(session), Sets.Option(session), Sets.CountryOption(session));
        var id = new Option<string>("--as") { Description = session.Say("Id of the new set", "Den nya uppsättningens id"), Required = true };
        var name = new Option<string?>("--name") { Description = session.Say("Name of the new set", "Den nya uppsättningens namn") };
        var year = new Option<int?>("--year") { Description = session.Say("Year of the new set (default: that of the old one)", "Den nya uppsättningens år (förval: den gamlas)") };
        var replace = new Option<bool>("--replace") { Description = session.Say("Replace an imported set of the same name", "Ersätt en importerad uppsättning med samma namn") };
        var despite = new Option<bool>("--despite-errors") { Description = session.Say("Apply what can be applied although rows do not fit", "Tillämpa det som går fast rader inte passar") };
        var command = new Command("apply", session.Say("Make a new set of a set and changes", "Skapa en ny uppsättning av en uppsättning och ändringar")) { changes, set, country, id, name, year, replace, despite };
        command.SetAction(parsed =>
        {
            var asked = parsed.GetValue(id)!;
            if (!SetStore.IsId(asked) || asked == OpenSet.Id)
                throw new UsageException($"--as {asked}: 1 to 64 of a-z, 0-9 and hyphen, the first no hyphen, and not {OpenSet.Id}", $"--as {asked}: 1 till 64 av a-z, 0-9 och bindestreck, inte först, och inte {OpenSet.Id}");
            if (SetStore.Default.Exists(asked) && !parsed.GetValue(replace))
                throw new UsageException($"There is a set {asked} already: name another with --as, or --replace it", $"Det finns redan en uppsättning {asked}: ange ett annat --as, eller --replace");
            var before = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var (changed, issues) = Try(parsed.GetValue(changes)!, before, before.Version with
            {
                Id = asked,
                Name = parsed.GetValue(name) ?? $"{before.Version.Id} + {string.Join(" + ", parsed.GetValue(changes)!.Select(Path.GetFileNameWithoutExtension))}",
                Year = parsed.GetValue(year) ?? before.Version.Year,
                Delivery = string.Join(", ", parsed.GetValue(changes)!.Select(Path.GetFileName)),
                Format = "change",
            });
            var errors = issues.Where(issue => issue.Code.Severity == IssueSeverity.Error).ToList();
            if (changed.Set is not { } after || (errors.Count > 0 && !parsed.GetValue(despite)))
            {
                IssueReport.Write(session, string.Join(", ", parsed.GetValue(changes)!.Select(Path.GetFileName)), errors);
                session.Error.WriteLine(session.Say("Nothing was stored.", "Inget sparades."));
                return ExitCode.Findings;
            }

            SetStore.Default.Import(after, parsed.GetValue(replace), Provenance.Write(changed.Rows));
            Summarise(session, changed);
            session.Out.WriteLine(session.Say($"Stored {asked}: {Session.Number(after.Rules.Length)} rules, {Session.Number(after.DrgNames.Length)} DRGs", $"Sparade {asked}: {Session.Number(after.Rules.Length)} regler, {Session.Number(after.DrgNames.Length)} DRG"));
            if (issues.Count > 0)
                session.Error.WriteLine(session.Say($"{issues.Count} findings: gruppera change check", $"{issues.Count} anmärkningar: gruppera change check"));
            return issues.Any(IsFinding) ? ExitCode.Findings : ExitCode.Done;
        });
        return command;
    }

    private static Command FromDiff(Session session)
    {
        var before = new Argument<string>("before") { Description = session.Say("The set to change: id or path", "Uppsättningen att ändra: id eller sökväg") };
        var after = new Argument<string>("after") { Description = session.Say("The set it should become: id or path", "Uppsättningen den ska bli: id eller sökväg") };
        var (country, output) = (Sets.CountryOption(session), OutputOption(session));
        var command = new Command("from-diff", session.Say("Write the change that leads from one set to another", "Skriv den ändring som leder från en uppsättning till en annan")) { before, after, country, output };
        command.SetAction(parsed =>
        {
            var (from, to) = (Sets.Open(session, parsed.GetValue(before)!, parsed.GetValue(country)), Sets.Open(session, parsed.GetValue(after)!, parsed.GetValue(country)));
            if (from.Order != to.Order || from.CodeLookup != to.CodeLookup)
                throw new UsageException($"{from.Version.Id} and {to.Version.Id} read their tables in different ways (gruppera tables diff): no rows can lead from one to the other", $"{from.Version.Id} och {to.Version.Id} läser sina tabeller på olika sätt (gruppera tables diff): inga rader kan leda från den ena till den andra");
            var change = ChangeFinder.Find(from, to);
            using var file = new AtomicOutput(parsed.GetValue(output)!);
            ChangeWriter.Write(change, file.Stream);
            file.Commit();
            Summarise(session, change.Rows);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Template(Session session)
    {
        var output = OutputOption(session);
        var command = new Command("template", session.Say("Write an empty workbook with every table", "Skriv en tom arbetsbok med alla tabeller")) { output };
        command.SetAction(parsed =>
        {
            using var file = new AtomicOutput(parsed.GetValue(output)!);
            ChangeWriter.WriteTemplate(file.Stream);
            file.Commit();
            session.Out.WriteLine(parsed.GetValue(output));
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string> OutputOption(Session session) => new("--output", "-o") { Description = session.Say("Workbook to write (default TC.xlsx)", "Arbetsbok att skriva (förval TC.xlsx)"), DefaultValueFactory = _ => "TC.xlsx" };

    private static (ChangedSet Changed, List<Issue> Issues) Try(string[] paths, DefinitionSet before, DefinitionVersion version, Func<string, double?>? weightOf = null)
    {
        var issues = new List<Issue>();
        var changed = ChangeApplier.Apply(before, Read(paths, issues), version);
        issues.AddRange(ChangeCheck.Run(before, changed, weightOf));
        return (changed, [.. issues.OrderBy(issue => issue.Code.Id, StringComparer.Ordinal)]);
    }

    private static bool IsFinding(Issue issue) => issue.Code.Severity != IssueSeverity.Information;

    private static void Summarise(Session session, ChangedSet changed) => Summarise(session, changed.Rows.Select(row => row.Row));

    private static void Summarise(Session session, IEnumerable<ChangeRow> rows)
    {
        var columns = new Columns(session.Say("table", "tabell"), "OUT", "IN") { Right = [1, 2] };
        foreach (var table in rows.GroupBy(row => row.Table))
            columns.Add(table.Key, Session.Number(table.Count(row => row.Direction == ChangeDirection.Out)), Session.Number(table.Count(row => row.Direction == ChangeDirection.In)));
        columns.Write(session.Out);
    }
}
