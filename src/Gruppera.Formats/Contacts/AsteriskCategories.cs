using System.Collections.Frozen;

namespace Gruppera.Formats.Contacts;

/// <summary>The categories of ICD-10 that are asterisk categories as a whole: manifestations of something else. Source: ICD-10,
/// volume 1, the asterisk lists of its chapters.</summary>
public static class AsteriskCategories
{
    private static readonly FrozenSet<DiagnosisCode> Categories = (
        "D63 D77 E35 E90 F00 F02 G01 G02 G05 G07 G13 G22 G26 G32 G46 G53 G55 G59 G63 G73 G94 G99 H03 H06 H13 H19 H22 H28 H32 H36 " +
        "H42 H45 H48 H58 H62 H67 H75 H82 H94 I32 I39 I41 I43 I52 I68 I79 I98 J17 J91 J99 K23 K67 K77 K87 K93 L14 L45 L54 L62 L86 " +
        "L99 M01 M03 M07 M09 M14 M36 M49 M63 M68 M73 M82 M90 N08 N16 N22 N29 N33 N37 N51 N74 N77 P75").Split(' ')
            .Select(code => DiagnosisCode.Parse(code)).ToFrozenSet();

    /// <summary>True for a code whose first three characters are such a category.</summary>
    public static bool Contain(DiagnosisCode code) => code.ToString() is { Length: >= 3 } text && Contain(text.AsSpan());

    /// <summary>True for a code whose first three characters are such a category; without allocating.</summary>
    internal static bool Contain(ReadOnlySpan<byte> code) => code.Length >= 3 && Categories.Contains(DiagnosisCode.Parse(code[..3]));

    private static bool Contain(ReadOnlySpan<char> code) => Categories.Contains(DiagnosisCode.Parse(code[..3]));
}
