using System.Collections.Concurrent;
using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Tables;
using Gruppera.Grouping;
using Gruppera.Questions;

namespace Gruppera.Formats.Grouped;

/// <summary>A block of rows on its way: what stood there, and what came of it.</summary>
internal sealed class GroupedBlock
{
    internal RowBlock Block { get; } = new();

    internal int Start { get; set; }

    internal GroupedContact[] Contacts { get; set; } = [];

    internal int Count { get; set; }

    internal long Rows { get; set; }

    /// <summary>Rows of the file that were gone through, lines without any text among them.</summary>
    internal long Lines { get; set; }

    internal List<(long Row, IssueCode Code, string Column, bool IsUsed)> Problems { get; } = [];

    internal long[] Excluded { get; set; } = [];

    internal Dictionary<(string Set, int Year), long> Sets { get; } = [];

    internal Dictionary<string, long> Currencies { get; } = new(StringComparer.Ordinal);

    internal long Points { get; set; }

    internal long Commas { get; set; }

    internal long PartOfStay { get; set; }

    internal long CostsOfPartOfStay { get; set; }

    internal long Outside { get; set; }

    internal long Undated { get; set; }
}

/// <summary>Texts and units of one file, the same object for all threads. Thread-safe.</summary>
internal sealed class SharedTexts
{
    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ReportingUnit, ReportingUnit> _units = new();

    internal string Text(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return _texts.GetOrAdd(text, text);
    }

    /// <summary>The unit whose parts stand with a zero byte behind each.</summary>
    internal ReportingUnit Unit(byte[] bytes)
    {
        var unit =
            new ReportingUnit([.. Encoding.UTF8.GetString(bytes).Split('\0').SkipLast(1).Select(text => _texts.GetOrAdd(text, text))]);
        return _units.GetOrAdd(unit, unit);
    }
}

