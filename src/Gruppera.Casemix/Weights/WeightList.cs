using System.Collections.Frozen;
using System.Collections.Immutable;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Trimming;

namespace Gruppera.Casemix.Weights;

/// <summary>The weight of a group.</summary>
/// <param name="Drg">National group.</param>
/// <param name="Weight">Mean cost of the group's contacts over that of all contacts; 1.0 = the overall mean.</param>
/// <param name="Text">Name as the list has it; may be empty.</param>
/// <param name="Limit">Cost above which a contact is an outlier, in kronor, where the list has one.</param>
/// <param name="CareForm">Care form that the weight is for, where the list has one of each; otherwise empty.</param>
/// <param name="DaysLimit">Care days above which a contact is an outlier, where the list has a limit.</param>
/// <remarks>Source: docs/specification/casemix.md, "Weights".</remarks>
public sealed record DrgWeight(
    string Drg, double Weight, string Text = "", double? Limit = null, string CareForm = "", double? DaysLimit = null)
{
    /// <summary>What the weight rests on, where the list says it.</summary>
    public WeightBasis? Basis { get; init; }

    /// <summary>Specialty that the weight is for, somatic or psychiatric, where the list has one of each;
    /// null or empty otherwise.</summary>
    public string? Specialty { get; init; }

    /// <summary>Cost below which a contact is an outlier, in kronor, where the list has such a limit.</summary>
    public double? LowLimit { get; init; }

    /// <summary>Care days below which an inpatient contact is an outlier, where the list has such a limit.</summary>
    public double? LowDaysLimit { get; init; }

    /// <summary>What kind of outlier a contact is by the limits of this row: the one meaning that every command has of it.</summary>
    /// <param name="cost">Cost in kronor; not a number for none.</param>
    /// <param name="days">Care days; 0 for a visit, which has no limit of them.</param>
    public OutlierKinds KindOf(double cost, double days)
    {
        var kind = cost > Limit ? OutlierKinds.Costly : cost > 0 && cost < LowLimit ? OutlierKinds.Cheap : OutlierKinds.None;
        return days <= 0
            ? kind
            : kind | (days > DaysLimit ? OutlierKinds.LongStay : days < LowDaysLimit ? OutlierKinds.ShortStay : OutlierKinds.None);
    }
}

/// <summary>The limits that a contact lies beyond.</summary>
[Flags]
public enum OutlierKinds
{
    /// <summary>None: the contact is an inlier.</summary>
    None = 0,

    /// <summary>Above the limit of cost.</summary>
    Costly = 1,

    /// <summary>Above the limit of care days.</summary>
    LongStay = 2,

    /// <summary>Below the lower limit of cost.</summary>
    Cheap = 4,

    /// <summary>Below the lower limit of care days.</summary>
    ShortStay = 8,
}

/// <summary>A list of weights. Immutable, thread-safe.</summary>
public sealed class WeightList
{
    private readonly FrozenDictionary<string, DrgWeight> _rows;
    private readonly FrozenDictionary<(string Drg, string CareForm), DrgWeight> _byCareForm;
    private readonly FrozenDictionary<(string Drg, string CareForm, string Specialty), DrgWeight> _bySpecialty;
    private readonly ImmutableArray<DrgWeight> _all;
    private readonly bool _hasCareForms;

    /// <summary>Makes a list; of several rows for one group and care form the first counts.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="manifest">What is known of where it comes from, or null.</param>
    public WeightList(string name, IEnumerable<DrgWeight> rows, WeightManifest? manifest = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(rows);
        (Name, Manifest) = (name, manifest);
        _all = [.. rows.DistinctBy(row => (row.Drg, row.CareForm, row.Specialty ?? ""))];
        _bySpecialty = _all.Where(row => row.Specialty is { Length: > 0 })
            .ToFrozenDictionary(row => (row.Drg, row.CareForm, row.Specialty!));
        _byCareForm = _all.OrderBy(row => row.Specialty is { Length: > 0 }).DistinctBy(row => (row.Drg, row.CareForm))
            .ToFrozenDictionary(row => (row.Drg, row.CareForm));
        _hasCareForms = _all.Any(row => row.CareForm.Length > 0);
        _rows = _all.DistinctBy(row => row.Drg).ToFrozenDictionary(row => row.Drg, StringComparer.Ordinal);
    }

    /// <summary>What is known of where it comes from; null of a plain file.</summary>
    public WeightManifest? Manifest { get; }

    /// <summary>What it is called, such as its file name.</summary>
    public string Name { get; }

    /// <summary>Groups that have a weight.</summary>
    public int Count => _rows.Count;

    /// <summary>The weight of a group; null if the list lacks it.</summary>
    public double? Of(string drg)
    {
        ArgumentNullException.ThrowIfNull(drg);
        return _rows.TryGetValue(drg, out var row) ? row.Weight : null;
    }

