using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;

namespace Gruppera.Formats.Simulation;

/// <summary>A file of contacts row by row, each with its unit and cost, without storage for a row. Not thread-safe.</summary>
internal sealed class SimulatedFile
{
    private readonly ContactFile _file;
    private readonly ContactParser _parser;
    private readonly Cell _by;
    private readonly Cell _cost;
    private readonly TextTable<string> _units = new(Encoding.UTF8.GetString);
    private RowBlock? _block;
    private int _position;

    /// <exception cref="ContactFileException">The header does not fit the layout, or lacks the column of units.</exception>
    internal SimulatedFile(Stream text, ContactLayout layout, string by, string costColumn)
    {
        _file = new(text, layout);
        _parser = _file.NewParser();
        _cost = Find(costColumn);
        _by = by.Length == 0 ? Cell.None : Find(by);
        if (by.Length > 0 && !_by.Exists)
            throw new ContactFileException(new($"the file has no column {by} to tell units by", $"filen har ingen kolumn {by} att skilja enheter med"));
        Row = _file.HeaderRows;
    }

    internal long Row { get; private set; }

    internal bool HasCost => _cost.Exists;

    internal IssueCode? Problem => _parser.Problem;

    internal string ProblemColumn => _parser.ProblemColumn;

    internal ContactView Contact => _parser.Contact;

    internal string Unit => _by.Exists ? _units.Get(_parser.Text(_block!.Text, _by)) : "";

    /// <summary>Cost above 0; otherwise not a number.</summary>
    internal double Cost => _cost.Exists && CostText.TryRead(_parser.Text(_block!.Text, _cost), out var cost, out _) && cost > 0 ? cost : double.NaN;

    /// <summary>Goes to the next row; false at the end.</summary>
    internal bool Next()
    {
        while (_block is null || !_parser.Read(_block.Text, ref _position))
        {
            _block = _file.NextBlock();
            if (_block is null)
                return false;
            _position = _file.Start;
        }

        Row++;
        return true;
    }

    /// <summary>The contact for those that keep it.</summary>
    internal CareContact ToContact() => _parser.ToContact();

    /// <summary>A column by its name or its meaning; never that of personal identity numbers.</summary>
    private Cell Find(string nameOrMeaning)
    {
        var person = _file.Binding[ContactRole.PersonalId];
        var index = _file.Binding.Header.ToList().FindIndex(header => header.Equals(nameOrMeaning, StringComparison.OrdinalIgnoreCase));
        var cell = index >= 0 ? new(index, 0, true) : Enum.GetValues<ContactRole>().Where(role => LayoutJson.NameOf(role) == nameOrMeaning).Select(role => _file.Binding[role]).FirstOrDefault(Cell.None);
        return cell == person ? Cell.None : cell;
    }
}
