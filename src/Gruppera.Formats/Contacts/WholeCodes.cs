using System.Runtime.CompilerServices;
using Gruppera.Definitions;

namespace Gruppera.Formats.Contacts;

/// <summary>The whole codes that the tables of a definition set have, with properties or with a text alone.
/// Immutable, thread-safe.</summary>
internal sealed class WholeCodes
{
    private static readonly ConditionalWeakTable<DefinitionSet, WholeCodes> OfSets = [];
    private readonly HashSet<DiagnosisCode> _diagnoses = [];
    private readonly HashSet<ProcedureCode> _procedures = [];

    private WholeCodes(DefinitionSet set)
    {
        foreach (var row in set.DiagnosisFeatures)
        {
            _diagnoses.Add(row.Code);
            _diagnoses.Add(row.Dagger);
        }

        foreach (var text in set.Texts.Diagnoses)
        {
            _diagnoses.Add(text.Code);
            _diagnoses.Add(text.Dagger);
        }

        _procedures.UnionWith(set.ProcedureFeatures.Select(row => row.Code));
        _procedures.UnionWith(set.Texts.Procedures.Select(text => text.Code));
    }

    internal static WholeCodes Of(DefinitionSet set) => OfSets.GetValue(set, static each => new(each));

    /// <summary>True if the tables have the whole code.</summary>
    internal bool Has(DiagnosisCode code) => _diagnoses.Contains(code);

    /// <summary>True if the tables have the whole code.</summary>
    internal bool Has(ProcedureCode code) => _procedures.Contains(code);
}
