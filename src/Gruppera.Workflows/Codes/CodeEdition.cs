using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Workflows.Codes;

/// <summary>The codes of a year, with what is known of each: those of a definition set or of a catalogue. Immutable.</summary>
public sealed class CodeEdition
{
    private CodeEdition(string name, IEnumerable<EditionCode> codes)
    {
        Name = name;
        Codes = codes.GroupBy(code => (code.IsProcedure, code.Code)).ToDictionary(group => group.Key, group => group.First());
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>The codes that may be used in it.</summary>
    public IReadOnlyDictionary<(bool IsProcedure, string Code), EditionCode> Codes { get; }

    /// <summary>The codes of a set, with their texts and properties, and the successors that catalogues of its country state.</summary>
    public static CodeEdition Of(DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var index = set.Index;
        var stated = set.Texts.Catalogues.Where(catalogue => catalogue.System.Country.Length == 0
                || catalogue.System.Country.Equals(set.Version.Country, StringComparison.OrdinalIgnoreCase))
            .SelectMany(catalogue => catalogue.Codes.Where(code => !code.Successors.IsEmpty && code.Dagger.Length == 0)
                .Select(code => (IsProcedure: catalogue.System.Kind == CodeSystemKind.Procedure, Code: code)))
            .ToLookup(each => (each.IsProcedure, DiagnosisCode.Parse(each.Code.Code).ToString()), each => each.Code.Successors);
        var diagnoses = set.DiagnosisFeatures.Select(row => row.Code).Concat(set.Texts.Diagnoses.Where(row => row.Dagger.IsBlank)
            .Select(row => row.Code))
            .Where(code => !code.IsBlank && !code.IsUnknown).ToHashSet();
        var procedures = set.ProcedureFeatures.Select(row => row.Code).Concat(set.Texts.Procedures.Select(row => row.Code))
            .Where(code => !code.IsBlank && !code.IsUnknown).ToHashSet();
        return new(
            set.Version.Id,
            diagnoses.Select(code => new EditionCode(false, code.ToString(), index.TextOf(new Diagnosis(code)))
            {
                Properties = [.. index.FeaturesOf(new Diagnosis(code)).Select(row => $"{row.Type} {row.Value}")],
                Successors = Successors(false, code.ToString()),
            }).Concat(procedures.Select(code => new EditionCode(true, code.ToString(), index.TextOf(code))
            {
                Properties = [.. index.FeaturesOf(code).Select(row => $"{row.Type} {row.Value}")],
                Successors = Successors(true, code.ToString()),
            })));

        ImmutableArray<string> Successors(bool isProcedure, string code) =>
            [.. stated[(isProcedure, code)].SelectMany(codes => codes).Select(each => DiagnosisCode.Parse(each).ToString()).Distinct()];
    }

    /// <summary>The codes of a catalogue, with their texts.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="day">Codes that may not be used on this day are left out, but still name their successors; null for all.</param>
    public static CodeEdition Of(CodeCatalogue catalogue, DateOnly? day = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var isProcedure = catalogue.System.Kind == CodeSystemKind.Procedure;
        return new(catalogue.Id, catalogue.Codes.Where(code => code.Dagger.Length == 0 && (day is null || code.IsValid(day.Value)))
            .Select(code => new EditionCode(isProcedure, DiagnosisCode.Parse(code.Code).ToString(), new("", "") { Catalogues = code.Texts })
            {
                Successors = [.. code.Successors.Select(each => DiagnosisCode.Parse(each).ToString())],
            }));
    }
}
