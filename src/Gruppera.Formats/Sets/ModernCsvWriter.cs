using System.Collections.Immutable;
using System.Text;
using Gruppera.Definitions;
using Gruppera.Formats.Csv;

namespace Gruppera.Formats.Sets;

/// <summary>Writes a definition set in the modern CSV layout: a file per table, comma, UTF-8, minimal quoting. Thread-safe.</summary>
/// <remarks>An older set keeps its rule order by numbers 10, 20, 30 ... in <c>ord</c>, with the old ORD in <c>id</c>, and says so in
/// <c>readme.csv</c> (<c>Order:,text</c>), so that reading it back gives the same set. Source: formats.md §3.</remarks>
public static class ModernCsvWriter
{
    /// <summary>Writes the tables into a folder, which is made where it is missing; files of the same names are overwritten.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(DefinitionSet set, string folder)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(folder);
        WriteTables(set, folder);
    }

    /// <summary>Writes the tables and gives the number of rows of each, without headers.</summary>
    internal static ImmutableArray<(string Table, int Rows)> WriteTables(DefinitionSet set, string folder)
    {
        Directory.CreateDirectory(folder);
        return [.. ModernLayout.Tables(set).Select(table => (table.Name, Write(table, Path.Combine(folder, table.Name + ".csv"))))];
    }

    private static int Write(ModernTable table, string path)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        return Write(table, writer);
    }

    /// <summary>Writes a table and gives the number of its rows, without the header.</summary>
    internal static int Write(ModernTable table, StreamWriter writer)
    {
        if (!table.Header.IsEmpty)
            Write(writer, table.Header);
        var rows = 0;
        foreach (var row in table.Rows)
        {
            Write(writer, row);
            rows++;
        }

        return rows;
    }

    private static void Write(StreamWriter writer, IReadOnlyList<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                writer.Write(',');
            writer.Write(CsvText.Quote(cells[i]));
        }

        writer.Write('\n');
    }
}
