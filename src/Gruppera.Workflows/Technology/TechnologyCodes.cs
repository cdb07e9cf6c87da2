using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Search;

namespace Gruppera.Workflows.Technology;

/// <summary>The codes of a technology as a set knows them. Thread-safe.</summary>
internal sealed class TechnologyCodes(DefinitionSet set)
{
    private const int MostNear = 12;
    private const int MostAlike = 5;
    private readonly Lazy<ImmutableArray<DiagnosisCode>> _diagnoses =
        new(() => [.. set.DiagnosisFeatures.Select(row => row.Code).Distinct().Order()]);
    private readonly Lazy<ImmutableArray<ProcedureCode>> _procedures =
        new(() => [.. set.ProcedureFeatures.Select(row => row.Code).Distinct().Order()]);
    private readonly Lazy<TextSearch> _search = new(() => new(set));

    /// <summary>Diagnoses that a code stands for: itself, where the set knows it or reads it as its prefix, and those that begin with
    /// it.</summary>
    internal IEnumerable<DiagnosisCode> Diagnoses(string code)
    {
        var asked = DiagnosisCode.Parse(code);
        return _diagnoses.Value.Where(known => Begins(known.ToString(), asked.ToString()))
            .Concat(set.Index.Resolve(asked).IsBlank ? [] : [asked]).Distinct();
    }

    /// <summary>Procedures that a code stands for, likewise.</summary>
    internal IEnumerable<ProcedureCode> Procedures(string code)
    {
        var asked = ProcedureCode.Parse(code);
        return Medicines(code).Concat(set.Index.Resolve(asked).IsBlank ? [] : [asked]).Distinct();
    }

    /// <summary>ATC codes that the set has among its procedures: an ATC code is never read as its prefix.</summary>
    internal IEnumerable<ProcedureCode> Medicines(string code)
    {
        var asked = ProcedureCode.Parse(code).ToString();
        return _procedures.Value.Where(known => Begins(known.ToString(), asked));
    }

    /// <summary>Procedures that a part stands for, known ATC codes too.</summary>
    internal IEnumerable<ProcedureCode> Procedures(TechnologyPart part) =>
        part.Recorded.SelectMany(Procedures).Concat(part.Atc.SelectMany(Medicines)).Distinct();

    internal IEnumerable<Diagnosis> Diagnoses(TechnologyPart part) =>
        part.Diagnoses.SelectMany(Diagnoses).Distinct().Select(code => new Diagnosis(code));

    internal TableText TextOf(string code, bool isProcedure) =>
        isProcedure ? set.Index.TextOf(ProcedureCode.Parse(code)) : set.Index.TextOf(Diagnosis.Parse(code));

    /// <summary>Codes with the same beginning of three signs, and those whose texts have all the words of this one's.</summary>
    internal ImmutableArray<TechnologyNeighbour> Near(string code, bool isProcedure)
    {
        var asked = isProcedure ? ProcedureCode.Parse(code).ToString() : DiagnosisCode.Parse(code).ToString();
        var codes = isProcedure ? _procedures.Value.Select(known => known.ToString()) : _diagnoses.Value.Select(known => known.ToString());
        var near = codes.Where(known => asked.Length >= 3 && Begins(known, asked[..3])).Where(IsOther).Take(MostNear);
        var text = TextOf(code, isProcedure).ToString();
        var alike = text.Length == 0 ? [] : _search.Value.Find(
            text,
            [isProcedure ? SearchKind.Procedure : SearchKind.Diagnosis],
            MostAlike + 1).Hits.Select(hit => hit.Key).Where(IsOther).Take(MostAlike);
        return
        [
            .. near.Concat(alike).Distinct().Select(other => new TechnologyNeighbour(other, TextOf(other, isProcedure))
            {
                Written = CodeNotation.Written(other, isProcedure),
            }),
        ];

        bool IsOther(string other) => !Begins(other, asked) && !Begins(asked, other);
    }

    private static bool Begins(string code, string with) => with.Length > 0 && code.StartsWith(with, StringComparison.Ordinal);
}
