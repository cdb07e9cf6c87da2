using System.Collections.Immutable;

namespace Gruppera.Workflows.Simulation;

/// <summary>Patients of a sex in a band of ages. An immutable value.</summary>
/// <param name="Sex">Sex.</param>
/// <param name="From">First year of age of the band: 0, 1, 18, 65 or 80.</param>
public readonly record struct PatientGroup(Sex Sex, int From)
{
    private static readonly ImmutableArray<int> Bands = [0, 1, 18, 65, 80];

    /// <summary>Last year of age of the band; null for the oldest.</summary>
    public int? To => Bands.IndexOf(From) is >= 0 and var band && band + 1 < Bands.Length ? Bands[band + 1] - 1 : null;

    /// <summary>The ages, as <c>18-64</c> or <c>80-</c>.</summary>
    public string Ages => From == To ? $"{From}" : $"{From}-{To}";

    internal (int, Sex) Order => (From, Sex);

    /// <summary>The group of a patient.</summary>
    public static PatientGroup Of(Sex sex, AgeInDays age) => new(sex, Bands.Last(from => age.Days >= AgeInDays.FromYears(from).Days));
}