/// <summary>Reads blocks of rows into contacts, without allocating for a row. One per thread.</summary>
internal sealed class GroupedBlockReader(
    ContactFile file, GroupedColumns columns, Grouper? grouper, SharedTexts shared, GroupedReaderOptions options)
{
    private static readonly ResultColumn CareFormColumn = ResultColumn.Find("care_form")!;
    private static readonly ResultColumn SpecialtyColumn = ResultColumn.Find("specialty")!;
    private readonly GroupedRow _row = new(file, columns, grouper);
    private readonly GroupTraits? _traits = grouper is null ? null : GroupTraits.Of(grouper.Definition.Set);
    private readonly TextTable<string> _texts = new(shared.Text);
    private readonly TextTable<ReportingUnit> _units = new(shared.Unit);
    private byte[] _unit = new byte[256];

    /// <summary>Where the costs of the row stand in a file of costs; -1 for none.</summary>
    private int _place = -1;

    internal void Read(GroupedBlock block)
    {
        var data = block.Block.Text;
        var position = block.Start;
        block.Rows = block.Lines = block.Count = 0;
        var before = _row.Lines;
        block.Points = block.Commas = block.PartOfStay = block.CostsOfPartOfStay = block.Outside = block.Undated = 0;
        block.Problems.Clear();
        block.Sets.Clear();
        block.Currencies.Clear();
        block.Excluded = new long[columns.Exclude.Length];
        var (set, year, setCount) = ("", 0, 0L);
        while (_row.Read(data, ref position))
        {
            block.Rows++;
            block.Lines = _row.Lines - before;
            if (_row.Problem is { } problem)
            {
                block.Problems.Add((block.Lines, problem, _row.ProblemColumn, false));
                continue;
            }

            _place = options.Costs?.Find(_row.Text(data, columns.Id)) ?? -1;
            foreach (var warning in _row.Warnings)
                block.Problems.Add((block.Lines, warning, _row.ColumnOf(warning), true));
            if (IsNoContact(data, block) || IsExcluded(data, block))
                continue;
            if (block.Count == block.Contacts.Length)
                Grow(block);
            if (!TryContact(data, block, ref block.Contacts[block.Count]))
                continue;
            var nextYear = block.Contacts[block.Count++].Year;
            var next = columns.Set.Exists ? _texts.Get(_row.Text(data, columns.Set)) : "";
            if (!ReferenceEquals(next, set) || nextYear != year)
            {
                block.Sets[(set, year)] = block.Sets.GetValueOrDefault((set, year)) + setCount;
                (set, year, setCount) = (next, nextYear, 0);
            }

            setCount++;

            if (columns.Currency.Exists)
            {
                var currency = _texts.Get(_row.Text(data, columns.Currency));
                block.Currencies[currency] = block.Currencies.GetValueOrDefault(currency) + 1;
            }
        }

        block.Sets[(set, year)] = block.Sets.GetValueOrDefault((set, year)) + setCount;
        block.Lines = _row.Lines - before;
    }

    /// <summary>True for a visit that is part of a stay and for care outside what NordDRG describes, which are counted here and nowhere
    /// else.</summary>
    private bool IsNoContact(ReadOnlySpan<byte> data, GroupedBlock block)
    {
        if (_row.IsOutside(data))
        {
            block.Outside += options.KeepsAll ? 0 : 1;
            return !options.KeepsAll;
        }

        if (!_row.IsPartOfStay(data))
            return false;
        var hasCost = options.Costs is { } costs
            ? _place >= 0 && costs.Sum(_place) > 0
            : CostText.TryRead(_row.Text(data, columns.Cost), out var cost, out _) && cost > 0;
        block.CostsOfPartOfStay += hasCost ? 1 : 0;
        block.PartOfStay += options.KeepsAll ? 0 : 1;
        return !options.KeepsAll;
    }

    private bool IsExcluded(ReadOnlySpan<byte> data, GroupedBlock block)
    {
        var isUndated = false;
        for (var i = 0; i < columns.Exclude.Length; i++)
        {
            if (!columns.Exclude[i].LeavesOut(_row, data, ref isUndated))
                continue;
            block.Excluded[i]++;
            return true;
        }

        block.Undated += isUndated ? 1 : 0;
        return false;
    }

    private bool TryContact(ReadOnlySpan<byte> data, GroupedBlock block, ref GroupedContact contact)
    {
        var (result, form) = grouper is null ? default : (_row.Group(), _row.Form(data));
        var (drg, mdc) = grouper is not null
            ? (result.Drg, result.DrgMdc)
            : (_texts.Get(_row.Text(data, columns.Drg)), _texts.Get(_row.Text(data, columns.Mdc)));
        if (options.KeepsAll && _row.IsOutside(data))
            (drg, mdc) = ("", "");
        if (drg.Length == 0 && options.NeedsGroup)
            return Fail(block, FormatIssues.NoGroup, options.DrgColumn);
        if (_row.Days(data) is not { } days)
            return Fail(block, FormatIssues.UnreadableDuration, "duration");
        if (!TryCost(data, block, out var cost, out var place) || !TryCount(data, block, out var more))
            return false;
        contact = new()
        {
            Row = block.Lines,
            Drg = drg,
            Mdc = mdc,
            CareForm = Fact(data, CareFormColumn, columns.CareForm, result, form),
            Specialty = Fact(data, SpecialtyColumn, columns.Specialty, result, form),
            IsPartOfStay = options.KeepsAll && _row.IsPartOfStay(data),
            Unit = columns.By.IsEmpty ? ReportingUnit.All : Unit(data, result, form),
            Cost = cost,
            Days = days,
            SecondaryDiagnoses = _row.SecondaryDiagnoses(data),
            Year = options.ReadsYears ? YearOf(_row.Year(data)) : 0,
            Admitted = options.KeepsDates || options.FindsDates ? _row.Date(data, columns.Admission) : default,
            Discharged = options.KeepsDates || options.FindsDates ? _row.Date(data, columns.Discharge) : default,
            Id = options.KeepsIds && columns.Id.Exists ? Encoding.UTF8.GetString(_row.Text(data, columns.Id)) : null,
            CostPlace = place,
            More = more,
        };
        return true;
    }

    private static int YearOf(ReadOnlySpan<byte> text) => WholeNumber.TryParse(text, out var year) ? year : 0;

    /// <summary>The cost; false if there is none and one is needed.</summary>
    private bool TryCost(ReadOnlySpan<byte> data, GroupedBlock block, out double cost, out int place)
    {
        (cost, place) = (double.NaN, 0);
        if (options.Costs is { } costs)
            return TryCost(costs, data, block, ref cost, ref place);
        if (!columns.Cost.Exists)
            return true;
        var text = _row.Text(data, columns.Cost);
        var isNumber = CostText.TryRead(text, out var number, out var mark) && number < CostText.TooLarge;
        block.Points += isNumber && mark == '.' ? 1 : 0;
        block.Commas += isNumber && mark == ',' ? 1 : 0;
        if (isNumber && number > 0)
        {
            cost = number;
            return true;
        }

        var problem = Scalars.IsBlank(text) ? FormatIssues.MissingCost
            : isNumber ? FormatIssues.CostNotPositive
            : FormatIssues.UnreadableCost;
        return IsWithoutCost(data, block, problem, options.CostColumn);
    }

    /// <summary>A fact as the file has it; of contacts that are grouped on the way, as grouping has it.</summary>
    private string Fact(ReadOnlySpan<byte> data, ResultColumn column, Cell cell, in GroupingResult result, in CareSetting form) =>
        grouper is not null ? column.Of(grouper.Definition, _traits!, result, form) : cell.Exists ? _texts.Get(_row.Text(data, cell)) : "";

    /// <summary>The cost that a file of costs has for the contact's id.</summary>
    private bool TryCost(CostTable costs, ReadOnlySpan<byte> data, GroupedBlock block, ref double cost, ref int place)
    {
        place = _place + 1;
        var sum = place > 0 ? costs.Sum(place - 1) : 0;
        if (sum > 0)
        {
            cost = sum;
            return true;
        }

        return IsWithoutCost(data, block, place == 0 ? FormatIssues.MissingCost : FormatIssues.CostNotPositive, options.IdColumn);
    }

    /// <summary>True if a contact is used without a cost. That of a visit that is part of a stay, or of care that NordDRG does not
    /// describe, is missed by nobody.</summary>
    private bool IsWithoutCost(ReadOnlySpan<byte> data, GroupedBlock block, IssueCode problem, string column)
    {
        if (!options.KeepsAll || !(_row.IsOutside(data) || _row.IsPartOfStay(data)))
            block.Problems.Add((block.Lines, problem, column, !options.NeedsCost));
        return !options.NeedsCost;
    }

    /// <summary>How many contacts the row stands for besides one; false if its column has no whole number above 0.</summary>
    private bool TryCount(ReadOnlySpan<byte> data, GroupedBlock block, out int more)
    {
        more = 0;
        if (!columns.Count.Exists)
            return true;
        if (!CostText.TryRead(_row.Text(data, columns.Count), out var count, out _) || count is < 1 or > int.MaxValue
            || count != Math.Floor(count))
            return Fail(block, FormatIssues.UnreadableRow, options.CountColumn);
        more = (int)count - 1;
        return true;
    }

    private ReportingUnit Unit(ReadOnlySpan<byte> data, in GroupingResult result, in CareSetting form)
    {
        var length = 0;
        for (var i = 0; i < columns.By.Length; i++)
        {
            var part = columns.ByResult[i] is { } column ? Encoding.UTF8.GetBytes(column.Of(grouper!.Definition, _traits!, result, form))
                : columns.By[i].Exists ? _row.Text(data, columns.By[i])
                : columns.Derived[i] switch
                {
                    DerivedPart.Month => _row.Month(data),
                    DerivedPart.Age => _row.Age(data),
                    _ => _row.Year(data),
                };
            if (_unit.Length < length + part.Length + 1)
                Array.Resize(ref _unit, 2 * (length + part.Length + 1));
            part.CopyTo(_unit.AsSpan(length));
            length += part.Length;
            _unit[length++] = 0;
        }

        return _units.Get(_unit.AsSpan(0, length));
    }

    private static bool Fail(GroupedBlock block, IssueCode code, string column)
    {
        block.Problems.Add((block.Lines, code, column, false));
        return false;
    }

    private static void Grow(GroupedBlock block)
    {
        var larger = block.Contacts;
        Array.Resize(ref larger, Math.Max(1 << 12, 2 * larger.Length));
        block.Contacts = larger;
    }
}
