using Gruppera.Definitions;

namespace Gruppera.Workflows.Synthesis;

/// <summary>The codes of a definition set by what they give. Immutable. Lists are in an order of chance that belongs to the codes,
/// so that some are common and most are rare.</summary>
internal sealed class CodeBook
{
    /// <summary>Asterisk categories of ICD-10 as a whole: manifestations, which never stand alone.</summary>
    private const string AsteriskCategories =
        " D63 D77 E35 E90 F00 F02 G01 G02 G05 G07 G13 G22 G26 G32 G46 G53 G55 G59 G63 G73 G94 G99 H03 H06 H13 H19 H22 H28 H32 H36"
        + " H42 H45 H48 H58 H62 H67 H75 H82 H94 I32 I39 I41 I43 I52 I68 I79 I98 J17 J91 J99 K23 K67 K77 K87 K93 L14 L45 L54 L62 L86"
        + " L99 M01 M03 M07 M09 M14 M36 M49 M63 M68 M73 M82 M90 N08 N16 N22 N29 N33 N37 N51 N74 N77 P75 ";

    /// <summary>Length from which a procedure is a code of its own, even where others begin with it.</summary>
    private const int WholeProcedure = 5;

    /// <summary>How far everyday diseases stand before others in the order of chance.</summary>
    private const double CommonFirst = 0.1;
    private static readonly HashSet<string> Common = [.. SmallTable.Read("common").Select(row => row["category"])];
    private readonly Func<Code, bool> _isWhole;
    private readonly Dictionary<(FeatureType, string), Code[]> _diagnosesBy;
    private readonly Dictionary<(FeatureType, string), Code[]> _proceduresBy;
    private readonly Dictionary<Diagnosis, Code> _diagnoses;
    private readonly HashSet<DiagnosisCode> _asterisks;
    private readonly Dictionary<string, Code> _procedures;

    internal CodeBook(DefinitionSet set)
    {
        var limits = new LimitTable();
        var categories = set.DiagnosisFeatures.Where(row => row.Type == FeatureType.Dgcat)
            .GroupBy(row => new Diagnosis(row.Code, row.Dagger)).ToDictionary(rows => rows.Key, rows => rows.First().Value);
        _asterisks = [.. set.DiagnosisFeatures.Where(row => !row.Dagger.IsBlank || IsAsteriskCategory(row.Code)).Select(row => row.Code)];
        _diagnoses = set.DiagnosisFeatures.Select(row => new Diagnosis(row.Code, row.Dagger)).Distinct()
            .ToDictionary(diagnosis => diagnosis, diagnosis => NewCode(diagnosis, categories.GetValueOrDefault(diagnosis, ""), limits));
        _procedures = set.ProcedureFeatures.Select(row => row.Code).Distinct()
            .ToDictionary(code => code.ToString(), code => new Code(code), StringComparer.Ordinal);
        HashSet<string> categories3 =
            [.. _diagnoses.Keys.Where(key => key.Dagger.IsBlank).SelectMany(key => BeginningsOf(key.Code.ToString()))];
        HashSet<string> families = [.. _procedures.Keys.SelectMany(BeginningsOf)];
        _isWhole = code => !(code.Procedure.IsBlank ? categories3 : families).Contains(code.Name) || code.Name.Length >= WholeProcedure;
        _diagnosesBy = ByProperty(set.DiagnosisFeatures.Select(row => ((row.Type, row.Value), _diagnoses[new(row.Code, row.Dagger)])));
        _proceduresBy = ByProperty(set.ProcedureFeatures.Where(row => !Medicines.Give(row.Code))
            .Select(row => ((row.Type, row.Value), _procedures[row.Code.ToString()])));
        Diagnoses = [.. _diagnoses.Values.Where(_isWhole).OrderBy(code => code.Name, StringComparer.Ordinal)];
        Procedures = [.. _procedures.Values.Where(_isWhole).OrderBy(code => code.Name, StringComparer.Ordinal)];
        Daggers = [.. set.DiagnosisFeatures.Select(row => row.Dagger).Where(dagger => !dagger.IsBlank)];
    }

