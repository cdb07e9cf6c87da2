using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Reports;

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
        var command = new Command("certify", session.Say("Group the certification cases of a delivery and compare"))
        {
            set, cases, country, mismatches,
        };
        file.AddTo(command);
        command.SetAction(parsed => Run(
            session,
            parsed.GetValue(set)!,
            parsed.GetValue(country),
            parsed.GetValue(cases) is { } path ? file.Open(parsed, path) : file.None(parsed, "--cases"),
            parsed.GetValue(mismatches)));
        return command;
    }

    internal static Option<string?> CasesOption(Session session) => new("--cases")
    {
        Description = session.Say("File of cases (default: those of the delivery)"),
    };

    private static int Run(Session session, string idOrPath, string? country, OpenContacts? opened, string? mismatchesPath)
    {
        using var input = opened;
        var grouper = Sets.Grouper(session, idOrPath, country);
        var set = grouper.Definition.Set;
        var unreadable = 0L;
        var cases = opened is null
            ? set.TestCases
            : TestCases.Read(ContactReader.Read(opened.Text, opened.Layout with { IsOfCases = true }, opened.Name).Where(IsReadable));
        var report = Certifier.Run(grouper, cases);
        if (report.Cases == 0)
        {
            throw new UsageException($"{set.Version.Id} has no cases of its own; give a file with --cases");
        }

        Print(session, set.Version.Id, report);
        if (mismatchesPath is not null)
            Save(mismatchesPath, report, session.Language);
        if (unreadable > 0)
            session.Error.WriteLine(session.Say(CountWords.LeftOut(unreadable)));
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
