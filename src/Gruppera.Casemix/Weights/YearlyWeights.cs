using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Gruppera.Casemix.Weights;

/// <summary>The weights of a run: one list for all contacts, or a list for each year. Immutable, thread-safe.</summary>
public sealed class YearlyWeights
{
    private readonly WeightList? _only;
    private readonly FrozenDictionary<int, WeightList> _byYear = FrozenDictionary<int, WeightList>.Empty;

    /// <summary>One list for all contacts.</summary>
    public YearlyWeights(WeightList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        (_only, Name, All) = (list, list.Name, [list]);
    }

    /// <summary>A list for each year of discharge, or else of admission or visit.</summary>
    /// <param name="byYear">Years with their lists; the same list may stand for several.</param>
    /// <exception cref="ArgumentException">There is no year, or one stands there twice.</exception>
    public YearlyWeights(IReadOnlyCollection<KeyValuePair<int, WeightList>> byYear)
    {
        ArgumentNullException.ThrowIfNull(byYear);
        if (byYear.Count == 0)
            throw new ArgumentException("A list for one year at least is needed.", nameof(byYear));
        var years = byYear.OrderBy(pair => pair.Key).ToList();
        _byYear = new Dictionary<int, WeightList>(years).ToFrozenDictionary();
        Name = string.Join(", ", years.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value.Name}")));
        All = [.. years.Select(pair => pair.Value).Distinct()];
        HasSpecialties = All.Any(list => list.HasSpecialties);
    }

    /// <summary>One list for all contacts; null for none.</summary>
    [return: NotNullIfNotNull(nameof(list))]
    public static YearlyWeights? FromWeightList(WeightList? list) => list is null ? null : new(list);

    /// <inheritdoc cref="FromWeightList"/>
    [return: NotNullIfNotNull(nameof(list))]
    public static implicit operator YearlyWeights?(WeightList? list) => FromWeightList(list);

    /// <summary>Name of the list, or of each with its year: <c>2024=a, 2025=b</c>.</summary>
    public string Name { get; }

    /// <summary>The lists, in order of their first years.</summary>
    public ImmutableArray<WeightList> All { get; }

    /// <summary>True if the year of a contact decides which list it is weighed by.</summary>
    public bool AreByYear => _only is null;

    /// <summary>True if a list has rows of a specialty.</summary>
    public bool HasSpecialties { get => field || _only is { HasSpecialties: true }; }

    /// <summary>What is known of where the list comes from; null of a plain file, and of several lists.</summary>
    public WeightManifest? Manifest => All is [var only] ? only.Manifest : null;

    /// <summary>The list of a year; null if there is none.</summary>
    /// <param name="year">The year; any where one list is for all.</param>
    public WeightList? Of(int year) => _only ?? _byYear.GetValueOrDefault(year);

    /// <summary>The row of a contact's group in the list of its year; null if the list lacks the group, or there is no list.</summary>
    public DrgWeight? Find(in GroupedContact contact) =>
        Of(contact.Year)?.Find(contact.Drg, contact.CareForm ?? "", contact.Specialty ?? "");
}
