using System.Collections.Immutable;
using Gruppera.Formats.Contacts;

namespace Gruppera.Formats.Grouped;

/// <summary>Where the values stand in one file of grouped contacts. Immutable.</summary>
internal sealed class GroupedColumns
{
    private readonly LayoutBinding _binding;

    /// <exception cref="ContactFileException">A column that is needed is missing.</exception>
    internal GroupedColumns(LayoutBinding binding, GroupedReaderOptions options, bool isGrouping)
    {
        _binding = binding;
        Drg = isGrouping ? Cell.None : Find(options.DrgColumn);
        Mdc = isGrouping ? Cell.None : Find("drg_mdc") is { Exists: true } ofGroup ? ofGroup : Find("mdc");
        Issue = isGrouping ? Cell.None : Find("issue");
        Set = isGrouping ? Cell.None : Find("set");
        Cost = options.NeedsCost || options.NeedsCostColumn ? Need(options.CostColumn) : Find(options.CostColumn);
        CareForm = Find("care_form");
        Specialty = Find("specialty");
        Episode = Find("episode");
        ProcedureList = binding.ProcedureList;
        Procedures = [.. binding.Procedures.Select(pair => pair.Code)];
        Duration = Find("duration");
        Admission = Find("admission_date");
        Discharge = Find("discharge_date");
        Currency = Find("currency");
        ByResult = [.. options.By.Select(name => isGrouping ? ResultColumn.Find(name) : null)];
        By = [.. options.By.Select((name, i) => ByResult[i] is not null || name.Equals("year", StringComparison.OrdinalIgnoreCase) && !Find(name).Exists ? Cell.None : Need(name))];
        DiagnosisList = binding.DiagnosisList;
        Diagnoses = [.. binding.Diagnoses.Select(pair => pair.Code)];
        Exclude = [.. options.Exclude.Select(rule => new Exclusion(rule, [.. rule.Columns.Select(column => Need(column.Column))]))];
        if (By.Where((cell, i) => !cell.Exists && ByResult[i] is null).Any() || options.Exclude.Any(rule => rule.From is not null || rule.To is not null))
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

    internal Cell ProcedureList { get; }

    internal ImmutableArray<Cell> Procedures { get; }

    internal Cell Duration { get; }

    internal Cell Admission { get; }

    internal Cell Discharge { get; }

    internal Cell Currency { get; }

    internal Cell DiagnosisList { get; }

    internal ImmutableArray<Cell> Diagnoses { get; }

    /// <summary>Cells of the unit; the year of the dates is one that does not exist.</summary>
    internal ImmutableArray<Cell> By { get; }

    /// <summary>For each part of the unit the column of the result that it is, where contacts are grouped on the way; null for a column of the file.</summary>
    internal ImmutableArray<ResultColumn?> ByResult { get; }

    internal ImmutableArray<Exclusion> Exclude { get; }

    internal static bool Has(LayoutBinding binding, string name) => binding.Header.Contains(name, StringComparer.OrdinalIgnoreCase);

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
