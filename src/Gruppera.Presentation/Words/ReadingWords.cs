using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Documents;
using Gruppera.Workflows.Codes;

namespace Gruppera.Presentation.Words;

/// <summary>How a file of contacts was understood, in words: one line, or all of it.</summary>
public static partial class ReadingWords
{
    private const int ShownUnused = 8;
    private const int MostGone = 5;

    /// <summary>One line: file, form, layout, which column is which fact, what is not used, what was assumed.</summary>
    public static string Line(Voice voice, Reading reading)
    {
        var parts = new List<string>
        {
            string.Join(", ", Facts(reading).Select(fact => $"{fact.Fact}={Joined(fact.Columns)}")),
        };
        if (!reading.Unused.IsEmpty)
            parts.Add(voice.Say("not used: ") + Shortened(voice, reading.Unused));
        if (!reading.Assumptions.IsEmpty)
            parts.Add(voice.Say("assumed: ") + string.Join("; ", reading.Assumptions.Select(text => text.In(voice.Language))));
        return $"{reading.File}: {Form(voice, reading)}, layout {reading.Layout}: {string.Join("; ", parts)}";
    }

    /// <summary>That a file has no contacts; empty if it has some.</summary>
    public static string NoContacts(Voice voice, Reading reading) => !reading.IsEmpty ? "" : voice.Say(
        $"Warning: {reading.File} has no contacts: there is nothing below its header");

    /// <summary>What no column gives and grouping does without; empty if nothing is missing.</summary>
    public static string Warning(Voice voice, Reading reading, ContactNeeds allowed)
    {
        var missing = reading.Missing.Where(fact => fact is "procedures" or "discharge"
            || (fact == "sex" && !allowed.HasFlag(ContactNeeds.Sex))).Select(fact => Fact(voice, fact)).ToList();
        return missing.Count == 0 ? "" : voice.Say(
            $"Warning: no column of {reading.File} gives {string.Join(", ", missing):missing}; contacts are grouped without");
    }

    /// <summary>All of it.</summary>
    public static Document All(Voice voice, Reading reading)
    {
        var document = new Document().Line($"{reading.File}: {Form(voice, reading)}").Line(
            $"layout {reading.Layout}" + (reading.IsFound ? voice.Say(", detected from the header") : "")
            + (reading.HeaderRow > 0 ? voice.Say($"; header in row {reading.HeaderRow}") : ""));
        document.Table(
            [voice.Say("column"), voice.Say("fact"), ""],
            reading.Columns.Select(column =>
                new[] { column.Column, column.Fact, column.IsBlank ? voice.Say("blank in every row checked") : "" }));
        if (!reading.Unused.IsEmpty)
            document.Line(voice.Say("Not used: ") + string.Join(", ", reading.Unused));
        if (!reading.Missing.IsEmpty)
            document.Line(voice.Say("No column gives: ") + string.Join(", ", reading.Missing.Select(fact => Fact(voice, fact))));
        foreach (var text in reading.Assumptions)
            document.Line(voice.Say("Assumed: ") + text.In(voice.Language));
        return document;
    }

    /// <summary>Values that mean nothing, column by column.</summary>
    public static IEnumerable<string> Odd(Voice voice, ImmutableArray<OddColumn> odd) => odd.Select(column =>
        $"{column.Column}: {Kind(voice, column.Kind)}: {Voice.Number(column.Count)}"
        + (column.MostFrequent.IsEmpty
            ? ""
            : ", " + string.Join(", ", column.MostFrequent.Select(value => $"{value.Value} ({Voice.Number(value.Count)})"))));

    /// <summary>The warning that a set does not fit a file; empty if it does.</summary>
    public static string Misfit(Voice voice, GroupingSummary summary, string set) => !summary.IsMisfit ? "" : voice.Say(
        $"The set {set} does not fit the file: it lacks {Voice.Number(summary.UnknownPrincipal):unknownPrincipal} of " +
        $"{Voice.Number(summary.Grouped):grouped} principal diagnoses. Check the column of the principal diagnosis and the year " +
        $"of the set");

