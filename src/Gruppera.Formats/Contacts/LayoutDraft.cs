using System.Collections.Immutable;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>A layout on its way to one file: which column is which fact, by name, changed by hand and by synonyms.
/// Not thread-safe.</summary>
internal sealed class LayoutDraft
{
    /// <summary>Facts of which a file may have several likely columns without harm: grouping does not read them.</summary>
    private static readonly ImmutableHashSet<string> Harmless = ["id", "patient", "hospital", "cost", "leave_days", "episode"];

    /// <summary>Short names of facts for the command line.</summary>
    private static readonly Dictionary<string, string> Short = new(StringComparer.OrdinalIgnoreCase)
    {
        ["days"] = "duration",
        ["care_days"] = "duration",
        ["years"] = "age_years",
        ["admission"] = "admission_date",
        ["discharge_mode"] = "discharge",
        ["procedure"] = CodeFacts.Procedures,
        ["diagnosis"] = CodeFacts.Diagnoses,
        ["ignore"] = CodeFacts.None,
    };

    private static readonly Dictionary<string, ContactRole> Roles = Enum.GetValues<ContactRole>()
        .ToDictionary(LayoutJson.NameOf, StringComparer.OrdinalIgnoreCase);
    private readonly ImmutableArray<string> _header;
    private readonly Dictionary<ContactRole, ColumnRef> _roles;
    private readonly HashSet<string> _none = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _isNamed;
    private readonly List<string> _lists;
    private readonly List<(string Code, string Dagger)> _names;
    private readonly List<string> _procedureLists;
    private readonly List<string> _procedures;
    private readonly List<Text> _assumptions = [];
    private string? _principal;
    private string? _second;

    internal LayoutDraft(ContactLayout layout, ImmutableArray<string> header)
    {
        (Base, _header) = (layout, header);
        _isNamed = !layout.IsFixedWidth && header.Length > 0;
        var binding = new LayoutBinding(layout, header);
        _roles = [];
        foreach (var (role, column) in layout.Columns)
        {
            if (binding[role].Exists)
                _roles.Add(role, binding[role].IsOuter && _isNamed ? new(binding.NameOf(role)) : column);
        }

        (_principal, _second) = (Name(binding.Principal), Name(binding.Second));
        _lists = [.. binding.DiagnosisLists.Select(cell => Name(cell)!)];
        _procedureLists = [.. binding.ProcedureLists.Select(cell => Name(cell)!)];
        _names = layout.Diagnoses.From > 0 ? [] : [.. binding.Diagnoses.Select(pair => (Name(pair.Code)!, Name(pair.Dagger) ?? ""))];
        _procedures = layout.Procedures.From > 0 ? [] : [.. binding.Procedures.Select(pair => Name(pair.Code)!)];

        string? Name(Cell cell) => cell.Exists ? binding.NameOf(cell) : null;
    }

    internal ContactLayout Base { get; }

    /// <summary>The column of an age whose unit is not known yet; empty if there is none.</summary>
    internal string AgeColumn { get; private set; } = "";

    internal ImmutableArray<Text> Assumptions => [.. _assumptions];

