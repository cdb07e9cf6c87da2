using System.Text;

namespace Gruppera;

/// <summary>Something found wrong in data, with its place. Issues about data are results, never exceptions. Immutable.</summary>
/// <param name="Code">The kind of issue.</param>
/// <param name="File">File name within the delivery, or the file of contacts.</param>
/// <param name="Table">Logical table, such as <c>drg_logic</c>.</param>
/// <param name="Row">Row in the file, the first one being 1 (a header counts); 0 if it is not about a row.</param>
/// <param name="Column">Column name.</param>
/// <param name="Value">The offending value. Never set from patient data in messages that go to a log.</param>
/// <param name="Detail">What else helps, such as the candidates of an ambiguity.</param>
public sealed record Issue(
    IssueCode Code,
    string File = "",
    string Table = "",
    long Row = 0,
    string Column = "",
    string Value = "",
    string Detail = "")
{
    /// <summary>One line: severity, code, place, meaning, detail, remedy.</summary>
    public string ToString(Language language) => ToString(language, Code.Remedy);

    /// <summary>The same with another remedy, such as one that names what a program has for it.</summary>
    public string ToString(Language language, Text remedy)
    {
        ArgumentNullException.ThrowIfNull(remedy);
        var text = new StringBuilder();
        text.Append(Code.Id);
        if (File.Length > 0)
            text.Append(' ').Append(File);
        if (Table.Length > 0 && !File.Contains(Table, StringComparison.OrdinalIgnoreCase))
            text.Append(File.Length > 0 ? '/' : ' ').Append(Table);
        if (Row > 0)
            text.Append(':').Append(Row);
        if (Column.Length > 0)
            text.Append(" [").Append(Column).Append(']');
        if (Value.Length > 0)
            text.Append(" '").Append(Value).Append('\'');
        text.Append(": ").Append(Code.Meaning.In(language));
        if (Detail.Length > 0)
            text.Append(" (").Append(Detail).Append(')');
        return text.Append(". ").Append(remedy.In(language)).ToString();
    }

    /// <summary>The issue in English.</summary>
    public override string ToString() => ToString(Language.English);
}
