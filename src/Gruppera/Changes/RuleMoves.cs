namespace Gruppera.Changes;

/// <summary>Which of the rules that two sets share have moved: as few as possible, so that a rule put in moves nobody.</summary>
internal static class RuleMoves
{
    /// <summary>For each rule of the earlier set how many places later it stands among the shared ones, where it moved.</summary>
    /// <param name="match">For each rule its rank in the later set, or -1.</param>
    /// <param name="before">What an earlier rule says.</param>
    /// <param name="after">What a later rule says.</param>
    internal static int?[] Of(int[] match, Func<int, string> before, Func<int, string> after)
    {
        var shared = Enumerable.Range(0, match.Length).Where(rank => match[rank] >= 0).ToArray();
        var later = Enumerable.Range(0, shared.Length).OrderBy(i => match[shared[i]]).ToArray();
        var place = new int[shared.Length];
        for (var i = 0; i < later.Length; i++)
            place[later[i]] = i;

        var moved = new int?[match.Length];
        var stays = IsFirst() ? Stay(place) : [.. Stay(later).Select(i => later[i])];
        for (var i = 0; i < shared.Length; i++)
        {
            if (!stays.Contains(i))
                moved[shared[i]] = place[i] - i;
        }

        return moved;

        // Which set is the earlier one must not decide which of two rules that changed places counts as the moved one.
        bool IsFirst()
        {
            for (var i = 0; i < shared.Length; i++)
            {
                var order = later[i] == i ? 0 : string.CompareOrdinal(Says(i), Says(later[i]));
                if (order != 0)
                    return order < 0;
            }

            return true;
        }

        string Says(int i)
        {
            var (one, other) = (before(shared[i]), after(match[shared[i]]));
            return string.CompareOrdinal(one, other) < 0 ? one + other : other + one;
        }
    }

    /// <summary>Indices of a longest increasing subsequence.</summary>
    private static HashSet<int> Stay(int[] values)
    {
        var ends = new List<int>();
        var previous = new int[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            int low = 0, high = ends.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (values[ends[middle]] < values[i])
                    low = middle + 1;
                else
                    high = middle;
            }

            previous[i] = low > 0 ? ends[low - 1] : -1;
            if (low == ends.Count)
                ends.Add(i);
            else
                ends[low] = i;
        }

        var stay = new HashSet<int>();
        for (var i = ends.Count > 0 ? ends[^1] : -1; i >= 0; i = previous[i])
            stay.Add(i);
        return stay;
    }
}