    /// <summary>Every diagnosis entry of the set, pairs too, in the order of their texts.</summary>
    internal Code[] Diagnoses { get; }

    internal Code[] Procedures { get; }

    internal HashSet<DiagnosisCode> Daggers { get; }

    /// <summary>Manifestations that the set has, each alone.</summary>
    internal IEnumerable<Code> Asterisks => _asterisks.Order().Select(code => new Code(new Diagnosis(code), Limits.None));

    internal Code[] DiagnosesWith(FeatureType type, string value) => _diagnosesBy.GetValueOrDefault((type, value), []);

    internal Code[] ProceduresWith(FeatureType type, string value) => _proceduresBy.GetValueOrDefault((type, value), []);

    internal Code? Procedure(string name) => _procedures.GetValueOrDefault(name);

    internal bool Knows(DiagnosisCode code) => _diagnoses.ContainsKey(new(code)) || Daggers.Contains(code) || _asterisks.Contains(code);

    internal bool Has(Diagnosis diagnosis) => _diagnoses.ContainsKey(diagnosis);

    /// <summary>True for a manifestation that stands without its cause.</summary>
    internal bool IsLoneAsterisk(Code code) => code.Diagnosis.Dagger.IsBlank && _asterisks.Contains(code.Diagnosis.Code);

    internal static bool IsAsteriskCategory(DiagnosisCode code) =>
        AsteriskCategories.Contains($" {Start(code)} ", StringComparison.Ordinal);

    /// <summary>The code that is meant: itself, its category, or the first code of the category; null if the set has none.</summary>
    internal Code? Find(string name)
    {
        var code = DiagnosisCode.Parse(name);
        return _diagnoses.GetValueOrDefault(new(code)) ?? _diagnoses.GetValueOrDefault(new(DiagnosisCode.Parse(Start(code))))
            ?? Array.Find(Diagnoses, each => each.Diagnosis.Dagger.IsBlank && each.Name.StartsWith(Start(code), StringComparison.Ordinal));
    }

    private static bool IsCommon(Code code) => code.Procedure.IsBlank && Common.Contains(Start(code.Diagnosis.Code));

    private static Code NewCode(Diagnosis diagnosis, string category, LimitTable limits) =>
        new(diagnosis, limits.Of(diagnosis, category), category);

    private static string Start(DiagnosisCode code) => code.ToString() is { Length: > 3 } name ? name[..3] : code.ToString();

    private static IEnumerable<string> BeginningsOf(string name) =>
        Enumerable.Range(3, Math.Max(0, name.Length - 3)).Select(length => name[..length]);

    /// <summary>Codes by what they give; of a category and its codes only the codes, as people record them.</summary>
    private Dictionary<(FeatureType, string), Code[]> ByProperty(IEnumerable<((FeatureType, string) Key, Code Code)> rows) =>
        rows.GroupBy(row => row.Key).ToDictionary(group => group.Key, group =>
        {
            var all = group.Select(row => row.Code).ToArray();
            return InOrder(Array.Exists(all, code => _isWhole(code)) ? all.Where(_isWhole) : all);
        });

    internal static Code[] InOrder(IEnumerable<Code> codes) =>
    [
        .. codes.Distinct().OrderBy(code => Dice.UnitOf(code.Name, 1) * (IsCommon(code) ? CommonFirst : 1))
            .ThenBy(code => code.Name, StringComparer.Ordinal),
    ];
}

/// <summary>Procedures that give a medicine whose ATC code a check of quality asks for.</summary>
internal static class Medicines
{
    internal static bool Give(ProcedureCode code) => code.ToString() is "DT107" or "DT108" or "DT112" or "DT116" or "DT135";

    /// <summary>A letter, two digits, two letters, and for a substance two digits more.</summary>
    internal static bool IsAtc(string code) => code.Length is 5 or 7
        && char.IsAsciiLetter(code[0]) && char.IsAsciiDigit(code[1]) && char.IsAsciiDigit(code[2]) && char.IsAsciiLetter(code[3])
        && char.IsAsciiLetter(code[4])
        && (code.Length == 5 || (char.IsAsciiDigit(code[5]) && char.IsAsciiDigit(code[6])));
}
