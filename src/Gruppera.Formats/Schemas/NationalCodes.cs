using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Formats.Schemas;

/// <summary>Puts the plus codes of a Combined delivery into the codes of one country, by the tables dg and proc.</summary>
/// <remarks>
/// A national code n that is a plus pair (p, dp) gets what a contact with that pair would have (docs/specification/grouping.md §3):
/// the rows of (p, -), (dp,
/// -) and (p, dp), but one category only: that of the pair, or else that of p. Rows of a plus pair go to the national pairs that mean it:
/// those that dg lists, and each national code of p with each of dp. Source: docs/specification/formats.md §3, "One country out of
/// Combined".
/// </remarks>
internal sealed class NationalCodes
{
    private readonly List<(Diagnosis National, Diagnosis Plus)> _diagnoses;
    private readonly ILookup<DiagnosisCode, DiagnosisCode> _singles;
    private readonly ILookup<ProcedureCode, ProcedureCode> _procedures;

    private NationalCodes(
        List<(Diagnosis National, Diagnosis Plus)> diagnoses, List<(ProcedureCode National, ProcedureCode Plus)> procedures)
    {
        _diagnoses = diagnoses;
        _singles = diagnoses.Where(row => row.National.Dagger.IsBlank && row.Plus.Dagger.IsBlank)
            .ToLookup(row => row.Plus.Code, row => row.National.Code);
        _procedures = procedures.ToLookup(row => row.Plus, row => row.National);
    }

    public static NationalCodes Read(ILookup<TableKind, TablePick> picks, Func<TablePick, SchemaReader> open)
    {
        var diagnoses = new List<(Diagnosis, Diagnosis)>();
        foreach (var pick in picks[TableKind.DiagnosisTexts])
        {
            using var table = open(pick);
            int code = table.Field("code"), dagger = table.Field("d_code"), plus = table.Field("code_plus"),
                plusDagger = table.Field("d_code_plus");
            while (table.Read())
            {
                if (Codes.Diagnosis(table, code, dagger) is { } national && Codes.Diagnosis(table, plus, plusDagger) is { } combined)
                    diagnoses.Add((national, combined));
            }
        }

        var procedures = new List<(ProcedureCode, ProcedureCode)>();
        foreach (var pick in picks[TableKind.ProcedureTexts])
        {
            using var table = open(pick);
            int code = table.Field("code"), plus = table.Field("code_plus");
            while (table.Read())
            {
                if (Codes.Procedure(table, code) is { } national && Codes.Procedure(table, plus) is { } combined)
                    procedures.Add((national, combined));
            }
        }

        return new(diagnoses, procedures);
    }

    public ImmutableArray<ProcedureFeature> Of(ImmutableArray<ProcedureFeature> features) =>
        [.. features.SelectMany(feature => _procedures[feature.Code].Distinct().Select(code => feature with { Code = code }))];

    public ImmutableArray<ComplicationExclusion> Of(ImmutableArray<ComplicationExclusion> exclusions)
    {
        var rows = exclusions.ToLookup(row => new Diagnosis(row.Code, row.Dagger));
        return [.. Translate(
            plus => rows[plus], (row, national) => row with { Code = national.Code, Dagger = national.Dagger },
            exclusions.Select(row => new Diagnosis(row.Code, row.Dagger)))];
    }

    public ImmutableArray<DiagnosisFeature> Of(ImmutableArray<DiagnosisFeature> features)
    {
        var rows = features.ToLookup(row => new Diagnosis(row.Code, row.Dagger));
        var seen = new HashSet<(Diagnosis, FeatureType)>();
        return [.. Translate(
            plus => rows[plus], (row, national) => row with { Code = national.Code, Dagger = national.Dagger },
            features.Select(row => new Diagnosis(row.Code, row.Dagger)))
            .Where(row => row.Type is not (FeatureType.Dgcat or FeatureType.Mdc) || seen.Add((new(row.Code, row.Dagger), row.Type)))];
    }

    /// <summary>The rows of every national code and pair, the pair's rows before those of its parts.</summary>
    private IEnumerable<T> Translate<T>(
        Func<Diagnosis, IEnumerable<T>> rows, Func<T, Diagnosis, T> rename, IEnumerable<Diagnosis> plusCodes)
    {
        var written = new HashSet<(T, Diagnosis)>();
        foreach (var (national, plus) in _diagnoses)
        {
            var merged = national.Dagger.IsBlank && !plus.Dagger.IsBlank
                ? rows(plus).Concat(rows(new(plus.Code))).Concat(rows(new(plus.Dagger)).Where(IsNotCategory))
                : rows(plus);
            foreach (var row in merged.Where(row => written.Add((row, national))))
                yield return rename(row, national);
        }

        foreach (var plus in plusCodes.Where(plus => !plus.Dagger.IsBlank).Distinct())
        {
            var pairs = from code in _singles[plus.Code] from dagger in _singles[plus.Dagger] select new Diagnosis(code, dagger);
            foreach (var (national, row) in pairs.SelectMany(_ => rows(plus), (national, row) => (national, row))
                .Where(pair => written.Add((pair.row, pair.national))))
                yield return rename(row, national);
        }

        static bool IsNotCategory(T row) => row is not DiagnosisFeature { Type: FeatureType.Dgcat or FeatureType.Mdc };
    }
}
