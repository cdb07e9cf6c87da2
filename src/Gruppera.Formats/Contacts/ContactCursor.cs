using System.Text;
using Gruppera.Definitions;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>Goes through a file of contacts row by row, each with its unit and cost, without allocating for a row. Rows that cannot be
/// read are reported and passed over. Not thread-safe.</summary>
public sealed class ContactCursor
{
    private const int ProgressRows = 4096;
    private readonly ContactFile _file;
    private readonly ContactParser _parser;
    private readonly Cell _unit;
    private readonly Cell _cost;
    private readonly TextTable<string> _units = new(Encoding.UTF8.GetString);
    private readonly string _name;
    private readonly Action<Issue> _issue;
    private RowBlock? _block;
    private int _position;

    /// <summary>Reads the header and stands before the first contact.</summary>
    /// <param name="text">UTF-8 text, which stays open.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">Name of the file in issues.</param>
    /// <param name="unitColumn">Column of units, by its name or meaning; empty for none.</param>
    /// <param name="costColumn">Column of costs, by its name or meaning; a file without it has no costs.</param>
    /// <param name="known">The set whose codes decide whether a letter after a code is a part of it or a side of the body.</param>
    /// <param name="issue">Called for each row that cannot be read, and for facts that contradict each other.</param>
    /// <exception cref="ContactFileException">The header does not fit the layout, or lacks the column of units.</exception>
    public ContactCursor(
        Stream text, ContactLayout layout, string name, string unitColumn, string costColumn, DefinitionSet known, Action<Issue> issue)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(unitColumn);
        ArgumentNullException.ThrowIfNull(costColumn);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(issue);
        (_name, _issue) = (name, issue);
        _file = new(text, layout);
        _parser = _file.NewParser(WholeCodes.Of(known));
        _cost = Find(costColumn);
        _unit = unitColumn.Length == 0 ? Cell.None : Find(unitColumn);
        if (unitColumn.Length > 0 && !_unit.Exists)
            throw new ContactFileException($"the file has no column {unitColumn:by} for units");
    }

    /// <summary>The row that was read last, the first of the file (a header counts) being 1.</summary>
    public long Row => _file.HeaderRows + _parser.Lines;

    /// <summary>Called with the row every 4 096 rows, readable or not.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>True if the file has the column of costs.</summary>
    public bool HasCost => _cost.Exists;

    /// <summary>Rows so far that could not be read.</summary>
    public long Unreadable { get; private set; }

    /// <summary>The contact of the row; valid until the next call of <see cref="Next"/>.</summary>
    public ContactView Contact => _parser.Contact;

    /// <summary>The unit of the row; empty without a column of units.</summary>
    public string Unit => _unit.Exists ? _units.Get(_parser.Text(_block!.Text, _unit)) : "";

    /// <summary>The cost of the row where it is above 0; otherwise not a number.</summary>
    public double Cost =>
        _cost.Exists && CostText.TryRead(_parser.Text(_block!.Text, _cost), out var cost, out _) && cost > 0 ? cost : double.NaN;

    /// <summary>True if the row has nothing in the column of costs.</summary>
    public bool IsCostBlank => !_cost.Exists || Scalars.IsBlank(_parser.Text(_block!.Text, _cost));

    /// <summary>Goes to the next row that can be read; false at the end.</summary>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public bool Next(CancellationToken stop = default)
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

    /// <summary>A copy of the contact of the row, to keep.</summary>
    public CareContact ToContact() => _parser.ToContact();

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
