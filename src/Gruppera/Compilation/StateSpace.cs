namespace Gruppera.Compilation;

/// <summary>
/// Everything about a contact that has few possible values, as one bit per value in one word: validity of the principal
/// diagnosis, sex, discharge, complication level, OR state, and the intervals that the rules' duration and age limits cut.
/// A contact sets one bit in each part; a rule accepts it where all its bits are among the rule's. Immutable.
/// </summary>
internal sealed class StateSpace
{
    private const int Icd = 0;
    private const int SexAt = 2;
    private const int DischargeAt = 5;
    private const int LevelAt = 9;
    private const int OrAt = 12;
    private const int DurationAt = 20;
    private readonly long[] _durations;
    private readonly long[] _ages;
    private readonly int _ageAt;

    internal StateSpace(Condition[][] rules)
    {
        // Intervals share the 44 bits that are left. Limits beyond that (none in any known set) are asked one by one.
        _durations = Cuts(rules, Test.DurationBelow, Test.DurationAbove, 18);
        _ages = Cuts(rules, Test.AgeBelow, Test.AgeAbove, 64 - DurationAt - (_durations.Length + 1) - 1);
        _ageAt = DurationAt + _durations.Length + 1;
    }

    /// <summary>The contact's bits.</summary>
    internal ulong Of(bool validPrincipal, Sex sex, DischargeMode discharge, int level, int orMask, int duration, int age) =>
        (1UL << (validPrincipal ? Icd + 1 : Icd)) | (1UL << (SexAt + (int)sex)) | (1UL << (DischargeAt + (int)discharge))
        | (1UL << (LevelAt + level)) | (1UL << (OrAt + orMask))
        | (1UL << (DurationAt + Interval(_durations, duration))) | (1UL << (_ageAt + Interval(_ages, age)));

    /// <summary>True if the state, or the facts of the index, tell all that the condition asks.</summary>
    internal bool Covers(in Condition condition) => condition.Test switch
    {
        Test.Has or Test.ValidPrincipal or Test.OrState or Test.Level or Test.Sex or Test.Discharge or Test.NotDischarge => true,
        Test.DurationBelow or Test.DurationAbove => Array.BinarySearch(_durations, Cut(condition)) >= 0,
        Test.AgeBelow or Test.AgeAbove => Array.BinarySearch(_ages, Cut(condition)) >= 0,
        _ => false,
    };

    /// <summary>The states that a rule accepts.</summary>
    internal ulong Accept(Condition[] conditions)
    {
        var accept = ulong.MaxValue;
        foreach (var condition in conditions)
        {
            accept &= condition.Test switch
            {
                Test.Never => 0,
                Test.ValidPrincipal => Part(Icd, 2, value => value == condition.Operand),
                Test.Sex => Part(SexAt, 3, value => value == condition.Operand),
                Test.Discharge => Part(DischargeAt, 4, value => value == condition.Operand),
                Test.NotDischarge => Part(DischargeAt, 4, value => value != condition.Operand),
                Test.Level => Part(LevelAt, 3, value => value >= condition.Operand),
                Test.OrState => Part(OrAt, 8, value => (condition.Operand >> value & 1) != 0),
                Test.DurationBelow or Test.DurationAbove when Covers(condition) => Intervals(DurationAt, _durations, condition),
                Test.AgeBelow or Test.AgeAbove when Covers(condition) => Intervals(_ageAt, _ages, condition),
                _ => ulong.MaxValue,
            };
        }

        return accept;
    }

    private static ulong Intervals(int at, long[] cuts, Condition condition)
    {
        var cut = Array.BinarySearch(cuts, Cut(condition));
        var below = condition.Test is Test.DurationBelow or Test.AgeBelow;
        return Part(at, cuts.Length + 1, interval => below ? interval <= cut : interval > cut);
    }

    private static ulong Part(int at, int size, Func<int, bool> accepts)
    {
        var rejected = 0UL;
        for (var value = 0; value < size; value++)
            rejected |= accepts(value) ? 0 : 1UL << (at + value);
        return ~rejected;
    }

    /// <summary>First value on the far side of a limit: values below it lie in one interval, it and those above in the next.
    /// Wider than a limit, since nothing that a contact can have lies above the largest one.</summary>
    private static long Cut(in Condition condition) =>
        condition.Test is Test.DurationBelow or Test.AgeBelow ? condition.Operand : condition.Operand + 1L;

    /// <summary>The cuts that most conditions make, ascending.</summary>
    private static long[] Cuts(Condition[][] rules, Test below, Test above, int most)
    {
        var cuts = new List<long>();
        foreach (var rule in rules)
        {
            foreach (var condition in rule)
            {
                if (condition.Test == below || condition.Test == above)
                    cuts.Add(Cut(condition));
            }
        }

        var all = cuts.ToArray();
        Array.Sort(all);
        var distinct = all.Distinct().ToArray();
        return distinct.Length <= most
            ? distinct
            : [.. all.CountBy(cut => cut).OrderByDescending(pair => pair.Value).Take(most).Select(pair => pair.Key).Order()];
    }

    private static int Interval(long[] cuts, int value)
    {
        var interval = 0;
        while (interval < cuts.Length && value >= cuts[interval])
            interval++;
        return interval;
    }
}
