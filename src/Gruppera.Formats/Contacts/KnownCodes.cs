using Gruppera.Compilation;

namespace Gruppera.Formats.Contacts;

/// <summary>Which codes a definition set knows: those with a property or a text, and if the set takes codes by prefix those whose prefix it
/// has. One answer for grouping and for quality. Texts are read when a code without properties is first asked for. Thread-safe.</summary>
public sealed class KnownCodes
{
    private readonly CompiledDefinition _definition;
    private readonly Lazy<(HashSet<DiagnosisCode> Diagnoses, HashSet<ProcedureCode> Procedures)> _texts;

    /// <summary>Of a set.</summary>
    public KnownCodes(CompiledDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _definition = definition;
        _texts = new(() =>
        {
            var texts = definition.Set.Texts;
            return (
                [.. texts.Diagnoses.SelectMany(text => new[] { text.Code, text.Dagger }).Where(code => !code.IsBlank)],
                [.. texts.Procedures.Select(text => text.Code)]);
        });
    }

    /// <summary>True for a code that the set knows.</summary>
    public bool Has(DiagnosisCode code) => _definition.Knows(code) || _texts.Value.Diagnoses.Contains(code);

    /// <inheritdoc cref="Has(DiagnosisCode)"/>
    public bool Has(ProcedureCode code) => _definition.Knows(code) || _texts.Value.Procedures.Contains(code);

    /// <summary>True for the form of an ATC code: a letter, two digits, two letters, and for a substance two digits more. A set has only
    /// those that affect grouping.</summary>
    public static bool IsMedicine(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length is 5 or 7 && CodeNotation.IsMedicine(code)
            && (code.Length == 5 || (char.IsAsciiDigit(code[5]) && char.IsAsciiDigit(code[6])));
    }
}
