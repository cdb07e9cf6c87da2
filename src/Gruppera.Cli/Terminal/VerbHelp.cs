using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;
using Gruppera.Presentation.Documents;

namespace Gruppera.Cli.Terminal;

/// <summary>The help of the program as a whole, its verbs in groups, and of every verb, in the language of the run.</summary>
internal sealed partial class VerbHelp(Session session, Command root, (string Title, Command[] Commands)[] groups)
    : SynchronousCommandLineAction
{
    /// <summary>Columns below which texts need the room of long names.</summary>
    private const int Narrow = 72;

    private static int WidestName => TextWidth.Columns < Narrow ? 12 : 26;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult) =>
        Show(parseResult.InvocationConfiguration.Output, parseResult.CommandResult.Command);

    private void OfRoot(TextWriter output)
    {
        Document.Wrap(output, root.Description ?? "", "", "");
        output.WriteLine();
        Document.Wrap(
            output, session.Say("Usage: gruppera VERB [options]; gruppera VERB --help shows what a verb takes"), "", "  ");
        var width = WriteGroups(output);
        Write(output, session.Say("For all verbs"), root.Options.Select(option => (option.Name, option.Description ?? "")), width);
    }

    private int WriteGroups(TextWriter output)
    {
        var width = groups.Max(group => group.Commands.Max(command => command.Name.Length)) + 4;
        foreach (var (title, commands) in groups)
            Write(output, title, commands.Select(command => (command.Name, command.Description ?? "")), width);
        return width;
    }

    /// <summary>The verbs that go with a verb, or all verbs of the program.</summary>
    internal void WriteVerbs(TextWriter output, Command verb)
    {
        if (verb == root)
            WriteGroups(output);
        else
            Write(output, session.Say("Verbs"), VerbsOf(verb), WidthOf(VerbsOf(verb)));
    }

    /// <summary>Shows the help of a verb, or of the program.</summary>
    internal int Show(TextWriter output, Command verb)
    {
        if (verb == root)
            OfRoot(output);
        else
            OfVerb(output, verb);
        return ExitCode.Done;
    }

    private void OfVerb(TextWriter output, Command verb)
    {
        Document.Wrap(output, verb.Description ?? "", "", "");
        output.WriteLine();
        Document.Wrap(output, session.Say($"Usage: {UsageOf(verb):usage}"), "", "  ");
        var (arguments, options, verbs) = (ArgumentsOf(verb), OptionsOf(verb), VerbsOf(verb));
        var width = WidthOf([.. arguments, .. options, .. verbs]);
        Write(output, session.Say("Arguments"), arguments, width);
        Write(output, session.Say("Options"), options, width);
        Write(output, session.Say("Verbs"), verbs, width);
    }

    /// <summary>How a verb is written.</summary>
    internal string UsageOf(Command verb) => string.Join(' ',
    [
        "gruppera", Path(verb), .. verb.Arguments.Select(Usage),
        .. verb.Subcommands.Count > 0 ? [session.Say("VERB")] : Array.Empty<string>(), session.Say("[options]"),
    ]);

    internal static (string Name, string Text)[] ArgumentsOf(Command verb) =>
        [.. verb.Arguments.Select(argument => ($"<{argument.Name}>", argument.Description ?? ""))];

    /// <summary>The verb's own options, then those of all verbs.</summary>
    internal (string Name, string Text)[] OptionsOf(Command verb) =>
        [.. All(verb).Where(option => !option.Hidden).Select(option => (NameOf(option), TextOf(option)))];

    internal static (string Name, string Text)[] VerbsOf(Command verb) =>
    [
        .. verb.Subcommands.Select(child => (string.Join(' ', [child.Name, .. child.Arguments.Select(Usage)]), child.Description ?? "")),
    ];

    private static int WidthOf((string Name, string Text)[] rows) =>
        rows.Select(row => row.Name.Length).Where(length => length <= WidestName).DefaultIfEmpty(0).Max() + 4;

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
                WriteName(output, name);
            Document.Wrap(output, text, isLong ? new(' ', width) : $"  {name}".PadRight(width), new(' ', width));
        }
    }

    /// <summary>A name that is alone on its lines, which end after one of its words.</summary>
    private static void WriteName(TextWriter output, string name)
    {
        var line = "  ";
        foreach (var part in Parts().Split(name))
        {
            if (line.Length + part.TrimEnd().Length > TextWidth.Columns && line.Trim().Length > 0)
            {
                output.WriteLine(line.TrimEnd());
                line = "      ";
            }

            line += part;
        }

        output.WriteLine(line.TrimEnd());
    }

    /// <summary>The verb's own options, then those of all verbs.</summary>
    private static IEnumerable<Option> All(Command verb) => verb.Options.Concat(Above(verb).SelectMany(command => command.Options)
        .Where(option => option.Recursive));

    private static IEnumerable<Command> Above(Command verb)
    {
        for (var at = verb.Parents.OfType<Command>().FirstOrDefault(); at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
            yield return at;
    }

    /// <summary>The words of a verb, as <c>weights compute</c>; empty for the program.</summary>
    internal static string Path(Command verb) =>
        string.Join(' ', Above(verb).Reverse().Append(verb).Skip(1).Select(command => command.Name));

    private static string Usage(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? $"<{argument.Name}>..." : $"<{argument.Name}>";
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static string NameOf(Option option)
    {
        var names = string.Join(", ", option.Aliases
            .Where(alias => alias.Length < option.Name.Length && !alias.StartsWith('/') && !RenamedOptions.IsOld(alias))
            .Order(StringComparer.Ordinal).Append(option.Name));
        if (option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool))
            return names;
        var words = option.GetCompletions(CompletionContext.Empty).Select(each => each.Label).ToArray();
        return $"{names} <{(words.Length > 0 ? string.Join('|', words) : option.HelpName ?? option.Name.TrimStart('-'))}>";
    }

    [GeneratedRegex("(?<=[| ])", RegexOptions.None, 1000)]
    private static partial Regex Parts();

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
