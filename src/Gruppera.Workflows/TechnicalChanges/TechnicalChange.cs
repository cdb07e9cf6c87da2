using System.Collections.Immutable;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>Whether a row leaves the tables or comes into them.</summary>
public enum ChangeDirection
{
    /// <summary>The row leaves.</summary>
    Out,

    /// <summary>The row comes in.</summary>
    In,
}

/// <summary>A row of a technical change. Immutable.</summary>
/// <param name="Table">Table of the modern layout, such as <c>drg_logic</c>.</param>
/// <param name="Direction">Whether it leaves or comes in.</param>
/// <param name="Cells">Its cells by the columns that mean something, in the order of <see cref="ChangeTable.Columns"/>, each as the tables
/// have it.</param>
/// <param name="Row">Row in its sheet or file, the first one (the header) being 1; 0 for a row that a program made.</param>
public sealed record ChangeRow(string Table, ChangeDirection Direction, ImmutableArray<string> Cells, int Row = 0)
{
    /// <summary>The version that the change is meant for, as written.</summary>
    public string VersionToChange { get; init; } = "";

    /// <summary>Number of the Nordic Casemix Centre.</summary>
    public string NccId { get; init; } = "";

    /// <summary>Number of the country.</summary>
    public string NationalId { get; init; } = "";

    /// <summary>Why, in words.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Sheet or file that it stands in; empty for a row that a program made.</summary>
    public string File { get; init; } = "";

    /// <summary>A cell by its column; empty if the table has no such column.</summary>
    /// <param name="column">Name of the column.</param>
    public string this[string column] =>
        ChangeTable.Of(Table)?.Columns.IndexOf(column) is >= 0 and var place && place < Cells.Length ? Cells[place] : "";

    /// <summary>What two rows of a table with the same cells have in common.</summary>
    internal string Key => string.Join('\u001f', Cells);
}

/// <summary>A technical change: rows that leave definition tables and rows that come in. Changing a row is the old one out and the new one
/// in. Immutable, thread-safe.</summary>
/// <param name="Name">What it is called, such as its file name.</param>
/// <param name="Rows">Its rows, table by table.</param>
/// <remarks>Source: docs/specification/casemix.md, "Rules for a good group" [TC].</remarks>
public sealed record TechnicalChange(string Name, ImmutableArray<ChangeRow> Rows)
{
    /// <summary>Title, motive, author, status and references.</summary>
    public ChangeAbout About { get; init; } = ChangeAbout.None;

    /// <summary>Its title, or where it has none its name.</summary>
    public string Title => About.Title.Length > 0 ? About.Title : Name;
}
