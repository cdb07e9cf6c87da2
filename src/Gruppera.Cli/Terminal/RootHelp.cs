using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Gruppera.Presentation.Documents;

namespace Gruppera.Cli.Terminal;

/// <summary>The help of the program as a whole: its verbs in groups. Every other command has the parser's own help.</summary>
internal sealed class RootHelp(Session session, Command root, (string Title, Command[] Commands)[] groups) : SynchronousCommandLineAction
{
    private readonly HelpAction _ofCommands = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command != root)
            return _ofCommands.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        Document.Wrap(output, root.Description ?? "", "", "");
        output.WriteLine();
        output.WriteLine(session.Say("Usage: gruppera VERB [options]; gruppera VERB --help shows what a verb takes"));
        var width = groups.Max(group => group.Commands.Max(command => command.Name.Length)) + 4;
        foreach (var (title, commands) in groups)
        {
            output.WriteLine();
            output.WriteLine(title);
            foreach (var command in commands)
                Document.Wrap(output, command.Description ?? "", $"  {command.Name}".PadRight(width), new(' ', width));
        }

        output.WriteLine();
        output.WriteLine(session.Say("For all verbs"));
        foreach (var option in root.Options)
        {
            Document.Wrap(output, option.Description ?? "", $"  {option.Name}".PadRight(width), new(' ', width));
        }

        return ExitCode.Done;
    }
}
