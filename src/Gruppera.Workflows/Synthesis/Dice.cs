namespace Gruppera.Workflows.Synthesis;

/// <summary>A small generator of chance: the same seed and stream give the same numbers on every machine, because nothing but
/// integers, the four rules of arithmetic and the square root is used. Each block of contacts has a stream of its own.</summary>
internal struct Dice
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;

    internal Dice(long seed, long stream) => _state = Mix(Mix(unchecked((ulong)seed)) + (unchecked((ulong)stream) * Step));

    internal ulong Next() => Mix(_state += Step);

    /// <summary>From 0 up to but not including 1.</summary>
    internal double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    internal bool Chance(double probability) => Unit() < probability;

    /// <summary>From 0 up to but not including <paramref name="count"/>.</summary>
    internal int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    internal T Pick<T>(T[] from) => from[Below(from.Length)];

    /// <summary>One of a list whose first ones are more common: the first tenth comes about a third of the time.</summary>
    internal T PickCommon<T>(T[] from)
    {
        var unit = Unit();
        return from[(int)(from.Length * unit * unit)];
    }

    /// <summary>A number of the standard normal distribution (Marsaglia's polar method).</summary>
    internal double Normal()
    {
        while (true)
        {
            var x = (2 * Unit()) - 1;
            var y = (2 * Unit()) - 1;
            var square = (x * x) + (y * y);
            if (square is > 0 and < 1)
                return x * Math.Sqrt(-2 * Elementary.Log(square) / square);
        }
    }

    internal int Poisson(double mean)
    {
        var limit = Elementary.Exp(-mean);
        var count = 0;
        for (var product = Unit(); product > limit; product *= Unit())
            count++;
        return count;
    }

    /// <summary>A number from 0 up to but not including 1 that belongs to a text for good.</summary>
    internal static double UnitOf(string text, ulong salt)
    {
        var hash = 0xCBF29CE484222325 ^ salt;
        foreach (var c in text)
            hash = (hash ^ c) * 0x100000001B3;
        return (Mix(hash) >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
