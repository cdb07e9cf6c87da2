using System.Collections.Immutable;
using System.Text;
using Gruppera.Definitions;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>How a file of contacts reads, row by row. Immutable.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Unreadable">Rows that could not be read, by reason.</param>
/// <param name="Contradictory">Rows whose facts contradict each other, by warning.</param>
/// <param name="LeftOut">Rows that a condition of the layout leaves out.</param>
/// <param name="Odd">Values that mean nothing.</param>
/// <param name="Samples">A few values of each column with a meaning.</param>
/// <param name="Blank">Rows of nothing but delimiters: not among the rows.</param>
public sealed record CheckedContacts(
    long Rows, ImmutableArray<(IssueCode Reason, long Rows)> Unreadable, ImmutableArray<(IssueCode Reason, long Rows)> Contradictory,
    long LeftOut, ImmutableArray<OddColumn> Odd,
    ImmutableArray<(string Column, string Fact, ImmutableArray<string> Values)> Samples, long Blank = 0);

/// <summary>Looks through a file of contacts without grouping it. Thread-safe.</summary>
public static class ContactCheck
{
    private const int Shown = 4;

    /// <summary>Reads the rows.</summary>
    /// <param name="file">The file, understood.</param>
    /// <param name="set">Codes to know; null for none.</param>
    /// <param name="most">Rows at most.</param>
    /// <param name="stop">Stops between blocks.</param>
    public static CheckedContacts Run(
        FittedContacts file, DefinitionSet? set = null, long most = long.MaxValue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var contacts = new ContactFile(file.Text, file.Layout, needsDiagnoses: false);
        var parser = contacts.NewParser(set is null ? null : WholeCodes.Of(set));
        var columns = contacts.Binding.Facts().Where(fact => fact.Fact != LayoutJson.NameOf(ContactRole.PersonalId))
            .Select(fact => (
                fact.Column, fact.Fact, Cell: new Cell(contacts.Binding.Header.IndexOf(fact.Column), 0, true),
                Values: new HashSet<string>(StringComparer.Ordinal))).ToList();
        var reasons = new SortedDictionary<string, (IssueCode Code, long Rows)>(StringComparer.Ordinal);
        var warnings = new SortedDictionary<string, (IssueCode Code, long Rows)>(StringComparer.Ordinal);
        var (rows, leftOut) = (0L, 0L);
        while (rows < most && contacts.NextBlock() is { } block)
        {
            stop.ThrowIfCancellationRequested();
            var position = contacts.Start;
            while (rows < most && parser.Read(block.Text, ref position))
            {
                rows++;
                leftOut += parser.IsLeftOut ? 1 : 0;
                if (parser.Problem is { } problem && !parser.IsLeftOut)
                    reasons[problem.Id] = (problem, reasons.GetValueOrDefault(problem.Id).Rows + 1);
                foreach (var warning in parser.Problem is null ? parser.Facts.Warnings : [])
                    warnings[warning.Id] = (warning, warnings.GetValueOrDefault(warning.Id).Rows + 1);
                if (parser.IsBroken)
                    continue;
                foreach (var (_, _, cell, values) in columns)
                {
                    if (values.Count < Shown && cell.Exists && parser.Text(block.Text, cell) is { IsEmpty: false } text
                        && !Scalars.IsBlank(text))
                        values.Add(OddValues.Shown(Encoding.UTF8.GetString(text)));
                }
            }
        }

        return new(
            rows, [.. reasons.Values], [.. warnings.Values], leftOut, OddValues.Sum(contacts.Binding, [parser.Odd]),
            [.. columns.Select(column => (column.Column, column.Fact, column.Values.ToImmutableArray()))], parser.Blank);
    }

    /// <summary>Columns that a layout names and a file lacks, as a person would say them.</summary>
    public static ImmutableArray<string> Lacking(ContactLayout layout, ImmutableArray<string> header)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var binding = new LayoutBinding(layout, header);
        var has = header.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var codes = new[] { layout.Diagnoses, layout.Procedures };
        return
        [
            .. layout.Columns.OrderBy(pair => pair.Key).Where(pair => !binding[pair.Key].Exists)
                .Select(pair => $"{pair.Value} ({LayoutJson.NameOf(pair.Key)})"),
            .. codes.SelectMany(each => new[] { each.Principal, each.Second }).OfType<ColumnRef>()
                .Where(column => !column.Names.Any(has.Contains)).Select(column => column.ToString()),
            .. codes.SelectMany(each => each.Lists).Where(name => !has.Contains(name)),
            .. codes.SelectMany(each => each.Names.Concat(each.DaggerNames)).Where(name => name.Length > 0 && !binding.HasNumbered(name)),
            .. layout.Rows.Where(row => !row.Column.Names.Any(has.Contains)).Select(row => row.Column.ToString()),
        ];
    }

    /// <summary>The header of a text; empty if the layout has none.</summary>
    public static ImmutableArray<string> HeaderOf(Stream text, ContactLayout? layout = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ContactFile(text, layout ?? ContactLayout.AnyHeader, needsDiagnoses: false).Binding.Header;
    }
}
