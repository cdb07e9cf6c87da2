using System.Collections.Immutable;
using System.Globalization;

namespace Gruppera.Formats.Contacts;

/// <summary>One value's place in a row: field number, or start and length in a fixed-width line. Inside a nested record unless outer.</summary>
internal readonly record struct Cell(int Index, int Length, bool IsOuter)
{
    internal static Cell None => new(-1, 0, true);

    internal bool Exists => Index >= 0;
}

/// <summary>A layout laid on the header of one file. Immutable.</summary>
internal sealed class LayoutBinding
{
    private readonly Cell[] _roles = new Cell[Enum.GetValues<ContactRole>().Length];
    private ImmutableArray<(string Column, Cell Cell)> _asked;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="layout">The layout.</param>
    /// <param name="header">Column names of the file; empty where it has no header.</param>
    /// <exception cref="ContactFileException">The header does not fit.</exception>
    internal LayoutBinding(ContactLayout layout, ImmutableArray<string> header)
    {
        Layout = layout;
        Header = header;
        for (var i = 0; i < header.Length; i++)
            _columns.TryAdd(header[i], i);

        Inside = layout.Inside is { } inside ? Resolve(inside, isOuter: true) : Cell.None;
        foreach (var role in Enum.GetValues<ContactRole>())
            _roles[(int)role] = layout.Columns.TryGetValue(role, out var column) ? Resolve(column) : Cell.None;
        Diagnoses = [.. Codes(layout.Diagnoses)];
        Procedures = [.. Codes(layout.Procedures)];
        DiagnosisList = Resolve(new(layout.Diagnoses.List), isOuter: true);
        ProcedureList = Resolve(new(layout.Procedures.List), isOuter: true);
        if (layout.Inside is not null && !Inside.Exists)
            throw Missing(layout.Inside.Value.ToString());
    }

    /// <summary>How many columns of a header a layout knows; 0 where it does not fit it.</summary>
    internal static int Count(ContactLayout layout, ImmutableArray<string> header)
    {
        try
        {
            var binding = new LayoutBinding(layout, header);
            binding.RequireDiagnoses();
            return binding._roles.Count(cell => cell.Exists) + (2 * (binding.Diagnoses.Length + binding.Procedures.Length))
                + (binding.DiagnosisList.Exists ? 2 : 0) + (binding.ProcedureList.Exists ? 2 : 0);
        }
        catch (ContactFileException)
        {
            return 0;
        }
    }

    /// <exception cref="ContactFileException">The file has no column for the diagnoses.</exception>
    internal void RequireDiagnoses()
    {
        if (Diagnoses.Length == 0 && !DiagnosisList.Exists)
            throw NoDiagnoses();
    }

    internal ContactLayout Layout { get; }

    internal ImmutableArray<string> Header { get; }

    internal Cell Inside { get; }

    internal (Cell Code, Cell Dagger)[] Diagnoses { get; }

    internal (Cell Code, Cell Dagger)[] Procedures { get; }

    internal Cell DiagnosisList { get; }

    internal Cell ProcedureList { get; }

    internal Cell this[ContactRole role] => _roles[(int)role];

    /// <summary>The cells that grouping asks for, with what issues call them, the principal diagnosis last.</summary>
    internal ImmutableArray<(string Column, Cell Cell)> Asked => _asked.IsDefault
        ? _asked = [.. FindAsked().Where(asked => asked.Cell.Exists).Reverse()] : _asked;

    /// <summary>The slices of a fixed-width line with their names, in the order of the line.</summary>
    internal IEnumerable<(string Name, Cell Cell)> FixedColumns()
    {
        var columns = Layout.Columns.Where(pair => pair.Key != ContactRole.PersonalId).Select(pair => (LayoutJson.NameOf(pair.Key), this[pair.Key]))
            .Concat(Layout.Carry.Select(column => (column.Name, Resolve(column with { Name = "" }))))
            .Concat(Procedures.Select((codes, i) => ($"proc{i + 1}", codes.Code)));
        for (var i = 0; i < Diagnoses.Length; i++)
        {
            columns = columns.Append(($"dx{i + 1}", Diagnoses[i].Code));
            if (Diagnoses[i].Dagger.Exists)
                columns = columns.Append(($"dx{i + 1}_dagger", Diagnoses[i].Dagger));
        }

        return columns.OrderBy(column => column.Item2.Index);
    }

