using Gruppera.Definitions;

namespace Gruppera.Workflows.Codes;

/// <summary>When codes may be used, as the catalogues of a set's country say that stand beside it. Immutable, thread-safe.</summary>
public sealed class CodeValidity
{
    private readonly Dictionary<DiagnosisCode, List<CatalogueCode>> _diagnoses = [];
    private readonly Dictionary<ProcedureCode, List<CatalogueCode>> _procedures = [];

    /// <summary>Of a set.</summary>
    public CodeValidity(DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        foreach (var catalogue in set.Texts.Catalogues.Where(catalogue => catalogue.System.Country.Length > 0
            && catalogue.System.Country.Equals(set.Version.Country, StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var code in catalogue.Codes.Where(code => code.Dagger.Length == 0))
            {
                if (catalogue.System.Kind == CodeSystemKind.Procedure)
                    Add(_procedures, ProcedureCode.Parse(code.Code), code);
                else
                    Add(_diagnoses, DiagnosisCode.Parse(code.Code), code);
            }
        }
    }

    /// <summary>True if a catalogue has the code and none that has it lets it be used on the day.</summary>
    public bool IsOut(DiagnosisCode code, DateOnly day) => _diagnoses.TryGetValue(code, out var rows)
        && !rows.Exists(row => row.IsValid(day));

    /// <inheritdoc cref="IsOut(DiagnosisCode, DateOnly)"/>
    public bool IsOut(ProcedureCode code, DateOnly day) => _procedures.TryGetValue(code, out var rows)
        && !rows.Exists(row => row.IsValid(day));

    private static void Add<T>(Dictionary<T, List<CatalogueCode>> rows, T key, CatalogueCode code)
        where T : notnull
    {
        if (rows.TryGetValue(key, out var list))
            list.Add(code);
        else
            rows[key] = [code];
    }
}
