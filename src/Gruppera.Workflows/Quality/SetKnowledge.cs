using Gruppera.Definitions;

namespace Gruppera.Workflows.Quality;

/// <summary>What a definition set knows about codes, as far as quality asks. Immutable.</summary>
internal sealed class SetKnowledge
{
    private static readonly ProcedureCode FirstForm = ProcedureCode.Parse("XS900");
    private static readonly ProcedureCode LastForm = ProcedureCode.Parse("XS902");
    private static readonly ProcedureCode FirstProfession = ProcedureCode.Parse("XS910");
    private static readonly ProcedureCode LastProfession = ProcedureCode.Parse("XS925");
    private readonly HashSet<DiagnosisCode> _diagnoses = [];
    private readonly HashSet<ProcedureCode> _procedures = [];
    private readonly HashSet<Diagnosis> _pairs = [];
    private readonly HashSet<DiagnosisCode> _withPairs = [];
    private readonly HashSet<string> _steeringMedicines = new(StringComparer.Ordinal);
    private readonly Dictionary<Diagnosis, string> _categories = [];

    internal SetKnowledge(DefinitionSet set)
    {
        var asked = AskedFor(set);
        foreach (var row in set.DiagnosisFeatures)
        {
            _diagnoses.Add(row.Code);
            if (!row.Dagger.IsBlank)
                AddPair(row.Code, row.Dagger);
            if (row.Type == FeatureType.Dgcat)
                _categories.TryAdd(new(row.Code, row.Dagger), row.Value);
            if (IsMedicine(row.Code.ToString()) && asked.Contains(row.Value))
                _steeringMedicines.Add(row.Code.ToString());
        }

        foreach (var row in set.ProcedureFeatures)
        {
            _procedures.Add(row.Code);
            var code = row.Code.ToString();
            if (!asked.Contains(row.Value))
                continue;
            if (IsMedicine(code))
                _steeringMedicines.Add(code);
            AsksForm |= IsForm(row.Code);
            AsksProfession |= IsProfession(row.Code);
        }

        foreach (var text in set.Texts.Diagnoses)
        {
            _diagnoses.Add(text.Code);
            if (!text.Dagger.IsBlank)
                AddPair(text.Code, text.Dagger);
        }

        foreach (var text in set.Texts.Procedures)
            _procedures.Add(text.Code);
    }

    /// <summary>True where a rule asks for the form of a visit.</summary>
    internal bool AsksForm { get; }

    /// <summary>True where a rule asks for the profession met.</summary>
    internal bool AsksProfession { get; }

    internal bool Knows(DiagnosisCode code) => _diagnoses.Contains(code);

    internal bool Knows(ProcedureCode code) => _procedures.Contains(code);

    internal bool HasPair(DiagnosisCode asterisk, DiagnosisCode dagger) => _pairs.Contains(new(asterisk, dagger));

    internal bool HasPairs(DiagnosisCode asterisk) => _withPairs.Contains(asterisk);

    internal bool Steers(string medicine) => _steeringMedicines.Contains(medicine);

    /// <summary>MDC of a diagnosis as principal, before MDC 98 is recoded; empty where it has no category.</summary>
    internal string MdcOf(Diagnosis diagnosis) =>
        _categories.TryGetValue(diagnosis, out var category) || _categories.TryGetValue(new(diagnosis.Code), out category) ? category[..2] : "";

    /// <summary>True for the form of an ATC code: a letter, two digits, two letters, and for a substance two digits more.</summary>
    internal static bool IsMedicine(string code) => code.Length is 5 or 7
        && char.IsAsciiLetter(code[0]) && char.IsAsciiDigit(code[1]) && char.IsAsciiDigit(code[2])
        && char.IsAsciiLetter(code[3]) && char.IsAsciiLetter(code[4])
        && (code.Length == 5 || (char.IsAsciiDigit(code[5]) && char.IsAsciiDigit(code[6])));

    internal static bool IsForm(ProcedureCode code) => code >= FirstForm && code <= LastForm;

    internal static bool IsProfession(ProcedureCode code) => code >= FirstProfession && code <= LastProfession;

    private void AddPair(DiagnosisCode asterisk, DiagnosisCode dagger)
    {
        _diagnoses.Add(dagger);
        _pairs.Add(new(asterisk, dagger));
        _withPairs.Add(asterisk);
    }

    /// <summary>Values that some rule wants to be there.</summary>
    private static HashSet<string> AskedFor(DefinitionSet set) =>
        [.. set.Rules.SelectMany(rule => rule.AskedValues()).Where(asked => asked is { Value.Length: >= 5, IsDenied: false }).Select(asked => asked.Value)];
}
