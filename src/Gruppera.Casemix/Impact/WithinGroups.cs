namespace Gruppera.Casemix.Impact;

/// <summary>Least squares of a number on indicators within groups: every group has a level of its own. Thread-safe once made.</summary>
/// <remarks>Groups are taken out by their means (the within estimator); what is left is solved by Cholesky's factors. Variables that others
/// tell are left out: their estimate is 0 and their error infinite. Source: J. M.
/// Wooldridge, Econometric Analysis of Cross Section and Panel Data (2010), 10.5.</remarks>
internal sealed class WithinGroups
{
    private readonly IReadOnlyList<(int Group, double Value, int[] Has)> _rows;
    private readonly double[,] _factor;

    /// <param name="rows">Observations: group, value, and the indicators that are 1, each once.</param>
    /// <param name="groups">Groups.</param>
    /// <param name="variables">Indicators.</param>
    internal WithinGroups(IReadOnlyList<(int Group, double Value, int[] Has)> rows, int groups, int variables)
    {
        (_rows, Counts, Sizes, Means) = (rows, new Dictionary<int, int>[groups], new int[groups], new double[groups]);
        var (cross, right) = (new double[variables, variables], new double[variables]);
        for (var i = 0; i < groups; i++)
            Counts[i] = [];
        foreach (var (group, value, has) in rows)
        {
            Sizes[group]++;
            Means[group] += value;
            foreach (var one in has)
            {
                Counts[group][one] = Counts[group].GetValueOrDefault(one) + 1;
                right[one] += value;
                foreach (var other in has)
                    cross[one, other]++;
            }
        }

        for (var group = 0; group < groups; group++)
        {
            Means[group] /= Math.Max(1, Sizes[group]);
            foreach (var (one, count) in Counts[group])
            {
                right[one] -= count * Means[group];
                foreach (var (other, number) in Counts[group])
                    cross[one, other] -= (double)count * number / Sizes[group];
            }
        }

        _factor = cross;
        IsLeftOut = Factor(cross, variables);
        Estimates = Solve(right);
        var left =
            rows.Sum(row => Math.Pow(row.Value - Means[row.Group], 2)) - Enumerable.Range(0, variables).Sum(i => Estimates[i] * right[i]);
        Variance = left / Math.Max(1, rows.Count - groups - IsLeftOut.Count(is0 => !is0));
        Errors = new double[variables];
        for (var i = 0; i < variables; i++)
            Errors[i] = IsLeftOut[i] ? double.PositiveInfinity : Math.Sqrt(Variance * InverseAt(i));
    }

    internal double[] Estimates { get; }

    internal double[] Errors { get; }

    internal double Variance { get; }

    internal bool[] IsLeftOut { get; }

    internal int[] Sizes { get; }

    /// <summary>For each group how many of its observations have each indicator.</summary>
    internal Dictionary<int, int>[] Counts { get; }

    private double[] Means { get; }

    /// <summary>The level of each group where no indicator is 1.</summary>
    internal double[] Levels()
    {
        var levels = new double[Sizes.Length];
        for (var group = 0; group < levels.Length; group++)
            levels[group] = Means[group] - (Counts[group].Sum(pair => pair.Value * Estimates[pair.Key]) / Math.Max(1, Sizes[group]));
        return levels;
    }

    /// <summary>What is left of each observation, in their order.</summary>
    internal IEnumerable<double> Residuals()
    {
        var levels = Levels();
        return _rows.Select(row => row.Value - levels[row.Group] - row.Has.Sum(one => Estimates[one]));
    }

    /// <summary>Errors of the estimates where what is left of observations of a cluster (a hospital) is not independent, and the clusters
    /// that have each indicator.</summary>
    /// <param name="clusters">Number of the cluster of each observation.</param>
    /// <param name="number">Clusters.</param>
    /// <remarks>The sandwich with C / (C - 1) x (N - 1) / (N - K). Source: A. C. Cameron and D. L. Miller, A Practitioner's Guide to
    /// Cluster-Robust Inference, Journal of Human Resources 50 (2015), II.</remarks>
    internal (double[] Errors, int[] Clusters) ByCluster(IReadOnlyList<int> clusters, int number)
    {
        var variables = Estimates.Length;
        var (scores, left) = (new double[number][], new Dictionary<(int Cluster, int Group), double>());
        var seen = new HashSet<(int Variable, int Cluster)>();
        for (var i = 0; i < number; i++)
            scores[i] = new double[variables];
        foreach (var (row, cluster, rest) in _rows.Zip(clusters, Residuals()))
        {
            left[(cluster, row.Group)] = left.GetValueOrDefault((cluster, row.Group)) + rest;
            foreach (var one in row.Has)
            {
                scores[cluster][one] += rest;
                seen.Add((one, cluster));
            }
        }

        foreach (var ((cluster, group), sum) in left)
        {
            foreach (var (one, count) in Counts[group])
                scores[cluster][one] -= sum * count / Sizes[group];
        }

        var variances = new double[variables];
        foreach (var score in scores)
        {
            var part = Solve(score);
            for (var i = 0; i < variables; i++)
                variances[i] += part[i] * part[i];
        }

        var free = Math.Max(1, _rows.Count - Sizes.Length - IsLeftOut.Count(isOut => !isOut));
        var times = (double)number / Math.Max(1, number - 1) * (_rows.Count - 1) / free;
        var with = new int[variables];
        foreach (var (variable, _) in seen)
            with[variable]++;
        return ([.. variances.Select((variance, i) => IsLeftOut[i] ? double.PositiveInfinity : Math.Sqrt(times * variance))], with);
    }

    /// <summary>Cholesky's factor in the lower half; true for variables that those before tell.</summary>
    private static bool[] Factor(double[,] matrix, int size)
    {
        var isLeftOut = new bool[size];
        for (var i = 0; i < size; i++)
        {
            var own = matrix[i, i];
            for (var k = 0; k <= i; k++)
            {
                var sum = matrix[i, k];
                for (var j = 0; j < k; j++)
                    sum -= matrix[i, j] * matrix[k, j];
                if (k < i)
                    matrix[i, k] = isLeftOut[k] ? 0 : sum / matrix[k, k];
                else if (sum > 1e-9 * Math.Max(1, own))
                    matrix[i, i] = Math.Sqrt(sum);
                else
                    isLeftOut[i] = true;
            }
        }

        return isLeftOut;
    }

    private double[] Solve(double[] right)
    {
        var solution = Forward(right, 0);
        for (var i = solution.Length - 1; i >= 0; i--)
        {
            if (IsLeftOut[i])
            {
                solution[i] = 0;
                continue;
            }

            for (var j = i + 1; j < solution.Length; j++)
                solution[i] -= IsLeftOut[j] ? 0 : _factor[j, i] * solution[j];
            solution[i] /= _factor[i, i];
        }

        return solution;
    }

    /// <summary>A place on the diagonal of the inverse: the squared length of the factor's inverse applied to that unit.</summary>
    private double InverseAt(int place)
    {
        var unit = new double[Estimates.Length];
        unit[place] = 1;
        return Forward(unit, place).Sum(part => part * part);
    }

    private double[] Forward(double[] right, int from)
    {
        var solution = (double[])right.Clone();
        for (var i = from; i < solution.Length; i++)
        {
            if (IsLeftOut[i])
            {
                solution[i] = 0;
                continue;
            }

            for (var j = from; j < i; j++)
                solution[i] -= _factor[i, j] * solution[j];
            solution[i] /= _factor[i, i];
        }

        return solution;
    }
}
