using System.Collections.Immutable;
using System.Globalization;
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
    private const int ShownOthers = 3;

    /// <summary>Further rows that it is about, in order; empty for one row or none.</summary>
    public ImmutableArray<IssuePlace> Others { get; init; } = [];

    /// <summary>One line: severity, code, place, meaning, detail, remedy.</summary>
    public string ToString(Language language) => ToString(language, Code.Remedy);

    /// <summary>The same with another remedy, such as one that names what a program has for it.</summary>
    /// <param name="language">The language.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="named">The value as people know it, such as a code with its text; null for the value itself.</param>
    public string ToString(Language language, Text remedy, string? named = null)
    {
        ArgumentNullException.ThrowIfNull(remedy);
        var text = new StringBuilder();
        text.Append(Code.Id);
        if (File.Length > 0)
            text.Append(' ').Append(File);
        if (Table.Length > 0 && !File.Contains(Table, StringComparison.OrdinalIgnoreCase))
            text.Append(File.Length > 0 ? '/' : ' ').Append(Table);
        if (Row > 0)
            text.Append(':').Append(Row).Append(OtherRows());
        if (Column.Length > 0)
            text.Append(" [").Append(Column).Append(']');
        if (named is not null)
            text.Append(' ').Append(named);
        else if (Value.Length > 0)
            text.Append(" '").Append(Value).Append('\'');
        text.Append(": ").Append(Code.Meaning.In(language));
        if (Detail.Length > 0)
            text.Append(" (").Append(Detail).Append(')');
        return text.Append(". ").Append(remedy.In(language)).ToString();
    }

    /// <summary>The issue in English.</summary>
    public override string ToString() => ToString(Language.English);

    /// <summary>The further rows, those of the same file by number alone; the first few, and how many there are.</summary>
    private string OtherRows()
    {
        var text = new StringBuilder();
        foreach (var place in Others.Take(ShownOthers))
            text.Append(CultureInfo.InvariantCulture, $",{(place.File == File ? "" : place.File + ":")}{place.Row}");
        return Others.Length > ShownOthers
            ? text.Append(CultureInfo.InvariantCulture, $",… ({Others.Length + 1})").ToString()
            : text.ToString();
    }
}
