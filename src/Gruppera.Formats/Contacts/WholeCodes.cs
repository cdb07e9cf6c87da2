using System.Runtime.CompilerServices;
using Gruppera.Definitions;

namespace Gruppera.Formats.Contacts;

/// <summary>The whole codes that the tables of a definition set have, with properties or with a text alone.
/// Immutable, thread-safe.</summary>
internal sealed class WholeCodes
{
    private static readonly ConditionalWeakTable<DefinitionSet, WholeCodes> OfSets = [];
    private readonly Lazy<(HashSet<DiagnosisCode> Diagnoses, HashSet<ProcedureCode> Procedures)> _codes;

    // Few files have a code that asks for them, and they are the texts of the set, which nothing else of grouping reads.
    private WholeCodes(DefinitionSet set) => _codes = new(() => (
        [
            .. set.DiagnosisFeatures.SelectMany(row => new[] { row.Code, row.Dagger }),
            .. set.Texts.Diagnoses.SelectMany(text => new[] { text.Code, text.Dagger }),
        ],
        [.. set.ProcedureFeatures.Select(row => row.Code), .. set.Texts.Procedures.Select(text => text.Code)]));

    internal static WholeCodes Of(DefinitionSet set) => OfSets.GetValue(set, static each => new(each));

    /// <summary>True if the tables have the whole code.</summary>
    internal bool Has(DiagnosisCode code) => _codes.Value.Diagnoses.Contains(code);

    /// <summary>True if the tables have the whole code.</summary>
    internal bool Has(ProcedureCode code) => _codes.Value.Procedures.Contains(code);
}
