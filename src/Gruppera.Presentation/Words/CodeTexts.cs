using Gruppera.Definitions;

namespace Gruppera.Presentation.Words;

/// <summary>Codes with their texts, for those who read them.</summary>
public static class CodeTexts
{
    /// <summary>The text of a code in the tables or a catalogue; empty where none has one.</summary>
    /// <param name="index">The set, with the catalogues beside it.</param>
    /// <param name="code">A code, or a pair.</param>
    /// <param name="isProcedure">True for a procedure.</param>
    public static TableText Of(DefinitionIndex index, string code, bool isProcedure)
    {
        ArgumentNullException.ThrowIfNull(index);
        return isProcedure ? index.TextOf(ProcedureCode.Parse(code)) : index.TextOf(Diagnosis.Parse(code));
    }

    /// <summary>A code as people write it, with its text: <c>I71.4 Abdominal aortic aneurysm</c>.</summary>
    /// <param name="index">The set, with the catalogues beside it.</param>
    /// <param name="code">A code, or a pair.</param>
    /// <param name="isProcedure">True for a procedure.</param>
    /// <param name="language">The reader's language.</param>
    public static string Named(DefinitionIndex index, string code, bool isProcedure, Language language) =>
        $"{CodeNotation.Written(code, isProcedure)} {Of(index, code, isProcedure).In(language)}".TrimEnd();

    /// <summary>The code that a finding in the tables is about, as people write it and with its text; null for one about no code.</summary>
    /// <param name="index">The set, with the catalogues beside it.</param>
    /// <param name="issue">The finding.</param>
    /// <param name="language">The reader's language.</param>
    public static string? Named(DefinitionIndex index, Issue issue, Language language)
    {
        ArgumentNullException.ThrowIfNull(issue);
        return issue is { Column: "code_nat", Value.Length: > 0 } ? issue.Table switch
        {
            "dg_feat" or "compl_excl" or "dg" => Named(index, issue.Value, false, language),
            "proc_feat" or "proc" => Named(index, issue.Value, true, language),
            _ => null,
        }
        : null;
    }

    /// <summary>Of codes of which nobody says whether they are diagnoses or procedures: the text of a diagnosis, or else of a
    /// procedure; empty for what is no code or has none.</summary>
    /// <param name="index">The set, with the catalogues beside it.</param>
    /// <param name="code">A code, or a pair.</param>
    /// <param name="language">The reader's language.</param>
    public static string Of(DefinitionIndex index, string code, Language language)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(code);
        var text = index.TextOf(Diagnosis.Parse(code));
        return (text.ToString().Length > 0 ? text : index.TextOf(ProcedureCode.Parse(code))).In(language);
    }
}
