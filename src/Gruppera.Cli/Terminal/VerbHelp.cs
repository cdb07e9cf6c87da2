using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using Gruppera.Presentation.Documents;

namespace Gruppera.Cli.Terminal;

/// <summary>The help of the program as a whole, its verbs in groups, and of every verb, in the language of the run.</summary>
internal sealed class VerbHelp(Session session, Command root, (string Title, Command[] Commands)[] groups) : SynchronousCommandLineAction
{
    private const int WidestName = 26;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command == root)
            OfRoot(output);
        else
            OfVerb(output, parseResult.CommandResult.Command);
        return ExitCode.Done;
    }

    private void OfRoot(TextWriter output)
    {
        Document.Wrap(output, root.Description ?? "", "", "");
        output.WriteLine();
        output.WriteLine(session.Say("Usage: gruppera VERB [options]; gruppera VERB --help shows what a verb takes"));
        var width = groups.Max(group => group.Commands.Max(command => command.Name.Length)) + 4;
        foreach (var (title, commands) in groups)
            Write(output, title, commands.Select(command => (command.Name, command.Description ?? "")), width);
        Write(output, session.Say("For all verbs"), root.Options.Select(option => (option.Name, option.Description ?? "")), width);
    }

    private void OfVerb(TextWriter output, Command verb)
    {
        Document.Wrap(output, verb.Description ?? "", "", "");
        output.WriteLine();
        string[] parts =
        [
            Path(verb), .. verb.Arguments.Select(Usage), .. verb.Subcommands.Count > 0 ? [session.Say("VERB")] : Array.Empty<string>(),
            session.Say("[options]"),
        ];
        Document.Wrap(output, session.Say($"Usage: {string.Join(' ', parts):usage}"), "", "  ");
        (string Name, string Text)[] arguments = [.. verb.Arguments.Select(argument => ($"<{argument.Name}>", argument.Description ?? ""))];
        (string Name, string Text)[] options = [.. All(verb).Where(option => !option.Hidden)
            .Select(option => (NameOf(option), TextOf(option)))];
        (string Name, string Text)[] verbs =
            [.. verb.Subcommands.Select(child => (string.Join(' ', [child.Name, .. child.Arguments.Select(Usage)]), child.Description
                ?? ""))];
        var width = arguments.Concat(options).Concat(verbs).Select(row => row.Name.Length).Where(length => length <= WidestName)
            .DefaultIfEmpty(0).Max() + 4;
        Write(output, session.Say("Arguments"), arguments, width);
        Write(output, session.Say("Options"), options, width);
        Write(output, session.Say("Verbs"), verbs, width);
    }

    /// <summary>A heading, and names with texts beside them; under a name that is too long for its column.</summary>
    private static void Write(TextWriter output, string title, IEnumerable<(string Name, string Text)> rows, int width)
    {
        var isFirst = true;
        foreach (var (name, text) in rows)
        {
            if (isFirst)
                output.Write($"{Environment.NewLine}{title}{Environment.NewLine}");
            isFirst = false;
            var isLong = name.Length + 4 > width;
            if (isLong)
                output.WriteLine($"  {name}");
            Document.Wrap(output, text, isLong ? new(' ', width) : $"  {name}".PadRight(width), new(' ', width));
        }
    }

    /// <summary>The verb's own options, then those of all verbs.</summary>
    private static IEnumerable<Option> All(Command verb) => verb.Options.Concat(Above(verb).SelectMany(command => command.Options)
        .Where(option => option.Recursive));

    private static IEnumerable<Command> Above(Command verb)
    {
        for (var at = verb.Parents.OfType<Command>().FirstOrDefault(); at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
            yield return at;
    }

    private static string Path(Command verb) => string.Join(' ', Above(verb).Reverse().Append(verb).Select(command => command.Name));

    private static string Usage(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? $"<{argument.Name}>..." : $"<{argument.Name}>";
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static string NameOf(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias.Length < option.Name.Length && !alias.StartsWith('/'))
            .Order(StringComparer.Ordinal).Append(option.Name));
        if (option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool))
            return names;
        var words = option.GetCompletions(CompletionContext.Empty).Select(each => each.Label).ToArray();
        return $"{names} <{(words.Length > 0 ? string.Join('|', words) : option.HelpName ?? option.Name.TrimStart('-'))}>";
    }

    private string TextOf(Option option)
    {
        var text = option.Description ?? "";
        if (option.Required)
            return $"{text} {session.Say("(required)")}";
        return option.HasDefaultValue && option.ValueType != typeof(bool)
            && option.GetDefaultValue() is { } value && $"{value}" is { Length: > 0 } known && value is not Array
            ? $"{text} {session.Say($"[default: {known}]")}"
            : text;
    }
}
