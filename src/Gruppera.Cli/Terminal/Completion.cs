using System.CommandLine;
using System.CommandLine.Completions;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Catalogues;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Workflows.Joins;

namespace Gruppera.Cli.Terminal;

/// <summary>What may come next on a command line, for the shells: <c>gruppera "[suggest]" "gruppera weights sh"</c> prints a word a line.
/// Nothing is printed where a file may stand: the shell offers those itself.</summary>
internal static class Completion
{
    private const string Directive = "[suggest";

    internal static bool IsAsked(string[] args) => args is [var first, _, ..] && first.StartsWith(Directive, StringComparison.Ordinal);

    /// <summary>Prints the words that the last word of a line may become.</summary>
    /// <param name="session">What the run talks to.</param>
    /// <param name="root">The program.</param>
    /// <param name="args">The directive, as <c>[suggest]</c> or <c>[suggest:20]</c> with the place of the cursor, and the line.</param>
    internal static int Suggest(Session session, Command root, string[] args)
    {
        var line = args[1];
        if (int.TryParse(args[0].AsSpan(Directive.Length).Trim(":]"), out var at) && at < line.Length)
            line = line[..at];
        var words = Words(line);
        foreach (var word in Of(root, words[1..^1], words[^1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            session.Out.WriteLine(word);
        return ExitCode.Done;
    }

    private static IEnumerable<string> Of(Command root, string[] before, string word)
    {
        var (command, arguments) = Place(root, before);
        if (word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
        {
            var start = word[..(equals + 1)];
            return Find(command, word[..equals]) is { } named
                ? Begin(Values(command, named), word[start.Length..]).Select(value => start + value) : [];
        }

        if (before.Length > 0 && Find(command, before[^1]) is { } option && TakesValue(option))
            return Begin(Values(command, option), word);
        if (word.StartsWith('-'))
            return Begin(All(command).Where(each => !each.Hidden).SelectMany(Names), word);
        if (command.Name == "help")
            return Begin(Place(root, before[1..]).Command.Subcommands.Select(each => each.Name), word);
        var next = arguments < command.Arguments.Count ? command.Arguments[arguments] : command.Arguments.LastOrDefault();
        return Begin(command.Subcommands.Select(each => each.Name).Concat(next is null ? [] : Values(command, next)), word);
    }

    /// <summary>The verb that words lead to, and how many of them are its arguments.</summary>
    private static (Command Command, int Arguments) Place(Command root, string[] words)
    {
        var (command, arguments, isValue) = (root, 0, false);
        foreach (var word in words)
        {
            var isOption = word.StartsWith('-') && word.Length > 1;
            if (!isOption && !isValue && command.Subcommands.FirstOrDefault(each => each.Name == word) is { } child)
                (command, arguments) = (child, 0);
            else if (!isOption && !isValue)
                arguments++;
            isValue = isOption && Find(command, word) is { } option && TakesValue(option);
        }

        return (command, arguments);
    }

    private static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool);

    private static IEnumerable<string> Names(Option option) => option.Aliases.Append(option.Name)
        .Where(name => name.StartsWith("--", StringComparison.Ordinal) && !RenamedOptions.IsOld(name));

    private static Option? Find(Command command, string name) =>
        All(command).FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

    private static IEnumerable<Option> All(Command command)
    {
        var options = command.Options.AsEnumerable();
        for (var at = Above(command); at is not null; at = Above(at))
            options = options.Concat(at.Options.Where(option => option.Recursive));
        return options;

        static Command? Above(Command command) => command.Parents.OfType<Command>().FirstOrDefault();
    }

    private static IEnumerable<string> Begin(IEnumerable<string> words, string start) =>
        words.Where(word => word.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>Values of an option or argument: the fixed ones, or the stored sets, lists, catalogues, and layouts.</summary>
    private static IEnumerable<string> Values(Command command, Symbol symbol)
    {
        string[] known = symbol is Option option
            ? [.. option.GetCompletions(CompletionContext.Empty).Select(each => each.Label)]
            : [.. ((Argument)symbol).GetCompletions(CompletionContext.Empty).Select(each => each.Label)];
        return known.Length > 0 ? known : (VerbHelp.Path(command), symbol.Name) switch
        {
            ("weights import", _) => [],
            ("weights diff", "before" or "after") => Lists(),
            ("codes succession", "before" or "after") => Catalogues().Concat(Sets()),
            (_, "set" or "--set" or "--against" or "--versus" or "before" or "after") => Sets(),
            ("tables check", "--before") => Sets(),
            (_, "list" or "--weights" or "--weights-after" or "--previous" or "--manual" or "--limits") => Lists(),
            (_, "catalogue") => Catalogues(),
            (_, "--layout" or "name") => LayoutCatalog.Names.Concat(symbol.Name == "name" ? DeliveryCatalog.Names : []),
            ("contacts join", "layout") => DeliveryCatalog.Names,
            _ => [],
        };
    }

    private static IEnumerable<string> Sets() => SetStore.Default.List().Select(set => set.Version.Id).Append(OpenSet.Id);

    private static IEnumerable<string> Lists() => new WeightStore(SetStore.Default.Root).List().Select(list => list.Name);

    private static IEnumerable<string> Catalogues() => CatalogueStore.Default.List().Select(catalogue => catalogue.Id);

    /// <summary>The words of a line, quotes taken off; the last is empty where the line ends with a blank.</summary>
    private static string[] Words(string line)
    {
        var (words, word, quote) = (new List<string>(), new System.Text.StringBuilder(), '\0');
        foreach (var letter in line)
        {
            if (letter == quote)
                quote = '\0';
            else if (quote == '\0' && letter is '"' or '\'' && quote == '\0')
                quote = letter;
            else if (quote == '\0' && letter == ' ')
                Next();
            else
                word.Append(letter);
        }

        words.Add(word.ToString());
        return words.Count > 1 ? [.. words] : [words[0], ""];

        void Next()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }
}