    /// <summary>The weight of a group in a care form: that of the care form where the list has it, otherwise that of the group.</summary>
    public double? Of(string drg, string careForm)
    {
        ArgumentNullException.ThrowIfNull(drg);
        return Find(drg, careForm)?.Weight;
    }

    /// <summary>The weight of a group in a care form and specialty, or else in the care form, or else that of the group.</summary>
    public double? Of(string drg, string careForm, string specialty)
    {
        ArgumentNullException.ThrowIfNull(specialty);
        return Find(drg, careForm, specialty)?.Weight;
    }

    /// <summary>The rows of a group for all specialties, one for each care form that the list tells apart; none if it lacks the
    /// group.</summary>
    public IEnumerable<DrgWeight> RowsOf(string drg)
    {
        ArgumentNullException.ThrowIfNull(drg);
        return _all.Where(row => row.Drg == drg && string.IsNullOrEmpty(row.Specialty));
    }

    /// <summary>How many contacts of a group the list rests on, in all care forms; 0 where it does not say.</summary>
    public long ContactsOf(string drg) => RowsOf(drg).Sum(row => (long)(row.Basis?.Contacts ?? 0));

    /// <summary>The row of a group in a specialty and care form, or else in the care form, or else of the group;
    /// null if the list lacks it.</summary>
    public DrgWeight? Find(string drg, string careForm = "", string specialty = "")
    {
        ArgumentNullException.ThrowIfNull(drg);
        ArgumentNullException.ThrowIfNull(careForm);
        if (_hasCareForms && Find(drg, CareFormWord.Of(careForm), specialty, out var row))
            return row;
        return Find(drg, careForm, specialty, out row) ? row : _rows.GetValueOrDefault(drg);
    }

    /// <summary>The same list as it holds for one contact: the weight of a group is that of the contact's care form, where the list has
    /// it.</summary>
    public WeightList For(CareContact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        if (!_hasCareForms)
            return this;
        var form = contact.CareForm.OrByDays(contact.Duration.Days).Word;
        return new(
            Name, _all.OrderBy(row => row.CareForm == form ? 0 : row.CareForm.Length == 0 ? 1 : 2)
                .ThenBy(row => row.Specialty is { Length: > 0 }), Manifest);
    }

    /// <summary>The same list with other names of its groups.</summary>
    /// <param name="names">Name of a group; empty to keep that of the list.</param>
    public WeightList Named(Func<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new(Name, _all.Select(row => names(row.Drg) is { Length: > 0 } name ? row with { Text = name } : row), Manifest);
    }

    /// <summary>The limits of a group of a material: what lies beyond them is an outlier; none if the list lacks the group.</summary>
    public (TrimLimit Cost, TrimLimit Days) LimitsOf(CaseGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var form = group.Material.Split('/');
        var row = Find(group.Drg, form[0], form.Length > 1 ? form[1] : "");
        return (Between(row?.LowLimit, row?.Limit), Between(row?.LowDaysLimit, row?.DaysLimit));

        static TrimLimit Between(double? low, double? high) => new(low ?? double.NegativeInfinity, high ?? double.PositiveInfinity);
    }

    private bool Find(string drg, string careForm, string specialty, out DrgWeight? row) =>
        (_bySpecialty.Count > 0
            && (_bySpecialty.TryGetValue((drg, careForm, specialty), out row) || _bySpecialty.TryGetValue((drg, "", specialty), out row)))
        || _byCareForm.TryGetValue((drg, careForm), out row);

    /// <summary>True if the list has rows of a specialty.</summary>
    public bool HasSpecialties => _bySpecialty.Count > 0;

    /// <summary>The rows of a care form, and those that are for any; all for an empty text.</summary>
    public IEnumerable<DrgWeight> Rows(string careForm = "") => _all.Where(row => careForm.Length == 0 || row.CareForm.Length == 0
        || row.CareForm == careForm || row.CareForm == CareFormWord.Of(careForm));

    /// <summary>Reads the list of a text file, or of a sheet: see <see cref="WeightListReader"/>.</summary>
    /// <param name="name">Name of the list, which issues show as their file.</param>
    /// <param name="rows">Rows in order, each with its number and its cells.</param>
    /// <param name="issues">Receives rows that could not be read, and GRP4003 where there is no header.</param>
    /// <returns>Null where there is no header, or what there is could be read in two ways.</returns>
    public static WeightList? Read(string name, IEnumerable<(int Row, string[] Cells)> rows, ICollection<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(issues);
        var reading = WeightListReader.Read(name, [new("", [.. rows])]);
        foreach (var issue in reading.Issues)
            issues.Add(issue);
        return reading.List;
    }
}
