namespace Gruppera.Casemix.Impact;

/// <summary>What contacts with a diagnosis cost, by the highest level of their other secondary diagnoses. Immutable.</summary>
/// <param name="Other">That level, 0 to 2.</param>
/// <param name="Contacts">Contacts.</param>
/// <param name="Value">1 where they cost as contacts without complication of the same base group, 2 where 20 % more, 3 where 44 % more
/// (1 + ln ratio / ln 1.2), age and sex alike; 0 with no contacts.</param>
/// <remarks>The subsets are those of C1, C2 and C3 in the reviews of complications by CMS: no other diagnosis has a level, one that is
/// complicated, one that is very complicated.</remarks>
public sealed record ComplicationSubset(int Other, int Contacts, double Value);
