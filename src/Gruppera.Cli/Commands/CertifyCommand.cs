using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Reach;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera certify</c>: groups cases with known results and reports where they differ.</summary>
internal static class CertifyCommand
{
    private const int ShownMismatches = 20;

    internal static Command Create(Session session)
    {
        var set = TablesCommand.SetArgument(session);
        var cases = CasesOption(session);
        var country = Sets.CountryOption(session);
        var file = new ContactFileOptions(session, ContactNeeds.None);
        var mismatches = new Option<string?>("--mismatches")
        {
            Description = session.Say("CSV file for the cases that differ, one per row"),
        };
        var made = new Option<string?>("--make-cases")
        {
            Description = session.Say("CSV file for new cases, one for each rule that some contact gets to"),
        };
        var all = new Option<bool>("--all") { Description = session.Say("Name every rule and group that no case reaches") };
        var format = Answer.ShortFormatOption(session);
        var command = new Command("certify", session.Say("Group the certification cases of a delivery and compare"))
        {
            set, cases, country, mismatches, made, all, format,
        };
        file.AddTo(command);
        command.SetAction(parsed => Run(
            session,
            parsed.GetValue(set)!,
            parsed.GetValue(country),
            parsed.GetValue(cases) is { } path ? file.Open(parsed, path) : file.None(parsed, "--cases"),
            parsed.GetValue(mismatches), parsed.GetValue(made), parsed.GetValue(all), parsed.GetValue(format)!));
        return command;
    }

    internal static Option<string?> CasesOption(Session session) => new("--cases")
    {
        Description = session.Say("File of cases (default: those of the delivery)"),
    };

    private static int Run(
        Session session, string idOrPath, string? country, OpenContacts? opened, string? mismatchesPath, string? madePath,
        bool isComplete, string format)
    {
        using var input = opened;
        var grouper = Sets.Grouper(session, idOrPath, country);
        var set = grouper.Definition.Set;
        var reachability = new Lazy<Reachability>(() => new(grouper.Definition));
        var unreadable = 0L;
        var cases = opened is null
            ? set.TestCases
            : TestCases.Read(ContactReader.Read(opened.Text, opened.Layout with { IsOfCases = true }, opened.Name).Where(IsReadable));
        var report = Certifier.Run(grouper, cases);
        if (report.Cases == 0)
        {
            if (madePath is null || opened is not null)
                throw new UsageException($"{set.Version.Id} has no cases of its own; give a file with --cases");
            Make(session, reachability.Value, madePath, isComplete, isSilent: format == "json");
            return ExitCode.Done;
        }

        Answer.Write(session, format, new CertificationAnswer(set, report), _ =>
        {
            Print(session, set.Version.Id, report);
            Unreached(session, reachability, report, isComplete);
        });
        if (madePath is not null)
            Make(session, reachability.Value, madePath, isComplete, isSilent: format == "json");
        if (mismatchesPath is not null)
            Save(mismatchesPath, report, session.Language);
        if (unreadable > 0)
            session.Note(session.Say(CountWords.LeftOut(unreadable)));
        if (!report.IsIdentical)
            return ExitCode.Different;
        return unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;

        bool IsReadable(ContactRow row)
        {
            unreadable += row.Issue is null ? 0 : 1;
            return row.Issue is null;
        }
    }

    private static void Print(Session session, string pack, CertificationReport report)
    {
        var output = session.Out;
        var same = report.Cases - report.Mismatches.Length;
        output.WriteLine(session.Say(
            $"identical on {Session.Number(same):same} of {Session.Number(report.Cases):cases} certification cases of pack {pack}"));
        var parts = new Columns("", "", "", "") { Right = [1, 2, 3], IsPlain = true };
        Add(session.Say("DRG"), report.Drg.Same, report.Drg.Expected);
        Add(session.Say("rule"), report.Rule.Same, report.Rule.Expected);
        Add(session.Say("return code"), report.ReturnCode.Same, report.ReturnCode.Expected);
        Add(session.Say("rules reached"), report.RuleCoverage.Reached, report.RuleCoverage.All);
        Add(session.Say("DRGs reached"), report.DrgCoverage.Reached, report.DrgCoverage.All);
        parts.Write(output);
        foreach (var mismatch in report.Mismatches.Take(ShownMismatches))
        {
            output.WriteLine(session.Say($"{mismatch.Case.Contact.Id}: expected {Expected(mismatch.Case):case}, got {mismatch.Result}"));
            output.WriteLine("  " + mismatch.Reason.In(session.Language));
        }

        if (report.Mismatches.Length > ShownMismatches)
            output.WriteLine(session.Say(
                $"... and {report.Mismatches.Length - ShownMismatches:mismatches} more; --mismatches writes them all"));

        void Add(string name, int part, int whole)
        {
            if (whole > 0)
                parts.Add(name, Session.Number(part), session.Say("of") + " " + Session.Number(whole), session.Percent(part, whole));
        }
    }