    /// <summary>How many of the unknown codes went out, and the most frequent of them; nothing where there are none.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="gone">The codes, the most frequent first.</param>
    public static IEnumerable<string> Gone(Voice voice, ImmutableArray<GoneCode> gone)
    {
        ArgumentNullException.ThrowIfNull(voice);
        if (gone.IsEmpty)
            yield break;
        yield return voice.Say(
            $"Codes that the set does not know because they went out: {Voice.Number(gone.Length):codes}, " +
            $"{Voice.Number(gone.Sum(code => code.Times)):times} times. Their successors can be used: gruppera codes succession, then " +
            $"--code-map");
        foreach (var code in gone.Take(MostGone))
            yield return "  " + voice.Say(code.To is { } to
                ? (Text)$"{Named(code):code} ({Voice.Number(code.Times):times}): until {$"{to:yyyy-MM-dd}":to}, by {code.KnownTo}"
                : $"{Named(code):code} ({Voice.Number(code.Times):times}): known to {code.KnownTo}");

        string Named(GoneCode code) =>
            $"{CodeNotation.Written(code.Code, code.IsProcedure)} {code.Text.In(voice.Language)}".TrimEnd();
    }

    /// <summary>A fact of a contact in words; a fact without words as it is.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="fact">The fact as layouts name it.</param>
    public static string Fact(Voice voice, string fact) => fact switch
    {
        "age" => voice.Say("the age"),
        "duration" => voice.Say("the care days"),
        "diagnoses" => voice.Say("the diagnoses"),
        "sex" => voice.Say("the sex"),
        "procedures" => voice.Say("the procedures"),
        "discharge" => voice.Say("the mode of discharge"),
        _ => fact,
    };

    private static string Kind(Voice voice, OddKind kind) => kind switch
    {
        OddKind.WithoutMeaning => voice.Say("values without meaning"),
        OddKind.NoCode => voice.Say("values that do not look like codes"),
        OddKind.Unreadable => voice.Say("values that could not be read, digits shown as 9"),
        OddKind.UnknownCode => voice.Say("codes not in the definition tables"),
        _ => voice.Say("letters for the side left out after codes"),
    };

    private static string Form(Voice voice, Reading reading)
    {
        var parts = new List<string> { reading.Format };
        if (reading.Delimiter != 0)
        {
            parts.Add(reading.Delimiter switch
            {
                ';' => voice.Say("semicolons"),
                ',' => voice.Say("commas"),
                '\t' => voice.Say("tabs"),
                '|' => voice.Say("pipes"),
                var other => $"'{other}'",
            });
        }

        if (reading.Encoding.Length > 0)
            parts.Add(reading.Encoding);
        if (reading.Sheet.Length > 0)
            parts.Add(voice.Say($"sheet {reading.Sheet}"));
        if (reading.HeaderRow > 1)
            parts.Add(voice.Say($"header in row {reading.HeaderRow}"));
        return string.Join(", ", parts);
    }

    private static string Shortened(Voice voice, ImmutableArray<string> names) => names.Length <= ShownUnused + 1
        ? string.Join(", ", names)
        : string.Join(", ", names.Take(ShownUnused)) + voice.Say($" and {names.Length - ShownUnused:names} more");

    private static IEnumerable<(string Fact, List<string> Columns)> Facts(Reading reading) =>
        reading.Columns.GroupBy(column => column.Fact, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Select(column => column.Column).ToList()));

    /// <summary>Columns one by one, numbered ones from the first to the last: <c>DIA1-DIA30</c>.</summary>
    private static string Joined(List<string> columns)
    {
        var runs = new List<(string First, string Last, string Stem, int Number)>();
        foreach (var column in columns)
        {
            var match = Numbered().Match(column);
            var (stem, number) = match.Success
                ? (match.Groups["stem"].Value, int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture))
                : (column, -1);
            if (number > 0 && runs.Count > 0 && runs[^1].Stem == stem && runs[^1].Number == number - 1)
                runs[^1] = (runs[^1].First, column, stem, number);
            else
                runs.Add((column, column, stem, number));
        }

        return string.Join("+", runs.Select(run => run.First == run.Last ? run.First : $"{run.First}-{run.Last}"));
    }

    [GeneratedRegex(@"^(?<stem>.*?)(?<n>\d{1,3})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbered();
}
