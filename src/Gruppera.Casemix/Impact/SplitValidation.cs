namespace Gruppera.Casemix.Impact;

/// <summary>Splits held against contacts that they were not found on. Immutable once made.</summary>
/// <remarks>Contacts are dealt at random, from a fixed seed, into ten folds. A split's means are those of nine, and its R² is 1 - Σ (y -
/// mean of its part)² / Σ (y - mean of all)² over the tenth, y being the logarithm of cost; summed over the folds. Source: M. Stone,
/// Cross-validatory choice and assessment of statistical predictions, JRSS B 36 (1974). What a search explains is that of the split that
/// is best on the nine, whichever that is: S. Varma and R. Simon, Bias in error estimation when using cross-validation for model
/// selection, BMC Bioinformatics 7 (2006).</remarks>
internal sealed class SplitValidation
{
    internal const int Folds = 10;
    private readonly double[] _logs;
    private readonly byte[] _folds;
    private readonly (int Count, double Sum)[] _all = new (int, double)[Folds];

    /// <param name="logs">Logarithms of cost.</param>
    internal SplitValidation(double[] logs)
    {
        (_logs, _folds) = (logs, new byte[logs.Length]);
        var random = new Random(1);
        for (var i = 0; i < logs.Length; i++)
            _folds[i] = (byte)(i % Folds);
        random.Shuffle(_folds);
        for (var i = 0; i < logs.Length; i++)
            Add(_all, i);
    }

    /// <summary>What each fold has of a part: contacts and sum.</summary>
    internal (int Count, double Sum)[] Part(IEnumerable<int> contacts)
    {
        var part = new (int, double)[Folds];
        foreach (var contact in contacts)
            Add(part, contact);
        return part;
    }

    internal void Add((int Count, double Sum)[] part, int contact)
    {
        ref var fold = ref part[_folds[contact]];
        fold = (fold.Count + 1, fold.Sum + _logs[contact]);
    }

    /// <summary>The part of all contacts that some others are not.</summary>
    internal (int Count, double Sum)[] Rest((int Count, double Sum)[] part) =>
        [.. _all.Zip(part, (all, own) => (all.Count - own.Count, all.Sum - own.Sum))];

    /// <summary>By how much the squared errors in each fold fall with a split, and what its variance between parts is on the
    /// others.</summary>
    internal (double Fall, double Between)[] Falls(IReadOnlyList<(int Count, double Sum)[]> parts)
    {
        var falls = new (double, double)[Folds];
        var (count, sum) = Total(_all);
        for (var fold = 0; fold < Folds; fold++)
        {
            var mean = (sum - _all[fold].Sum) / Math.Max(1, count - _all[fold].Count);
            var (fall, between) = (0.0, 0.0);
            foreach (var part in parts)
            {
                var (partCount, partSum) = Total(part);
                var (n, s) = (partCount - part[fold].Count, partSum - part[fold].Sum);
                var own = n == 0 ? mean : s / n;
                between += n * (own - mean) * (own - mean);
                fall += (2 * (own - mean) * part[fold].Sum) - (part[fold].Count * ((own * own) - (mean * mean)));
            }

            falls[fold] = (fall, between);
        }

        return falls;
    }

    /// <summary>R² of a fall of squared errors in all folds.</summary>
    internal double Explained(double fall)
    {
        var (count, sum) = Total(_all);
        var squares = 0.0;
        for (var i = 0; i < _logs.Length; i++)
        {
            var fold = _all[_folds[i]];
            var mean = (sum - fold.Sum) / Math.Max(1, count - fold.Count);
            squares += (_logs[i] - mean) * (_logs[i] - mean);
        }

        return squares > 0 ? fall / squares : 0;
    }

    private static (int Count, double Sum) Total((int Count, double Sum)[] part) =>
        (part.Sum(fold => fold.Count), part.Sum(fold => fold.Sum));
}
