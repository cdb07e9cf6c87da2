using System.Collections.Immutable;

namespace Gruppera.Formats.Schemas;

/// <summary>The logical tables of a definition set.</summary>
internal enum TableKind
{
    Rules,
    DiagnosisFeatures,
    ProcedureFeatures,
    Exclusions,
    Categories,
    DrgNames,
    ReturnCodes,
    MdcNames,
    DgcatNames,
    DgpropNames,
    PdgpropNames,
    ProcpropNames,
    DiagnosisTexts,
    ProcedureTexts,
    TestCases,
    Readme,

    /// <summary>Known, and not needed.</summary>
    Unused,
}

/// <summary>The families of layouts. Source: docs/specification/formats.md §1-3.</summary>
internal enum Vintage
{
    /// <summary>dBase of 2008-2015 and the Norwegian JSON of 2015-2017: short column names, ORD is the identity of a rule.</summary>
    Classic,

    /// <summary>2021 and later, one national version.</summary>
    Modern,

    /// <summary>2021 and later, all countries: plus codes and nat_ver.</summary>
    Combined,
}

/// <summary>A column of a logical table.</summary>
/// <param name="Field">What the column is, under its modern name.</param>
/// <param name="Name">Its name in this vintage, lower case.</param>
/// <param name="IsRequired">True if the table means something else without it.</param>
internal readonly record struct SchemaColumn(string Field, string Name, bool IsRequired);

/// <summary>How one vintage lays out one logical table, or one part of it.</summary>
/// <param name="Vintage">The vintage.</param>
/// <param name="Kind">The logical table.</param>
/// <param name="Part">Where a table is spread over several (dg_1 and dg_0): which part.</param>
/// <param name="Names">Names the table goes by, lower case.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record TableSchema(
    Vintage Vintage, TableKind Kind, int Part, ImmutableArray<string> Names, ImmutableArray<SchemaColumn> Columns)
{
    /// <summary>Makes a schema out of words: <c>field</c>, <c>field=name</c> where the name differs, <c>!</c> behind what is
    /// required.</summary>
    public static TableSchema Of(Vintage vintage, TableKind kind, string names, string columns, int part = 1) => new(
        vintage, kind, part, [.. names.Split(' ')], [.. columns.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Column)]);

    /// <summary>Columns that a table of this schema must have and this one lacks.</summary>
    public IEnumerable<string> Missing(IReadOnlyCollection<string> columns) =>
        Columns.Where(column => column.IsRequired && !columns.Contains(column.Name)).Select(column => column.Name);

    private static SchemaColumn Column(string word)
    {
        var name = word.TrimEnd('!');
        var field = name.Split('=');
        return new(field[0], field[^1], name.Length < word.Length);
    }
}
