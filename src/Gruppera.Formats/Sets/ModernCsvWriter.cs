using System.Collections.Immutable;
using System.Text;
using Gruppera.Definitions;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Files;

namespace Gruppera.Formats.Sets;

/// <summary>Writes a definition set in the modern CSV layout: a file per table, comma, UTF-8, minimal quoting. Thread-safe.</summary>
/// <remarks>An older set keeps its rule order by numbers 10, 20, 30 ... in <c>ord</c>, with the old ORD in <c>id</c>, and says so in
/// <c>readme.csv</c> (<c>Order:,text</c>), so that reading it back gives the same set. Source: docs/specification/formats.md §3.</remarks>
public static class ModernCsvWriter
{
    /// <summary>Writes the tables into a folder, in one stroke. One that is there already is replaced where it holds nothing but such
    /// tables.</summary>
    /// <exception cref="IOException">The folder cannot be written, or holds other files.</exception>
    public static void Write(DefinitionSet set, string folder)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(folder);
        var own = ModernLayout.Tables(set).Select(table => table.Name + ".csv").ToHashSet(StringComparer.Ordinal);
        if (Directory.Exists(folder)
            && Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).FirstOrDefault(name => !own.Contains(name!)) is { } other)
            throw new IOException($"{folder} holds other files, such as {other}: name a folder of its own");
        using var made = new AtomicFolder(folder);
        WriteTables(set, made.Path);
        made.Commit();
    }

    /// <summary>Writes the tables and gives the number of rows of each, without headers.</summary>
    internal static ImmutableArray<(string Table, int Rows)> WriteTables(DefinitionSet set, string folder)
    {
        return [.. ModernLayout.Tables(set).Select(table => (table.Name, Write(table, Path.Combine(folder, table.Name + ".csv"))))];
    }

    private static int Write(ModernTable table, string path)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        return Write(table, writer);
    }

    /// <summary>Writes a table.</summary>
    /// <param name="table">The table, whose rows are read once.</param>
    /// <param name="writer">Takes the text, in its encoding and with its line ends; it stays open.</param>
    /// <returns>The number of its rows, without the header.</returns>
    public static int Write(ModernTable table, StreamWriter writer)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(writer);
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
