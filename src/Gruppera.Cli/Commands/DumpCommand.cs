using System.CommandLine;
using System.Text;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera dump</c>: results as a neutral text with a hash, for comparing two groupers.</summary>
internal static class DumpCommand
{
    internal static Command Create(Session session)
    {
        var set = TablesCommand.SetArgument(session);
        var cases = CertifyCommand.CasesOption(session);
        var country = Sets.CountryOption(session);
        var file = new ContactFileOptions(session, ContactNeeds.None);
        var output = SharedOptions.Output(session);
        var linear = new Option<bool>("--linear") { Description = session.Say("Try the rules one by one, without the index") };
        var command = new Command("dump", session.Say("Write results as canonical text with a SHA-256 of its body"))
        {
            set, cases, country, output, linear,
        };
        file.AddTo(command);
        command.SetAction(parsed => Run(
            session,
            new(
                Sets.Grouper(session, parsed.GetValue(set)!, parsed.GetValue(country)).Definition,
                parsed.GetValue(linear) ? Matcher.Linear : Matcher.Indexed),
            parsed.GetValue(cases) is { } path ? file.Open(parsed, path) : file.None(parsed, "--cases"),
            parsed.GetValue(output)!));
        return command;
    }

    private static int Run(Session session, Grouper grouper, OpenContacts? opened, string outputPath)
    {
        using var input = opened;
        var unreadable = 0L;
        var contacts = opened is null
            ? grouper.Definition.Set.TestCases.Select(testCase => testCase.Contact)
            : ContactReader.Read(opened.Text, opened.Layout with { IsOfCases = true }, opened.Name).Where(IsReadable)
                .Select(row => row.Contact);
        using var file = new AtomicOutput(outputPath);
        string hash;
        using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true))
        using (var dump = new CanonicalDump(writer, grouper))
        {
            foreach (var contact in contacts)
            {
                session.Stop.ThrowIfCancellationRequested();
                dump.Add(contact.Id, grouper.Group(contact));
            }

            hash = dump.Complete();
        }

        file.Commit();
        if (outputPath != "-")
            session.Out.WriteLine(hash);
        if (unreadable == 0)
            return ExitCode.Done;
        session.Note(session.Say(CountWords.LeftOut(unreadable)));
        return ExitCode.UnreadableRows;

        bool IsReadable(ContactRow row)
        {
            unreadable += row.Issue is null ? 0 : 1;
            return row.Issue is null;
        }
    }
}