    /// <summary>The name of the column a value came from, for issues.</summary>
    internal string NameOf(ContactRole role)
    {
        var cell = this[role];
        return cell.IsOuter && cell.Index < Header.Length && cell.Exists ? Header[cell.Index] : LayoutJson.NameOf(role);
    }

    private IEnumerable<(string Column, Cell Cell)> FindAsked()
    {
        yield return ("diagnoses", DiagnosisList);
        for (var i = 0; i < Diagnoses.Length; i++)
        {
            yield return (Named(Diagnoses[i].Code, $"dx{i + 1}"), Diagnoses[i].Code);
            yield return (Named(Diagnoses[i].Dagger, $"dx{i + 1}_dagger"), Diagnoses[i].Dagger);
        }

        yield return ("procedures", ProcedureList);
        for (var i = 0; i < Procedures.Length; i++)
            yield return (Named(Procedures[i].Code, $"proc{i + 1}"), Procedures[i].Code);
        foreach (var role in Enum.GetValues<ContactRole>().Where(role => role is (>= ContactRole.Sex and <= ContactRole.CareForm)))
            yield return (NameOf(role), this[role]);

        string Named(Cell cell, string otherwise) => cell.Exists && cell.IsOuter && cell.Index < Header.Length
            ? Header[cell.Index]
            : otherwise;
    }

    private Cell Resolve(ColumnRef column, bool isOuter = false)
    {
        if (column.Name is { Length: > 0 })
            return _columns.TryGetValue(column.Name, out var index) ? new(index, 0, true) : Cell.None;
        return column.At > 0 ? new(column.At - 1, column.Length, isOuter || Layout.Inside is null) : Cell.None;
    }

    private IEnumerable<(Cell Code, Cell Dagger)> Codes(CodeColumns codes)
    {
        for (var i = 0; i < codes.Count && codes.From > 0; i++)
        {
            yield return (
                Resolve(new("", codes.From + (i * codes.Step), codes.Length)),
                codes.DaggerFrom > 0 ? Resolve(new("", codes.DaggerFrom + (i * codes.Step), codes.Length)) : Cell.None);
        }

        var found = 0;
        foreach (var names in codes.More.IsDefault ? [codes.Names] : codes.More.Insert(0, codes.Names))
        {
            for (var n = 1; names.Length > 0; n++)
            {
                var code = Numbered(names, n);
                if (!code.Exists)
                    break;
                found++;
                yield return (code, Numbered(codes.DaggerNames, n));
                if (!names.Contains("{n}", StringComparison.Ordinal))
                    break;
            }

            // The first name is where the principal diagnosis stands: without it nothing may move up into its place.
            if (found == 0)
                yield break;
        }
    }

    /// <summary>The column of a number, written plainly or with two digits.</summary>
    private Cell Numbered(string names, int n)
    {
        var plain = Resolve(new(names.Replace("{n}", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        return plain.Exists ? plain : Resolve(new(names.Replace("{n}", n.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal)));
    }

    private ContactFileException NoDiagnoses()
    {
        if (Header.All(name => name.Length == 0))
            return new("the file is empty", isMisfit: true);
        var wanted = string.Join(", ", new[] { Layout.Diagnoses.List, Layout.Diagnoses.Names.Replace("{n}", "1", StringComparison.Ordinal) }.Where(name => name.Length > 0));
        var found = string.Join(", ", Header);
        return new($"no column for the diagnoses: layout '{Layout.Name}' looks for {wanted}; the file has {found}. Choose another --layout, or write one (gruppera layouts show canonical)", isMisfit: true);
    }

    private ContactFileException Missing(string column) => new($"layout '{Layout.Name}' needs column {column}, which the file lacks. Choose another --layout", isMisfit: true);
}
