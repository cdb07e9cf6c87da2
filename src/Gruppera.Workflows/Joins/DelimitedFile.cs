using System.Collections.Immutable;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Tables;

namespace Gruppera.Workflows.Joins;

/// <summary>One delimited file of a delivery, read as often as needed.</summary>
internal sealed class DelimitedFile
{
    private readonly string _path;
    private readonly DelimitedForm _form;
    private readonly List<(int Column, RowCondition Condition)> _conditions;

    /// <exception cref="ContactFileException">There is no such file, or several could be meant.</exception>
    internal DelimitedFile(string folder, DelimitedForm form)
    {
        _path = PathOf(folder, form) ?? throw NoFile(folder, form);
        _form = form;
        var first = Rows().Select(row => row.Fields).FirstOrDefault([]);
        Header = form.HasHeader ? [.. first] : form.Header;
        _conditions = [.. form.Rows.Select(condition =>
            (condition.Column.Names.Select(Find).FirstOrDefault(column => column >= 0, -1), condition)).Where(each => each.Item1 >= 0)];
    }

    internal string Name => Path.GetFileName(_path);

    internal ImmutableArray<string> Header { get; }

    /// <summary>The file of a form in a folder; null if there is none.</summary>
    /// <exception cref="ContactFileException">Several could be meant.</exception>
    internal static string? PathOf(string folder, DelimitedForm form)
    {
        foreach (var name in form.Files)
        {
            if (File.Exists(Path.Combine(folder, name)))
                return Path.Combine(folder, name);
            if (!Directory.Exists(folder))
                continue;
            var found = Directory.GetFiles(
                folder,
                Path.GetFileName(name),
                new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Order(StringComparer.Ordinal).ToList();
            if (found.Count > 1)
            {
                var list = string.Join(", ", found.Select(Path.GetFileName));
                throw new ContactFileException($"several files can be {name}: {list}. Keep one in the folder, or give it in the layout");
            }

            if (found.Count == 1)
                return found[0];
        }

        return null;
    }

    /// <summary>Number of a column.</summary>
    /// <exception cref="ContactFileException">The file has no such column.</exception>
    internal int ColumnOf(ColumnRef column) =>
        column.Names.Select(Find).FirstOrDefault(index => index >= 0, -1) is >= 0 and var found ? found : throw NoColumn(column);

    /// <inheritdoc cref="ColumnOf(ColumnRef)"/>
    internal int ColumnOf(string name) => ColumnOf(new ColumnRef(name));

    /// <summary>The rows below the header. Lines without text are none.</summary>
    internal IEnumerable<DelimitedRow> Read() => _form.HasHeader ? Rows().Skip(1) : Rows();

    /// <summary>True if a condition leaves the row out.</summary>
    internal bool LeavesOut(DelimitedRow row)
    {
        foreach (var (column, condition) in _conditions)
        {
            if (condition.Values.Contains(row[column], StringComparer.OrdinalIgnoreCase) != condition.Keeps)
                return true;
        }

        return false;
    }

    private int Find(string name) => Header.ToList().FindIndex(header => header.Equals(name, StringComparison.OrdinalIgnoreCase));

    private ContactFileException NoColumn(ColumnRef column)
    {
        var near = NearNames.Of(column.Name, Header) is { Length: > 0 } names ? $" (near: {string.Join(", ", names)})" : "";
        return new($"{Name} has no column {column}; it has {string.Join(", ", Header):header}{near}");
    }

    private static ContactFileException NoFile(string folder, DelimitedForm form)
    {
        var has = Directory.Exists(folder)
            ? string.Join(", ", Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal))
            : "";
        var wanted = string.Join(", ", form.Files);
        return new($"{folder} has no file {wanted}; it has {has}. Give the folder with --folder");
    }

    private IEnumerable<DelimitedRow> Rows()
    {
        using var input = ContactSource.Open(_path, _form.Encoding);
        foreach (var row in DelimitedText.Read(input.Text, _form.Delimiter))
            yield return row;
    }
}
