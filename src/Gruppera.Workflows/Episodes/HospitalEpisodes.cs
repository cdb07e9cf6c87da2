namespace Gruppera.Workflows.Episodes;

/// <summary>Finds stays at clinics of one hospital that follow one another.</summary>
internal static class HospitalEpisodes
{
    /// <summary>Episodes of two stays or more, each in order of time.</summary>
    /// <param name="stays">Stays in their order.</param>
    /// <param name="gap">Days between two stays that are still one episode; null for the rule.</param>
    internal static List<Stay[]> Find(ReadOnlySpan<Stay> stays, int? gap)
    {
        var found = new List<Stay[]>();
        for (var first = 0; first < stays.Length;)
        {
            var (last, end) = (first, stays[first]);
            while (last + 1 < stays.Length && Follows(end, stays[last + 1], gap))
            {
                last++;
                end = stays[last].End.CompareTo(end.End) >= 0 ? stays[last] : end;
            }

            if (last > first)
                found.Add(stays[first..(last + 1)].ToArray());
            first = last + 1;
        }

        return found;
    }

    /// <summary>The place of the stay that gives the principal diagnosis.</summary>
    internal static int Principal(Stay[] stays, PrincipalRule rule)
    {
        var all = Enumerable.Range(0, stays.Length);
        var places = all.Where(i => stays[i].HasDiagnoses).ToList();
        if (places.Count == 0)
            return 0;
        return rule switch
        {
            PrincipalRule.First => places[0],
            PrincipalRule.Costliest when stays.All(stay => stay.Cost is not null) => places.MaxBy(i => (stays[i].Cost, -i)),
            _ => places.MaxBy(i => (stays[i].Days, -i)),
        };
    }

    /// <summary>True if the second stay goes on where the first ended. Nobody goes on after death, and somatic and psychiatric care are
    /// weighed apart.</summary>
    private static bool Follows(in Stay one, in Stay next, int? gap) =>
        one.Key == next.Key && !one.IsDead && next.Start.Day - one.End.Day <= (gap ?? (one.IsTransferred ? 1 : 0))
        && (one.Specialty == next.Specialty || one.Specialty == Specialty.Missing || next.Specialty == Specialty.Missing);
}
