using System.Collections.Immutable;
using System.Globalization;

namespace Gruppera.Formats.Contacts;

/// <summary>One value's place in a row: field number, or start and length in a fixed-width line.
/// Inside a nested record unless outer.</summary>
internal readonly record struct Cell(int Index, int Length, bool IsOuter)
{
    internal static Cell None => new(-1, 0, true);

    internal bool Exists => Index >= 0;
}

/// <summary>A column that is read as a fact. Immutable.</summary>
internal sealed record BoundFact(Cell Cell, string Column, string Fact);

/// <summary>A layout laid on the header of one file. Immutable.</summary>
internal sealed class LayoutBinding
{
    private const int MostNumbered = 99;
    private readonly Cell[] _roles = new Cell[Enum.GetValues<ContactRole>().Length];
    private ImmutableArray<Cell> _asked;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="layout">The layout.</param>
    /// <param name="header">Column names of the file; empty if it has no header.</param>
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
        Principal = layout.Diagnoses.Principal is { } principal ? Resolve(principal) : Cell.None;
        Second = layout.Diagnoses.Second is { } second ? Resolve(second) : Cell.None;
        DiagnosisLists = Lists(layout.Diagnoses);
        ProcedureLists = Lists(layout.Procedures);
        Diagnoses = [.. Codes(layout.Diagnoses, Principal.Exists || DiagnosisLists.Length > 0)];
        Procedures = [.. Codes(layout.Procedures, hasPrincipal: true)];
        Conditions = layout.Rows.IsEmpty ? [] :
        [
            .. layout.Rows.Select(row => new BoundCondition(row, Resolve(row.Column, isOuter: true))).Where(row => row.Cell.Exists),
        ];
        if (layout.Inside is not null && !Inside.Exists)
            throw Missing(layout.Inside.Value.ToString());
    }

    internal ContactLayout Layout { get; }

    internal ImmutableArray<string> Header { get; }

    internal Cell Inside { get; }

    /// <summary>The column of the principal diagnosis, where one is named.</summary>
    internal Cell Principal { get; }

    /// <summary>The column of the second code of the principal diagnosis.</summary>
    internal Cell Second { get; }

    /// <summary>Columns of diagnoses behind <see cref="Principal"/> and the lists.</summary>
    internal (Cell Code, Cell Dagger)[] Diagnoses { get; }

    internal (Cell Code, Cell Dagger)[] Procedures { get; }

    internal Cell[] DiagnosisLists { get; }

    internal Cell[] ProcedureLists { get; }

    internal BoundCondition[] Conditions { get; }

    /// <summary>The column that shows whether there is a principal diagnosis: a blank one says that there is none.
    /// None where lists begin.</summary>
    internal Cell PrincipalOrFirst =>
        Principal.Exists || DiagnosisLists.Length > 0 || Diagnoses.Length == 0 ? Principal : Diagnoses[0].Code;

    internal bool HasDiagnoses => Principal.Exists || Diagnoses.Length > 0 || DiagnosisLists.Length > 0;

    internal bool HasProcedures => Procedures.Length > 0 || ProcedureLists.Length > 0;

    internal Cell this[ContactRole role] => _roles[(int)role];

    /// <summary>The cells that grouping asks for, in the order of the contact: the principal diagnosis first.</summary>
    internal ImmutableArray<Cell> Asked => _asked.IsDefault ? _asked = [.. FindAsked().Where(cell => cell.Exists)] : _asked;

    /// <summary>True if the file has a column of this name, or of one of its numbers.</summary>
    internal bool HasNumbered(string names) => Numbered(names).Count > 0;

    /// <exception cref="ContactFileException">The file has no column for the diagnoses.</exception>
    internal void RequireDiagnoses()
    {
        if (!HasDiagnoses)
            throw NoDiagnoses();
    }

    /// <summary>What a text of the specialty column means, and where that is from; missing if nothing says.</summary>
    internal (Specialty Specialty, FactSource From) SpecialtyOf(string text)
    {
        if (Layout.SpecialtyValues.TryGetValue(text, out var mapped) || Layout.SpecialtyValues.TryGetValue("*", out mapped)
            || Specialty.TryRead(text, out mapped))
            return (mapped, FactSource.Column);
        return Layout.Specialty == Specialty.Missing ? (Specialty.Missing, FactSource.Derived) : (Layout.Specialty, FactSource.Layout);
    }

    /// <summary>The slices of a fixed-width line with their names, in the order of the line.</summary>
    internal IEnumerable<(string Name, Cell Cell)> FixedColumns()
    {
        var columns = Layout.Columns.Where(pair => pair.Key != ContactRole.PersonalId)
            .Select(pair => (LayoutJson.NameOf(pair.Key), this[pair.Key]))
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

    /// <summary>What each column that has a meaning is read as, in the order of the file:
    /// a fact once for each column that gives it.</summary>
    internal IReadOnlyList<BoundFact> Facts()
    {
        var found = new List<BoundFact>();
        for (var role = 0; role < _roles.Length; role++)
            Add(_roles[role], _roles[role].Exists ? LayoutJson.NameOf((ContactRole)role) : "");
        Add(Principal, CodeFacts.Principal);
        Add(Second, CodeFacts.Second);
        foreach (var cell in DiagnosisLists)
            Add(cell, CodeFacts.Diagnoses);
        for (var i = 0; i < Diagnoses.Length; i++)
        {
            Add(Diagnoses[i].Code,
                i == 0 && !Principal.Exists && DiagnosisLists.Length == 0 ? CodeFacts.Principal : CodeFacts.Secondary);
            Add(Diagnoses[i].Dagger, CodeFacts.Dagger);
        }

        foreach (var cell in ProcedureLists)
            Add(cell, CodeFacts.Procedures);
        foreach (var (code, _) in Procedures)
            Add(code, CodeFacts.Procedures);
        foreach (var condition in Conditions)
            Add(condition.Cell, CodeFacts.Condition);
        Add(Inside, CodeFacts.Inside);
        return [.. found.OrderBy(fact => fact.Cell.Index)];

        void Add(Cell cell, string fact)
        {
            if (cell is { Exists: true, IsOuter: true })
                found.Add(new(cell, NameOf(cell), fact));
        }
    }

    /// <summary>The name of the column a value came from, for issues.</summary>
    internal string NameOf(ContactRole role)
    {
        var cell = this[role];
        return cell.IsOuter && cell.Index < Header.Length && cell.Exists ? Header[cell.Index] : LayoutJson.NameOf(role);
    }

    /// <summary>The name of a column, or its place where it has none.</summary>
    internal string NameOf(Cell cell) => cell.IsOuter && cell.Exists && cell.Index < Header.Length ? Header[cell.Index]
        : cell.Length > 0 ? $"{cell.Index + 1}-{cell.Index + cell.Length}"
        : string.Create(CultureInfo.InvariantCulture, $"field {cell.Index + 1}");

    private IEnumerable<Cell> FindAsked() =>
        [Principal, Second, .. DiagnosisLists, .. Diagnoses.SelectMany(pair => new[] { pair.Code, pair.Dagger }),
            .. Enum.GetValues<ContactRole>().Where(role => role is >= ContactRole.Sex and <= ContactRole.CareForm)
                .Select(role => this[role]),
            .. ProcedureLists, .. Procedures.Select(pair => pair.Code)];

    private Cell Resolve(ColumnRef column, bool isOuter = false)
    {
        foreach (var name in column.Names)
        {
            if (_columns.TryGetValue(name, out var index))
                return new(index, 0, true);
        }

        return column.At > 0 ? new(column.At - 1, column.Length, isOuter || Layout.Inside is null) : Cell.None;
    }

    private Cell[] Lists(CodeColumns codes) => codes.Lists.IsEmpty ? [] :
    [
        .. codes.Lists.Select(name => Resolve(new(name), isOuter: true)).Where(cell => cell.Exists),
    ];

    private List<(Cell Code, Cell Dagger)> Codes(CodeColumns codes, bool hasPrincipal)
    {
        var cells = new List<(Cell, Cell)>();
        for (var i = 0; i < codes.Count && codes.From > 0; i++)
        {
            cells.Add((
                Resolve(new("", codes.From + (i * codes.Step), codes.Length)),
                codes.DaggerFrom > 0 ? Resolve(new("", codes.DaggerFrom + (i * codes.Step), codes.Length)) : Cell.None));
        }

        for (var i = 0; i < codes.Names.Length; i++)
        {
            var found = Numbered(codes.Names[i]);

            // The first name is where the principal diagnosis stands: without it nothing may move up into its place.
            if (!hasPrincipal && (codes.Principal is not null || (i == 0 && found is not [(1, _), ..])))
                break;
            foreach (var (number, code) in found)
            {
                if (code != Principal)
                    cells.Add((code, i < codes.DaggerNames.Length ? Numbered(codes.DaggerNames[i], number) : Cell.None));
            }
        }

        return cells;
    }

    /// <summary>The columns of a name with their numbers; gaps are passed over.</summary>
    private List<(int Number, Cell Cell)> Numbered(string names)
    {
        var found = new List<(int, Cell)>();
        var most = names.Contains("{n}", StringComparison.Ordinal) ? MostNumbered : 1;
        for (var n = 1; n <= most; n++)
        {
            if (Numbered(names, n) is { Exists: true } cell)
                found.Add((n, cell));
        }

        return found;
    }

    /// <summary>The column of a number, written plainly or with two digits.</summary>
    private Cell Numbered(string names, int n)
    {
        var plain = Resolve(new(names.Replace("{n}", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        return plain.Exists
            ? plain
            : Resolve(new(names.Replace("{n}", n.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal)));
    }

    private ContactFileException NoDiagnoses()
    {
        if (Header.All(name => name.Length == 0))
            return new("the file is empty", isMisfit: true);
        var wanted = string.Join(", ", Layout.Diagnoses.Wanted);
        var found = string.Join(", ", Header);
        return new(
            $"no column for the diagnoses: layout '{Layout.Name}' looks for {wanted}; the file has {found}. Choose another --layout, or " +
            $"write one (gruppera layouts show canonical)",
            isMisfit: true);
    }

    private ContactFileException Missing(string column) =>
        new($"layout '{Layout.Name}' needs column {column}, which the file lacks. Choose another --layout", isMisfit: true);
}
