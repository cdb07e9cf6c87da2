using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Codes;

namespace Gruppera.Workflows.Quality;

/// <summary>What a definition set knows about codes, as far as quality asks. Immutable.</summary>
internal sealed class SetKnowledge
{
    private static readonly ProcedureCode FirstForm = ProcedureCode.Parse("XS900");
    private static readonly ProcedureCode LastForm = ProcedureCode.Parse("XS902");
    private static readonly ProcedureCode FirstProfession = ProcedureCode.Parse("XS910");
    private static readonly ProcedureCode LastProfession = ProcedureCode.Parse("XS925");
    private readonly KnownCodes _known;
    private readonly DefinitionIndex _index;
    private readonly HashSet<Diagnosis> _pairs = [];
    private readonly HashSet<DiagnosisCode> _withPairs = [];
    private readonly HashSet<string> _steeringMedicines = new(StringComparer.Ordinal);
    private readonly Dictionary<Diagnosis, string> _categories = [];

    internal SetKnowledge(CompiledDefinition definition)
    {
        (_known, _index, Validity) = (new(definition), definition.Set.Index, new(definition.Set));
        var set = definition.Set;
        var asked = AskedFor(set);
        foreach (var row in set.DiagnosisFeatures)
        {
            if (!row.Dagger.IsBlank)
                AddPair(row.Code, row.Dagger);
            if (row.Type == FeatureType.Dgcat)
                _categories.TryAdd(new(row.Code, row.Dagger), row.Value);
            if (KnownCodes.IsMedicine(row.Code.ToString()) && asked.Contains(row.Value))
                _steeringMedicines.Add(row.Code.ToString());
        }

        foreach (var row in set.ProcedureFeatures)
        {
            var code = row.Code.ToString();
            if (!asked.Contains(row.Value))
                continue;
            if (KnownCodes.IsMedicine(code))
                _steeringMedicines.Add(code);
            AsksForm |= IsForm(row.Code);
            AsksProfession |= IsProfession(row.Code);
        }

        foreach (var text in set.Texts.Diagnoses.Where(text => !text.Dagger.IsBlank))
            AddPair(text.Code, text.Dagger);
    }

    /// <summary>When codes may be used.</summary>
    internal CodeValidity Validity { get; }

    /// <summary>True if a rule asks for the form of a visit.</summary>
    internal bool AsksForm { get; }

    /// <summary>True if a rule asks for the profession met.</summary>
    internal bool AsksProfession { get; }

    internal bool Knows(DiagnosisCode code) => _known.Has(code);

    internal bool Knows(ProcedureCode code) => _known.Has(code);

    internal bool HasPair(DiagnosisCode asterisk, DiagnosisCode dagger) =>
        _pairs.Contains(new(asterisk, dagger)) || _pairs.Contains(new(_index.Resolve(asterisk), _index.Resolve(dagger)));

    internal bool HasPairs(DiagnosisCode asterisk) => _withPairs.Contains(asterisk) || _withPairs.Contains(_index.Resolve(asterisk));

    internal bool Steers(string medicine) => _steeringMedicines.Contains(medicine);

    /// <summary>MDC of a diagnosis as principal, before MDC 98 is recoded; empty if it has no category.</summary>
    internal string MdcOf(Diagnosis diagnosis)
    {
        var code = _index.Resolve(diagnosis.Code);
        return _categories.TryGetValue(new(code, _index.Resolve(diagnosis.Dagger)), out var category)
            || _categories.TryGetValue(new(code), out category) ? category[..2] : "";
    }

    internal static bool IsForm(ProcedureCode code) => code >= FirstForm && code <= LastForm;

    internal static bool IsProfession(ProcedureCode code) => code >= FirstProfession && code <= LastProfession;

    private void AddPair(DiagnosisCode asterisk, DiagnosisCode dagger)
    {
        _pairs.Add(new(asterisk, dagger));
        _withPairs.Add(asterisk);
    }

    /// <summary>Values that some rule wants to be there.</summary>
    private static HashSet<string> AskedFor(DefinitionSet set) =>
        [.. set.Rules.SelectMany(rule => rule.AskedValues()).Where(asked => asked is { Value.Length: >= 5, IsDenied: false })
            .Select(asked => asked.Value)];
}
