using System.Text.RegularExpressions;
using Gruppera.Presentation.Words;

namespace Gruppera.Cli.Terminal;

/// <summary>What the parser of the command line finds wrong, in the program's own words and language. The parser knows English and the
/// large
/// languages only, and names types of the platform.</summary>
internal static partial class ParserWords
{
    /// <summary>True of the message that a verb is missing.</summary>
    internal static bool IsOfVerb(string message) => NoVerb().IsMatch(message);

    /// <summary>That a word is not known.</summary>
    internal static Text Unknown(string word) => $"Not known: {word}";

    internal static Text Of(string message)
    {
        if (NotKnown().Match(message) is { Success: true } unknown)
            return Unknown(unknown.Groups["word"].Value);
        if (NoVerb().IsMatch(message))
            return "A verb is missing";
        if (Missing().Match(message) is { Success: true } missing)
            return $"{missing.Groups["name"].Value:name}: a value is missing";
        if (Required().Match(message) is { Success: true } required)
            return $"{required.Groups["name"].Value:name} is required";
        if (Several().Match(message) is { Success: true } several)
            return $"{several.Groups["name"].Value:name} takes one value, {several.Groups["count"].Value:count} were given";
        if (NotOf().Match(message) is { Success: true } notOf)
        {
            var (word, ones) = (notOf.Groups["word"].Value, notOf.Groups["one"].Captures.Select(one => one.Value));
            return $"{word}: give one of {string.Join(", ", ones):words}{NearOffer.Of(word, ones):near}";
        }

        return BadType().Match(message) is { Success: true } type
            ? type.Groups["type"].Value.Contains("Int", StringComparison.Ordinal)
                ? (Text)$"{type.Groups["name"].Value:name} {type.Groups["word"].Value:word}: give a whole number"
                : $"{type.Groups["name"].Value:name} {type.Groups["word"].Value:word}: give a number"
            : Text.Verbatim(message);
    }

    [GeneratedRegex("^Unrecognized command or argument '(?<word>.*)'\\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotKnown();

    [GeneratedRegex("^Required command was not provided\\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoVerb();

    [GeneratedRegex("^Required argument missing for (command|option): '(?<name>.*)'\\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex("^Option '(?<name>.*)' is required\\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Required();

    [GeneratedRegex("^(Command|Option) '(?<name>.*)' expects a single argument but (?<count>\\d+) were provided\\.$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Several();

    [GeneratedRegex("^Argument '(?<word>.*)' not recognized\\. Must be one of:(\\s+'(?<one>[^']*)')+\\s*$", RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex NotOf();

    [GeneratedRegex("^Cannot parse argument '(?<word>.*?)' (for (command|option) '(?<name>.*)' )?as expected type '(?<type>.*)'\\.",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BadType();
}
