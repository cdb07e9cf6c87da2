using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;
using Gruppera.Formats.Tables;

namespace Gruppera.Workflows.Simulation;

/// <summary>A file of contacts row by row, each with its unit and cost, without storage for a row. Rows that cannot be read are reported
/// and passed over. Not thread-safe.</summary>
internal sealed class SimulatedFile
{
    private const int ProgressRows = 4096;
    private readonly ContactFile _file;
    private readonly ContactParser _parser;
    private readonly Cell _by;
    private readonly Cell _cost;
    private readonly TextTable<string> _units = new(Encoding.UTF8.GetString);
    private readonly string _name;
    private readonly Action<Issue> _issue;
    private RowBlock? _block;
    private int _position;

    /// <param name="text">UTF-8 text.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">What issues call it.</param>
    /// <param name="by">Column of units; empty for none.</param>
    /// <param name="costColumn">Column of costs; a file without it has none.</param>
    /// <param name="known">Codes of the set, which decide about letters of sides.</param>
    /// <param name="issue">Called for each row that cannot be read, and for facts that contradict each other.</param>
    /// <exception cref="ContactFileException">The header does not fit the layout, or lacks the column of units.</exception>
    internal SimulatedFile(
        Stream text, ContactLayout layout, string name, string by, string costColumn, WholeCodes known, Action<Issue> issue)
    {
        (_name, _issue) = (name, issue);
        _file = new(text, layout);
        _parser = _file.NewParser(known);
        _cost = Find(costColumn);
        _by = by.Length == 0 ? Cell.None : Find(by);
        if (by.Length > 0 && !_by.Exists)
            throw new ContactFileException($"the file has no column {by} for units");
    }

    internal long Row => _file.HeaderRows + _parser.Lines;

    /// <summary>Told the row now and then, readable or not.</summary>
    internal Action<long>? Progress { get; init; }

    internal bool HasCost => _cost.Exists;

    /// <summary>Rows that could not be read.</summary>
    internal long Unreadable { get; private set; }

    internal ContactView Contact => _parser.Contact;

    internal string Unit => _by.Exists ? _units.Get(_parser.Text(_block!.Text, _by)) : "";

    /// <summary>Cost above 0; otherwise not a number.</summary>
    internal double Cost =>
        _cost.Exists && CostText.TryRead(_parser.Text(_block!.Text, _cost), out var cost, out _) && cost > 0 ? cost : double.NaN;

    /// <summary>Goes to the next row that can be read; false at the end.</summary>
    internal bool Next(CancellationToken stop)
    {
        while (NextRow())
        {
            stop.ThrowIfCancellationRequested();
            if (Row % ProgressRows == 0)
                Progress?.Invoke(Row);
            if (_parser.Problem is not { } problem)
            {
                foreach (var warning in _parser.Facts.Warnings)
                    _issue(new(warning, _name, Row: Row, Column: _parser.ColumnOf(warning)));
                return true;
            }

            if (_parser.IsLeftOut)
                continue;
            Unreadable++;
            _issue(new(problem, _name, Row: Row, Column: _parser.ProblemColumn));
        }

        return false;
    }

    private bool NextRow()
    {
        while (_block is null || !_parser.Read(_block.Text, ref _position))
        {
            _block = _file.NextBlock();
            if (_block is null)
                return false;
            _position = _file.Start;
        }

        return true;
    }

    /// <summary>The contact for those that keep it.</summary>
    internal CareContact ToContact() => _parser.ToContact();

    /// <summary>A column by its name or its meaning; never that of personal identity numbers.</summary>
    private Cell Find(string nameOrMeaning)
    {
        var person = _file.Binding[ContactRole.PersonalId];
        var index = _file.Binding.Header.ToList().FindIndex(header => header.Equals(nameOrMeaning, StringComparison.OrdinalIgnoreCase));
        var cell = index >= 0 ? new(index, 0, true) : Enum.GetValues<ContactRole>().Where(role => LayoutJson.NameOf(role) == nameOrMeaning)
            .Select(role => _file.Binding[role]).FirstOrDefault(Cell.None);
        return cell == person ? Cell.None : cell;
    }
}
