using Gruppera.Definitions;

namespace Gruppera.Generator;

/// <summary>Names of groups, by letter. Short names have whole words, <c>>17</c> and <c>&lt;18</c> for ages, and M, K, U for levels, as in the
/// document "DRG - grundläggande begrepp" (2017).</summary>
internal sealed class Texts(string folder)
{
    /// <summary>Longest short name without what the letter adds.</summary>
    public const int ShortLength = 38;

    private static readonly Dictionary<char, (string Swedish, string English, string Short)> Letters = new()
    {
        ['A'] = (", mycket komplicerat", ", very complicated", " M"),
        ['C'] = (", komplicerat", ", complicated", " K"),
        ['E'] = (", ej komplicerat", ", not complicated", " U"),
        ['N'] = ("", "", ""),
        ['L'] = (", slutenvård i primärvård", ", inpatient primary care", " PVSV"),
        ['O'] = (", öppenvård", ", outpatient", " O"),
        ['P'] = (", komplicerat, öppenvård", ", complicated, outpatient", " K O"),
        ['Q'] = (", ej komplicerat, öppenvård", ", not complicated, outpatient", " U O"),
        ['X'] = (", i team", ", in a team", " T"),
        ['Y'] = (", i grupp", ", in a group", " G"),
        ['Z'] = (", på distans", ", at a distance", " D"),
        ['R'] = (", primärvård", ", primary care", " PV"),
        ['S'] = (", ej komplicerat, primärvård", ", not complicated, primary care", " U PV"),
        ['T'] = (", komplicerat, primärvård", ", complicated, primary care", " K PV"),
        ['U'] = (", primärvård i team", ", primary care in a team", " T PV"),
        ['V'] = (", primärvård i grupp", ", primary care in a group", " G PV"),
        ['W'] = (", primärvård på distans", ", primary care at a distance", " D PV"),
    };

    private static readonly (string Long, string Short)[] Shorter =
    [
        (", vuxna", " >17"), (", barn", " <18"), (", adults", " >17"), (", children", " <18"), (", över 35 år", " >35"),
        (", under 36 år", " <36"), (", over 35 years", " >35"), (", under 36 years", " <36"), ("Operation ", "Op "), ("operation ", "op "),
        (" och ", " o "), (" and ", " & "),
    ];

    private readonly Dictionary<string, SourceRow> _short = SourceTable.Read(folder, "short-names").ToDictionary(row => row["base"], StringComparer.Ordinal);

    public static bool IsLetter(char letter) => Letters.ContainsKey(letter);

    /// <summary>The name of a group.</summary>
    /// <param name="drg">The group.</param>
    /// <param name="mdc">Its MDC.</param>
    /// <param name="text">The name that it shares with the other letters.</param>
    /// <param name="shortText">The short name that they share; blank to make it of the name.</param>
    public DrgName Name(string drg, string mdc, TableText text, TableText shortText)
    {
        var (swedish, english, suffix) = Letters[drg[^1]];
        var own = _short.GetValueOrDefault(drg[..3]);
        return new(
            drg, drg, mdc,
            new(text.National + swedish, text.Combined + english),
            new(
                Short(drg, own?["sv"], shortText.National, text.National) + suffix,
                Short(drg, own?["en"], shortText.Combined, text.Combined) + suffix),
            default);
    }

    private static string Short(string drg, string? own, string? given, string text)
    {
        var name = !string.IsNullOrEmpty(own) ? own : !string.IsNullOrEmpty(given) ? given
            : Shorter.Aggregate(text, (name, word) => name.Replace(word.Long, word.Short, StringComparison.Ordinal));
        return name.Length <= ShortLength ? name : throw new SourceException($"{drg}: '{name}' is longer than {ShortLength}: give it a row in short-names.csv");
    }
}
