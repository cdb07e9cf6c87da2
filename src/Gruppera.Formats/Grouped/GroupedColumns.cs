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
        Mdc = isGrouping ? Cell.None : Find("mdc");
        Set = isGrouping ? Cell.None : Find("set");
        Cost = options.NeedsCost || options.NeedsCostColumn ? Need(options.CostColumn) : Find(options.CostColumn);
        CareForm = Find("care_form");
        Duration = Find("duration");
        Admission = Find("admission_date");
        Discharge = Find("discharge_date");
        Currency = Find("currency");
        By = [.. options.By.Select(name => name.Equals("year", StringComparison.OrdinalIgnoreCase) && !Find(name).Exists ? Cell.None : Need(name))];
        Diagnoses = [.. binding.DiagnosisLists.Append(binding.Principal).Concat(binding.Diagnoses.Select(pair => pair.Code)).Where(cell => cell.Exists)];
        Principal = binding.PrincipalOrFirst;
        Exclude = [.. options.Exclude.Select(rule => new Exclusion(rule, [.. rule.Columns.Select(column => Need(column.Column))]))];
        if (By.Any(cell => !cell.Exists) || options.Exclude.Any(rule => rule.From is not null || rule.To is not null))
            _ = Admission.Exists ? Admission : Need("discharge_date");
    }

    internal Cell Drg { get; }

    internal Cell Mdc { get; }

    internal Cell Set { get; }

    internal Cell Cost { get; }

    internal Cell CareForm { get; }

    internal Cell Duration { get; }

    internal Cell Admission { get; }

    internal Cell Discharge { get; }

    internal Cell Currency { get; }

    /// <summary>The column whose being blank says that there is no principal diagnosis; none where lists begin.</summary>
    internal Cell Principal { get; }

    internal ImmutableArray<Cell> Diagnoses { get; }

    /// <summary>Cells of the unit; the year of the dates is one that does not exist.</summary>
    internal ImmutableArray<Cell> By { get; }

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
