using Gruppera.Definitions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Gruppera.Tests.Specs;

/// <summary>A spec that cannot be read: the message says where and why.</summary>
internal sealed class MalformedSpecException(string message) : Exception(message);

/// <summary>A row that runs.</summary>
internal interface ISpecExample
{
    string Name { get; }

    void Run();
}

/// <summary>A Markdown table of a spec: its name, its columns, its rows of text cells.</summary>
internal sealed record SpecTable(string Name, string[] Columns, IReadOnlyList<string[]> Rows)
{
    public string Cell(string[] row, string column, string otherwise = "") =>
        Array.IndexOf(Columns, column) is var at and >= 0 && row[at].Length > 0 ? row[at] : otherwise;
}

/// <summary>A spec: prose for the reader, and tables that run. Each table of definitions follows a paragraph that ends with its name
/// between backticks; a table with the column <c>because</c> holds examples. A paragraph <c>set: `open-se`</c> lets the examples run on that
/// set instead. Tables hold for their section and the sections below it.</summary>
internal sealed class SpecDocument
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    private SpecDocument(IReadOnlyList<ISpecExample> examples) => Examples = examples;

    public IReadOnlyList<ISpecExample> Examples { get; }

    public static SpecDocument Parse(string file, string markdown)
    {
        var examples = new List<ISpecExample>();
        var headings = new List<(int Level, string Title, List<SpecTable> Tables)>();
        Block? before = null;
        DefinitionSet? named = null;
        foreach (var block in Markdown.Parse(markdown, Pipeline))
        {
            if (block is ParagraphBlock { Inline: { } inline } && Directive(inline) is { } id)
                named = SpecTables.Named(id, file);
            if (block is HeadingBlock heading)
            {
                headings.RemoveAll(above => above.Level >= heading.Level);
                headings.Add((heading.Level, Text(heading.Inline, file), []));
            }
            else if (block is Table table)
            {
                if (headings.Count == 0)
                    throw new MalformedSpecException($"{file}: a table before the first heading");
                var section = string.Join(" › ", headings.Skip(headings.Count > 1 ? 1 : 0).Select(heading => heading.Title));
                var read = Read(table, before, $"{file} › {section}");
                var open = headings.SelectMany(heading => heading.Tables).ToList();
                if (FactsExample.Has(read))
                    examples.AddRange(FactsExample.From(read, $"{file} › {section}"));
                else if (SplitExample.Has(read))
                    examples.AddRange(SplitExample.From(read, $"{file} › {section}", open));
                else if (ChangeExample.Has(read))
                    examples.AddRange(ChangeExample.From(read, $"{file} › {section}", named ?? SpecTables.ToSet(open, file)));
                else if (read.Name == SpecExample.TableName && open.Any(table => table.Name == StayExample.StaysTable))
                    examples.AddRange(StayExample.From(read, $"{file} › {section}", open));
                else if (read.Name == SpecExample.TableName && open.Any(table => table.Name == CasemixExample.ContactsTable))
                    examples.AddRange(CasemixExample.From(read, $"{file} › {section}", open));
                else if (read.Name == SpecExample.TableName)
                    examples.AddRange(SpecExample.From(read, file, section, named ?? SpecTables.ToSet(open, file)));
                else
                    headings[^1].Tables.Add(SpecTables.Checked(read, $"{file} › {section}"));
            }

            before = block;
        }

        return examples.Count > 0 ? new(examples) : throw new MalformedSpecException($"{file}: no example");
    }

    /// <summary>The set that a paragraph <c>set: `open-se`</c> names, or null.</summary>
    private static string? Directive(ContainerInline inline) =>
        inline.ToArray() is [LiteralInline words, CodeInline id] && words.Content.ToString().Trim() == "set:" ? id.Content : null;

    internal static SpecTable Read(Table table, Block? before, string place)
    {
        var rows = table.Cast<TableRow>()
            .Select(row => row.Cast<TableCell>().Select(cell => Text((cell.FirstOrDefault() as ParagraphBlock)?.Inline, place)).ToArray())
            .ToList();
        var columns = rows[0];
        if (rows.Any(row => row.Length != columns.Length))
            throw new MalformedSpecException($"{place}: a row has another number of cells than the header");
        if (rows.Count == 1)
            throw new MalformedSpecException($"{place}: a table without rows");
        var name = columns.Contains("because") ? SpecExample.TableName
            : ((before as ParagraphBlock)?.Inline ?? []).OfType<CodeInline>().LastOrDefault()?.Content
            ?? throw new MalformedSpecException($"{place}: a table without a name in the paragraph before it");
        return new(name, columns, rows[1..]);
    }

    private static string Text(ContainerInline? inlines, string place) => string.Concat((inlines ?? []).Select(inline => inline switch
    {
        CodeInline code => code.Content,
        LiteralInline literal => literal.Content.ToString(),
        LineBreakInline => " ",
        _ => throw new MalformedSpecException($"{place}: put codes with special characters between backticks ({inline})"),
    })).Trim();
}