    /// <summary>Names what no case reaches, and of it the rules that no contact gets to at all.</summary>
    private static void Unreached(Session session, Lazy<Reachability> reachability, CertificationReport report, bool isComplete)
    {
        if (report.UnreachedRules.IsEmpty)
            return;
        var rules = reachability.Value.Definition.Set.Rules;
        var never = report.UnreachedRules.Where(rank => reachability.Value.ToRule(rank).Verdict == Verdict.Unreachable).ToHashSet();
        Name(
            session, isComplete, report.UnreachedRules.Where(rank => !never.Contains(rank)).Select(rank => NameOf(rules[rank])),
            "Rules that no case reaches (--make-cases writes cases for them):");
        Name(session, isComplete, never.Order().Select(rank => NameOf(rules[rank])), "Rules that no contact can reach:");
        Name(session, isComplete, report.UnreachedDrgs, "Groups that no case reaches:");
    }

    /// <summary>Writes a case for each rule that some contact gets to.</summary>
    private static void Make(Session session, Reachability reachability, string path, bool isComplete, bool isSilent)
    {
        var (cases, without) = CaseDraft.OfRules(reachability);
        var table = ModernLayout.Tables(new(reachability.Definition.Set.Version, [], testCases: () => cases))
            .Single(each => each.Name == "testcase");
        using var file = new CsvFile(path, table.Header.AsSpan());
        foreach (var row in table.Rows)
            file.Add(row);
        file.Commit();
        if (isSilent)
            return;
        session.Out.WriteLine(session.Say(Text.Count(cases.Length,
            $"{Session.Number(cases.Length):cases} case written to {path}",
            $"{Session.Number(cases.Length):cases} cases written to {path}, one for each rule that some contact gets to")));
        Name(
            session, isComplete, without.Select(rank => NameOf(reachability.Definition.Set.Rules[rank])),
            "Rules without a case, as no contact was found:");
    }

    private static string NameOf(RuleRow rule) => $"{rule.Id} ({rule.Drg})";

    private static void Name(Session session, bool isComplete, IEnumerable<string> names, Text title)
    {
        string[] all = [.. names];
        if (all.Length == 0)
            return;
        session.Out.WriteLine($"{session.Say(title)} {Session.Number(all.Length)}");
        var shown = isComplete ? all : all[..Math.Min(all.Length, ShownMismatches)];
        Document.Wrap(
            session.Out, string.Join(", ", shown) + (shown.Length < all.Length ? ", … (--all)" : ""), "  ", "  ");
    }

    private static string Expected(TestCase testCase) =>
        string.Join(' ', new[] { testCase.Drg, testCase.ReturnCode.ToString(), testCase.Rule }.Where(text => text.Length > 0));

    private static void Save(string path, CertificationReport report, Language language)
    {
        using var file = new CsvFile(path, "id", "differs", "exp_drg", "drg", "exp_rtc", "rtc", "exp_ord", "rule_id", "reason");
        foreach (var (testCase, result, drg, rule, code, reason) in report.Mismatches)
        {
            var differs =
                string.Join('+', new[] { drg ? "drg" : "", rule ? "rule" : "", code ? "rtc" : "" }.Where(text => text.Length > 0));
            file.Add(
                testCase.Contact.Id, differs, testCase.Drg, result.Drg, $"{testCase.ReturnCode}", $"{result.ReturnCode}", testCase.Rule,
                result.Rule.Id, reason.In(language));
        }

        file.Commit();
    }
}
