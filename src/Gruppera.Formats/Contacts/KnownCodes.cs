using System.Runtime.CompilerServices;
using Gruppera.Definitions;

namespace Gruppera.Formats.Contacts;

/// <summary>The codes that the tables of a definition set have, with properties or with a text alone. Immutable, thread-safe.</summary>
internal sealed class KnownCodes
{
    private const int ShortestPrefix = 3;
    private static readonly ConditionalWeakTable<DefinitionSet, KnownCodes> OfSets = [];
    private readonly HashSet<DiagnosisCode> _diagnoses = [];
    private readonly HashSet<ProcedureCode> _procedures = [];
    private readonly bool _takesPrefixes;

    private KnownCodes(DefinitionSet set)
    {
        _takesPrefixes = set.CodeLookup == CodeLookup.LongestPrefix;
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

    internal static KnownCodes Of(DefinitionSet set) => OfSets.GetValue(set, static each => new(each));

    /// <summary>True where the tables have the whole code.</summary>
    internal bool Has(DiagnosisCode code) => _diagnoses.Contains(code);

    /// <summary>True where the tables have the whole code.</summary>
    internal bool Has(ProcedureCode code) => _procedures.Contains(code);

    /// <summary>True where grouping finds the code: whole, or by a prefix where the set takes prefixes.</summary>
    internal bool Finds(DiagnosisCode code) => _diagnoses.Contains(code) || (_takesPrefixes && code.ToString() is { Length: > ShortestPrefix } text
        && Enumerable.Range(ShortestPrefix, text.Length - ShortestPrefix).Any(length => _diagnoses.Contains(DiagnosisCode.Parse(text.AsSpan(0, length)))));

    /// <inheritdoc cref="Finds(DiagnosisCode)"/>
    internal bool Finds(ProcedureCode code) => _procedures.Contains(code) || (_takesPrefixes && code.ToString() is { Length: > ShortestPrefix } text
        && Enumerable.Range(ShortestPrefix, text.Length - ShortestPrefix).Any(length => _procedures.Contains(ProcedureCode.Parse(text.AsSpan(0, length)))));
}
