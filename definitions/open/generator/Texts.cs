using Gruppera.Definitions;

namespace Gruppera.Generator;

/// <summary>Names of groups, by letter.</summary>
internal static class Texts
{
    private const int ShortLength = 36;

    private static readonly Dictionary<char, (string Swedish, string English, string Short)> Letters = new()
    {
        ['A'] = (", mycket komplicerat", ", very complicated", " M"),
        ['C'] = (", komplicerat", ", complicated", " K"),
        ['E'] = (", ej komplicerat", ", not complicated", " U"),
        ['N'] = ("", "", ""),
        ['L'] = (", slutenvård i primärvård", ", inpatient primary care", " PVSV"),
        ['O'] = (", öppenvård", ", outpatient", " Ö"),
        ['P'] = (", komplicerat, öppenvård", ", complicated, outpatient", " ÖK"),
        ['Q'] = (", ej komplicerat, öppenvård", ", not complicated, outpatient", " ÖU"),
        ['X'] = (", i team", ", in a team", " T"),
        ['Y'] = (", i grupp", ", in a group", " G"),
        ['Z'] = (", på distans", ", at a distance", " D"),
        ['R'] = (", primärvård", ", primary care", " PV"),
        ['S'] = (", ej komplicerat, primärvård", ", not complicated, primary care", " PVU"),
        ['T'] = (", komplicerat, primärvård", ", complicated, primary care", " PVK"),
        ['U'] = (", primärvård i team", ", primary care in a team", " PVT"),
        ['V'] = (", primärvård i grupp", ", primary care in a group", " PVG"),
        ['W'] = (", primärvård på distans", ", primary care at a distance", " PVD"),
    };

    public static bool IsLetter(char letter) => Letters.ContainsKey(letter);

    public static DrgName Name(string drg, string mdc, TableText text)
    {
        var (swedish, english, suffix) = Letters[drg[^1]];
        return new(
            drg, drg, mdc,
            new(text.National + swedish, text.Combined + english),
            new(Short(text.National, suffix), Short(text.Combined, suffix)), default);
    }

    private static string Short(string text, string suffix)
    {
        var room = ShortLength - suffix.Length;
        return (text.Length <= room ? text : text[..room].TrimEnd(' ', ',')) + suffix;
    }
}