    /// <summary>The order that somebody says the dates of a column have, by header.</summary>
    internal Dictionary<string, DateOrder> Orders { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What somebody says of the 0 of a column of sex, by header.</summary>
    internal Dictionary<string, string> Zeros { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds what was read as granted.</summary>
    internal void Assume(IEnumerable<Text> assumptions) => _assumptions.AddRange(assumptions);

    /// <exception cref="ContactFileException">An order is said of a column that has no dates, or a 0 of one that has no sex.</exception>
    internal void RefuseIdle()
    {
        foreach (var header in Orders.Keys.Where(header => !IsOf(header, ContactSample.DateRoles)))
            throw new ContactFileException($"--column {header}={DateColumn.Short(Orders[header]):fact}: {header} was not read as a date");
        foreach (var header in Zeros.Keys.Where(header => !IsOf(header, [ContactRole.Sex])))
            throw new ContactFileException($"--column {header}={Zeros[header]:fact}: {header} was not read as the sex");

        bool IsOf(string header, ReadOnlySpan<ContactRole> roles)
        {
            foreach (var role in roles)
            {
                if (_roles.TryGetValue(role, out var column) && column.Names.Contains(header, StringComparer.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }
    }

    /// <summary>The layout with this file's own columns.</summary>
    internal ContactLayout ToLayout() => !_isNamed ? Base : Base with
    {
        Rows = [.. Base.Rows.Where(row => row.Column.Names.Any(name => _header.Contains(name, StringComparer.OrdinalIgnoreCase)))],
        Columns = _roles.ToImmutableDictionary(),
        // Where the file has none of them, those of the layout tell what was looked for.
        Diagnoses = _principal is null && _lists.Count == 0 && _names.Count == 0 ? Base.Diagnoses : Base.Diagnoses with
        {
            Principal = _principal is null ? null : new ColumnRef(_principal),
            Second = _second is null ? null : new ColumnRef(_second),
            Lists = [.. _lists],
            Names = [.. _names.Select(name => name.Code)],
            DaggerNames = [.. _names.Select(name => name.Dagger)],
        },
        Procedures = Base.Procedures with { Lists = [.. _procedureLists], Names = [.. _procedures] },
    };

    /// <summary>Gives an age its unit.</summary>
    internal void TakeAge(bool isDays, Text assumption)
    {
        _roles[isDays ? ContactRole.AgeDays : ContactRole.AgeYears] = new(AgeColumn);
        _assumptions.Add(assumption);
        AgeColumn = "";
    }

    /// <summary>Takes a column for what somebody says that it is.</summary>
    /// <exception cref="ContactFileException">There is no such column or fact, or another was said to be the same.</exception>
    internal void Take(ColumnByHand byHand, string file)
    {
        if (!_isNamed)
            throw new ContactFileException($"--column {byHand.Header}: the layout {Base.Name} has no header; write a layout");
        var header = _header.FirstOrDefault(column => column.Equals(byHand.Header, StringComparison.OrdinalIgnoreCase))
            ?? throw NoColumn(byHand.Header, file);
        var fact = Short.GetValueOrDefault(byHand.Fact, byHand.Fact.ToLowerInvariant());
        if (fact is not (CodeFacts.None or CodeFacts.Principal or CodeFacts.Secondary or CodeFacts.Diagnoses or CodeFacts.Procedures)
            && !Roles.ContainsKey(fact) && DateColumn.Parse(fact) is null && !ValueSets.IsZero(fact))
            throw NoFact(byHand);
        if (DateColumn.Parse(fact) is { } order)
        {
            Orders[header] = order;
            return;
        }

        if (ValueSets.IsZero(fact))
        {
            Zeros[header] = fact;
            return;
        }

        Forget(header);
        _none.Add(header);
        switch (fact)
        {
            case CodeFacts.None:
                break;
            case CodeFacts.Principal:
                _principal = Only(_principal, header, fact);
                break;
            case CodeFacts.Secondary:
                _names.Add((header, ""));
                break;
            case CodeFacts.Diagnoses:
                _lists.Add(header);
                break;
            case CodeFacts.Procedures:
                _procedures.Add(header);
                break;
            default:
                var role = Roles[fact];
                if (_roles.TryGetValue(role, out var before) && _none.Contains(before.Name))
                    throw Two(before.Name, header, fact);
                _roles[role] = new(header);
                break;
        }
    }

    /// <summary>Takes columns that no layout names for what people call so.</summary>
    /// <param name="isStrict">True to refuse two columns for one fact; false to leave the second unused.</param>
    /// <param name="takesAge">False to leave an age whose unit is not told alone.</param>
    internal void TakeSynonyms(bool isStrict, bool takesAge = true)
    {
        if (!_isNamed)
            return;
        var binding = new LayoutBinding(ToLayout(), _header);
        var used = binding.Facts().Select(fact => fact.Column).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (found, meanings) = (new List<Synonym>(), HeaderNames.FindAll(_header));
        for (var i = 0; i < meanings.Length; i++)
        {
            if (meanings[i] is { } meaning && _header[i].Length > 0 && !used.Contains(_header[i]) && !_none.Contains(_header[i]))
                found.Add(new(_header[i], meaning.Fact, meaning.Number));
        }

        foreach (var each in found.Where(each => Roles.ContainsKey(each.Fact)))
            TakeRole(each.Column, Roles[each.Fact], each.Fact, isStrict);
        foreach (var each in found.Where(each => takesAge && each.Fact == HeaderNames.Age))
            TakeAgeColumn(each.Column, isStrict);
        TakeCodes(found, binding, isStrict);
        foreach (var each in found.Where(each => each.Fact == HeaderNames.Stay))
            RefuseStay(each.Column, isStrict);
        if (isStrict && _roles.TryGetValue(ContactRole.Duration, out var days) && _roles.TryGetValue(ContactRole.Nights, out var nights))
            throw Two(days.ToString(), nights.ToString(), LayoutJson.NameOf(ContactRole.Duration));
    }

    private void TakeRole(string column, ContactRole role, string fact, bool isStrict)
    {
        if (!_roles.TryGetValue(role, out var before))
            _roles[role] = new(column);
        else if (isStrict && !Harmless.Contains(fact))
            throw Two(before.ToString(), column, fact);
    }

    private void TakeAgeColumn(string column, bool isStrict)
    {
        if (AgeColumn.Length > 0 && isStrict)
            throw Two(AgeColumn, column, HeaderNames.Age);
        if (_roles.TryGetValue(ContactRole.AgeYears, out var before) && isStrict)
            throw Two(before.ToString(), column, HeaderNames.Age);
        if (!_roles.ContainsKey(ContactRole.AgeYears) && !_roles.ContainsKey(ContactRole.AgeDays))
            AgeColumn = column;
    }

    private void TakeCodes(List<Synonym> found, LayoutBinding binding, bool isStrict)
    {
        if (isStrict && found.Where(each => each.Number > 0 && each.Fact != CodeFacts.Procedures).GroupBy(each => (each.Fact, each.Number))
            .FirstOrDefault(group => group.Count() > 1) is { } same)
            throw Two(same.First().Column, same.Last().Column, same.Key.Fact);
        var principal = found.Where(each => each.Fact == CodeFacts.Principal).ToList();
        if (isStrict && principal.Select(each => each.Column).Prepend(_principal ?? "").Where(column => column.Length > 0)
            .ToList() is { Count: > 1 } several)
            throw Two(several[0], several[1], CodeFacts.Principal);
        var hadDiagnoses = binding.HasDiagnoses;
        if (principal.Count > 0 && isStrict && hadDiagnoses && _names.Count > 0 && _principal is null)
            throw Two(
                binding.NameOf(binding.PrincipalOrFirst.Exists ? binding.PrincipalOrFirst : binding.DiagnosisLists[0]), principal[0].Column,
                CodeFacts.Principal);
        if (!hadDiagnoses || isStrict)
            _principal ??= principal.Select(each => each.Column).FirstOrDefault();
        var lists = found.Where(each => each is { Fact: CodeFacts.Diagnoses, Number: 0 }).Select(each => each.Column).ToList();
        if (isStrict && _lists.Concat(lists).ToList() is { Count: > 1 } two)
            throw Two(two[0], two[1], CodeFacts.Diagnoses);
        if (!hadDiagnoses || isStrict)
        {
            _lists.AddRange(lists);
            var numbered = found.Where(each => each is { Fact: CodeFacts.Diagnoses, Number: > 0 }).OrderBy(each => each.Number).ToList();
            if (numbered.Count > 0 && isStrict && _names.Count > 0)
                throw Two(_names[0].Code, numbered[0].Column, CodeFacts.Diagnoses);
            // DIA1 of the Swedish registers is the first secondary diagnosis, behind HDIA: without that it is not known which is principal.
            var isFirst = numbered is [{ Number: 1 } first, ..] && !first.Column.Equals("DIA1", StringComparison.OrdinalIgnoreCase);
            if (_principal is not null || _lists.Count > 0 || isFirst)
                numbered.ForEach(each => _names.Add((each.Column, "")));
        }

        if (_principal is not null || _lists.Count > 0 || _names.Count > 0)
            found.Where(each => each.Fact == CodeFacts.Secondary).OrderBy(each => each.Number).ToList()
                .ForEach(each => _names.Add((each.Column, "")));
        if (!binding.HasProcedures || isStrict)
            _procedures.AddRange(found.Where(each => each.Fact == CodeFacts.Procedures).OrderBy(each => each.Number)
                .Select(each => each.Column));
    }

    /// <summary>A length of stay that may be care days or nights: refused, unless other columns give the care days.</summary>
    private void RefuseStay(string column, bool isStrict)
    {
        var isGiven = _roles.ContainsKey(ContactRole.Duration) || _roles.ContainsKey(ContactRole.Nights)
            || (_roles.ContainsKey(ContactRole.AdmissionDate) && _roles.ContainsKey(ContactRole.DischargeDate));
        if (isGiven || !isStrict)
            return;
        throw new ContactFileException(
            $"the column {column} can be care days (the day of admission and that of discharge both count) or nights between them. Give " +
            $"which with --column \"{column}=days\" or --column \"{column}=nights\"");
    }

    private void Forget(string header)
    {
        foreach (var role in _roles.Where(pair => pair.Value.Name.Equals(header, StringComparison.OrdinalIgnoreCase))
            .Select(pair => pair.Key).ToList())
            _roles.Remove(role);
        _principal = Without(_principal);
        _second = Without(_second);
        _lists.RemoveAll(Is);
        _names.RemoveAll(name => Is(name.Code));
        _procedureLists.RemoveAll(Is);
        _procedures.RemoveAll(Is);

        string? Without(string? column) => column is not null && Is(column) ? null : column;
        bool Is(string column) => column.Equals(header, StringComparison.OrdinalIgnoreCase);
    }

    private string Only(string? before, string header, string fact) =>
        before is not null && _none.Contains(before) ? throw Two(before, header, fact) : header;

    private static ContactFileException Two(string one, string other, string fact) =>
        new($"two columns give {fact}: {one} and {other}. Leave one out with --column \"{other}=none\"");

    private ContactFileException NoColumn(string header, string file)
    {
        var near = NearNames.Suffix(header, _header);
        var has = string.Join(", ", _header);
        return new($"--column {header}: {file} has no such column{near}; it has {has}");
    }

    private static ContactFileException NoFact(ColumnByHand byHand)
    {
        string[] facts =
        [
            .. Roles.Keys, "days", CodeFacts.Principal, CodeFacts.Secondary, CodeFacts.Diagnoses, CodeFacts.Procedures, CodeFacts.None,
            "dmy", "mdy", "ymd",
        ];
        var near = byHand.Fact.Equals(HeaderNames.Age, StringComparison.OrdinalIgnoreCase)
            ? "; near: age_days, age_years"
            : NearNames.Suffix(byHand.Fact, facts);
        var all = string.Join(", ", facts);
        return new($"--column {byHand.Header}={byHand.Fact}: {byHand.Fact} is not a fact of a contact{near}; choose one of {all}");
    }

    /// <summary>A column of a header that people call so.</summary>
    private sealed record Synonym(string Column, string Fact, int Number);
}
