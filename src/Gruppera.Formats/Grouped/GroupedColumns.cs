using System.Collections.Immutable;
using Gruppera.Formats.Contacts;

namespace Gruppera.Formats.Grouped;

/// <summary>Where the values stand in one file of grouped contacts. Immutable.</summary>
internal sealed class GroupedColumns
{
    private static readonly ImmutableArray<string> CountNames =
        [
            "count", "contacts", "number_of_contacts", "volume", "antal", "antal_kontakter", "antal kontakter", "antal vårdkontakter",
            "antal vårdtillfällen", "volym",
        ];

    private readonly LayoutBinding _binding;

    /// <exception cref="ContactFileException">A column that is needed is missing.</exception>
    internal GroupedColumns(LayoutBinding binding, GroupedReaderOptions options, bool isGrouping)
    {
        _binding = binding;
        Drg = isGrouping ? Cell.None : Find(options.DrgColumn);
        Mdc = isGrouping ? Cell.None : Find("drg_mdc") is { Exists: true } ofGroup ? ofGroup : Find("mdc");
        Issue = isGrouping ? Cell.None : Find("issue");
        Set = isGrouping ? Cell.None : Find("set");
        Id = options.Costs is not null ? Need(options.IdColumn) : options.KeepsIds ? Find(options.IdColumn) : Cell.None;
        Count = CountOf(options.CountColumn);
        Cost = options.Costs is not null ? Cell.None
            : options.NeedsCost || options.NeedsCostColumn ? Need(options.CostColumn)
            : Find(options.CostColumn);
        CareForm = Find("care_form");
        Specialty = Find("specialty");
        Episode = Find("episode");
        ProcedureLists = [.. binding.ProcedureLists];
        Procedures = [.. binding.Procedures.Select(pair => pair.Code)];
        Duration = Find("duration");
        Admission = Find("admission_date");
        Discharge = Find("discharge_date");
        Currency = Find("currency");
        ByResult = [.. options.By.Select(name => isGrouping ? ResultColumn.Find(name) : null)];
        By =
        [
            .. options.By.Select((name, i) =>
                ByResult[i] is not null || (PartOf(name) != DerivedPart.None && !Find(name).Exists) ? Cell.None : Need(name)),
        ];
        Derived = [.. options.By.Select(PartOf)];
        (AgeDays, AgeYears) = (Find("age_days"), Find("age_years"));
        Diagnoses = [.. binding.DiagnosisLists.Append(binding.Principal).Concat(binding.Diagnoses.Select(pair => pair.Code))
            .Where(cell => cell.Exists)];
        Principal = binding.PrincipalOrFirst;
        Exclude = [.. options.Exclude.Select(rule => new Exclusion(rule, [.. rule.Columns.Select(column => Need(column.Column))]))];
        bool IsDerived(DerivedPart part) => Enumerable.Range(0, By.Length)
            .Any(i => !By[i].Exists && ByResult[i] is null && Derived[i] == part);

        if (IsDerived(DerivedPart.Age))
            _ = AgeDays.Exists ? AgeDays : Need("age_years");
        if (options.ReadsYears || options.KeepsDates
            || (!options.AllowsNoDates && (IsDerived(DerivedPart.Year) || IsDerived(DerivedPart.Month)))
            || options.Exclude.Any(rule => rule.From is not null || rule.To is not null))
            _ = Admission.Exists ? Admission : Need("discharge_date");
    }

    internal Cell Drg { get; }

    internal Cell Mdc { get; }

    internal Cell Set { get; }

    internal Cell Cost { get; }

    internal Cell CareForm { get; }

    internal Cell Specialty { get; }

    internal Cell Episode { get; }

    internal Cell Issue { get; }

    internal ImmutableArray<Cell> ProcedureLists { get; }

    internal ImmutableArray<Cell> Procedures { get; }

    internal Cell Duration { get; }

    internal Cell Admission { get; }

    internal Cell Discharge { get; }

    internal Cell Currency { get; }

    /// <summary>The column whose being blank says that there is no principal diagnosis; none if lists begin.</summary>
    internal Cell Principal { get; }

    internal ImmutableArray<Cell> Diagnoses { get; }

    /// <summary>Cells of the unit; the year and the month of the dates are ones that do not exist.</summary>
    internal ImmutableArray<Cell> By { get; }

    /// <summary>For each part of the unit the column of the result that it is, where contacts are grouped on the way;
    /// null for a column of the file.</summary>
    internal ImmutableArray<ResultColumn?> ByResult { get; }

    internal ImmutableArray<DerivedPart> Derived { get; }

    internal Cell AgeDays { get; }

    internal Cell AgeYears { get; }

    internal Cell Id { get; }

    /// <summary>How many contacts a row stands for; does not exist where each is one.</summary>
    internal Cell Count { get; }

    internal ImmutableArray<Exclusion> Exclude { get; }

    internal static bool Has(LayoutBinding binding, string name) => binding.Header.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static DerivedPart PartOf(string name) => name.ToLowerInvariant() switch
    {
        "year" => DerivedPart.Year,
        "month" => DerivedPart.Month,
        "age" => DerivedPart.Age,
        _ => DerivedPart.None,
    };

    /// <summary>A table of volumes is never read as contacts: its column of counts is named, or denied.</summary>
    private Cell CountOf(string asked)
    {
        if (asked.Length > 0)
            return asked == "none" ? Cell.None : Need(asked);
        var found = _binding.Header.FirstOrDefault(header => CountNames.Contains(header.Trim(), StringComparer.OrdinalIgnoreCase));
        return found is null ? Cell.None : throw new ContactFileException(
            $"column {found}: the rows seem to stand for many contacts each. Give --count-column {found} if the command has it, or " +
            $"rename the column",
            isMisfit: true);
    }

    private Cell Find(string name)
    {
        var index = _binding.Header.ToList().FindIndex(header => header.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
            return new(index, 0, true);
        foreach (var role in Enum.GetValues<ContactRole>())
        {
            if (role != ContactRole.PersonalId && LayoutJson.NameOf(role) == name)
                return _binding[role];
        }

        return Cell.None;
    }

    private Cell Need(string name)
    {
        var cell = Find(name);
        var has = string.Join(", ", _binding.Header);
        return cell.Exists ? cell : throw new ContactFileException($"the file has no column {name}; it has {has}", isMisfit: true);
    }
}

/// <summary>Parts of a unit that are made from dates or age where the file has no column of that name.</summary>
internal enum DerivedPart
{
    None,
    Year,
    Month,
    Age,
}
