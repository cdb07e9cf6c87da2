using System.Collections.Immutable;

namespace Gruppera.Casemix.Impact;

/// <summary>Contacts of a review as observations of a least squares fit, and what it says of each diagnosis. Not thread-safe.</summary>
/// <remarks>A contact whose highest level two diagnoses give tells of neither: it is left out of the fit, and each of the two is held
/// against the other afterwards. docs/changes/complications.md has the formulas.</remarks>
internal sealed class ReviewDesign
{
    private const int MostCodes = 1500;
    private const int MostOthers = 500;
    private readonly Dictionary<ReviewVariable, int> _numbers;
    private readonly List<(int Group, double Value, int[] Has)> _rows;
    private readonly List<ReviewedContact> _contacts;
    private readonly Dictionary<string, int> _groupNumbers;
    private readonly int[] _clusters;
    private readonly int _clusterCount;

    /// <param name="contacts">Contacts.</param>
    /// <param name="minContacts">Contacts below which a variable is not asked about.</param>
    /// <param name="method">How codes are judged.</param>
    /// <param name="clusters">Clusters of contacts; 0 for contacts that are independent.</param>
    internal ReviewDesign(List<ReviewedContact> contacts, int minContacts, ReviewMethod method, int clusters)
    {
        (_contacts, _clusterCount) = (contacts, clusters);
        Groups = [.. contacts.Select(contact => contact.Group).Distinct().Order(StringComparer.Ordinal)];
        _groupNumbers = Groups.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var told = contacts.Where(contact => method == ReviewMethod.Additive || !contact.IsTied)
            .Select(contact => (Contact: contact, Variables: VariablesOf(contact, method).ToArray())).ToList();
        var counts = told.SelectMany(row => row.Variables).CountBy(variable => variable).Where(count => count.Value >= minContacts)
            .OrderByDescending(count => count.Value).ThenBy(count => count.Key.Name, StringComparer.Ordinal)
            .ThenBy(count => count.Key.Level).ToList();
        Counts =
        [
            .. counts.Where(count => count.Key.Kind == ReviewVariableKind.Highest).Take(MostCodes),
            .. counts.Where(count => count.Key.Kind is ReviewVariableKind.Beside or ReviewVariableKind.HeldBack).Take(MostOthers),
        ];
        var kept = Counts.Select(count => count.Key).ToHashSet();
        var controls = told.SelectMany(row => row.Contact.Controls).Distinct().Order(StringComparer.Ordinal)
            .Select(name => new ReviewVariable(ReviewVariableKind.Control, name, 0));
        _numbers = Counts.Select(count => count.Key)
            .Concat(Enumerable.Range(1, 2).Select(level => new ReviewVariable(ReviewVariableKind.Rare, "", level))).Concat(controls)
            .Select((variable, i) => (variable, i)).ToDictionary(pair => pair.variable, pair => pair.i);
        _rows = [.. told.Select(row => (_groupNumbers[row.Contact.Group], row.Contact.Log, row.Variables
            .Select(variable => kept.Contains(variable) || variable is not { Kind: ReviewVariableKind.Highest, Level: > 0 }
                || method == ReviewMethod.Additive
                ? variable : new(ReviewVariableKind.Rare, "", variable.Level))
            .Concat(row.Contact.Controls.Select(name => new ReviewVariable(ReviewVariableKind.Control, name, 0)))
            .Distinct().Select(variable => _numbers.GetValueOrDefault(variable, -1)).Where(number => number >= 0).ToArray()))];
        Fit = new(_rows, Groups.Length, _numbers.Count);
        _clusters = [.. told.Select(row => row.Contact.Cluster)];
        Errors = clusters == 0
            ? [.. Fit.Errors.Select(error => (error, 0))]
            : Fit.ByCluster(_clusters, clusters) is var (errors, with) ? [.. errors.Zip(with)] : [];
    }

    /// <summary>Error of each variable, and the clusters that have it; 0 where contacts are independent.</summary>
    internal ImmutableArray<(double Error, int Clusters)> Errors { get; }

    internal ImmutableArray<string> Groups { get; }

    /// <summary>Variables of diagnoses with how many contacts have them, those with most first.</summary>
    internal ImmutableArray<KeyValuePair<ReviewVariable, int>> Counts { get; }

    internal WithinGroups Fit { get; }

    internal int NumberOf(ReviewVariable variable) => _numbers[variable];

    /// <summary>For each variable and group: by how much more it costs there than on the whole, the error of that, and the clusters of
    /// the group that have it; 0 where contacts are independent.</summary>
    internal Dictionary<(int Variable, int Group), (double More, double Error, int Clusters)> Left()
    {
        var (sums, squares) = (new Dictionary<(int Variable, int Group), double>(), new double[Groups.Length]);
        var own = new Dictionary<(int Variable, int Group), Dictionary<int, (int Count, double Sum)>>();
        var all = Enumerable.Range(0, Groups.Length).Select(_ => new Dictionary<int, (int Count, double Sum)>()).ToArray();
        foreach (var (row, cluster, left) in _rows.Zip(_clusters, Fit.Residuals()))
        {
            squares[row.Group] += left * left;
            Add(all[row.Group], cluster, left);
            foreach (var number in row.Has)
            {
                sums[(number, row.Group)] = sums.GetValueOrDefault((number, row.Group)) + left;
                if (_clusterCount == 0)
                    continue;
                if (!own.TryGetValue((number, row.Group), out var clusters))
                    own[(number, row.Group)] = clusters = [];
                Add(clusters, cluster, left);
            }
        }

        return sums.ToDictionary(pair => pair.Key, pair =>
        {
            var (variable, group) = pair.Key;
            var (count, size) = (Fit.Counts[group][variable], Fit.Sizes[group]);
            var share = (double)count / size;
            var spread = count * (1 - share);
            var more = pair.Value / spread;
            if (_clusterCount == 0)
                return (more, Math.Sqrt(squares[group] / (size - 1) / spread), 0);
            var (sum, with) = (0.0, own[pair.Key]);
            foreach (var (cluster, (contacts, left)) in all[group])
            {
                var (has, of) = with.GetValueOrDefault(cluster);
                var score = of - (share * left) - (more * ((has * (1 - share) * (1 - share)) + ((contacts - has) * share * share)));
                sum += score * score;
            }

            return (more, Math.Sqrt(sum * all[group].Count / Math.Max(1, all[group].Count - 1)) / spread, with.Count);
        });

        static void Add(Dictionary<int, (int Count, double Sum)> to, int cluster, double left)
        {
            var (count, sum) = to.GetValueOrDefault(cluster);
            to[cluster] = (count + 1, sum + left);
        }
    }

    /// <summary>For each diagnosis: its cost beside others that are as high or higher, and its subsets by the highest level of the
    /// others.</summary>
    internal Dictionary<string, (BesideMean Beside, ImmutableArray<ComplicationSubset> Subsets)> Besides()
    {
        var levels = Fit.Levels();
        var (beside, subsets) = (new Dictionary<string, BesideMean>(StringComparer.Ordinal),
            new Dictionary<string, (int Count, double Sum)[]>(StringComparer.Ordinal));
        var pairs = new Dictionary<(string First, string Second), BesideMean>();
        foreach (var contact in _contacts)
        {
            var group = _groupNumbers[contact.Group];
            if (Fit.Sizes[group] == 0)
                continue;
            var above = contact.Log - levels[group] - contact.Controls.Sum(Control);
            foreach (var code in contact.Codes)
            {
                var other = contact.HighestBeside(code);
                if (!subsets.TryGetValue(code.Code, out var sums))
                    subsets[code.Code] = sums = new (int, double)[3];
                sums[other] = (sums[other].Count + 1, sums[other].Sum + above);
                if (code.IsHeldBack || other < Math.Max(1, code.Level))
                    continue;
                if (!beside.TryGetValue(code.Code, out var mean))
                    beside[code.Code] = mean = new(_clusterCount > 0);
                mean.Add(above - Others(contact, code, other), contact.Cluster);
            }

            if (Pair(contact) is not var (first, second))
                continue;
            if (!pairs.TryGetValue((first.Code, second.Code), out var together))
                pairs[(first.Code, second.Code)] = together = new(_clusterCount > 0) { Known = ErrorOfHigher(first, second) };
            var lower = first.Level == second.Level ? default : first.Level < second.Level ? first : second;
            together.Add(above - Others(contact, lower, Math.Max(first.Level, second.Level)), contact.Cluster);
        }

        Pairs = pairs;

        return subsets.ToDictionary(
            pair => pair.Key,
            pair => (
                beside.GetValueOrDefault(pair.Key) ?? new BesideMean(false),
                pair.Value.Select((sum, other) => new ComplicationSubset(other, sum.Count, Value(sum))).ToImmutableArray()),
            StringComparer.Ordinal);

        static double Value((int Count, double Sum) sum) =>
            sum.Count == 0 ? 0 : 1 + (sum.Sum / sum.Count / Math.Log(ComplicationReview.Step));

        double Control(string name) => Fit.Estimates[_numbers[new(ReviewVariableKind.Control, name, 0)]];
    }

    /// <summary>What contacts whose level exactly two diagnoses tell of cost beyond the higher of them; known once
    /// <see cref="Besides"/> was asked.</summary>
    internal IReadOnlyDictionary<(string First, string Second), BesideMean> Pairs { get; private set; } =
        new Dictionary<(string First, string Second), BesideMean>();

    /// <summary>Error of the effect of the higher of two diagnoses, or of the dearer if they are as high.</summary>
    private double ErrorOfHigher(in ReviewedCode first, in ReviewedCode second)
    {
        var level = Math.Max(first.Level, second.Level);
        var number = new[] { first, second }.Where(code => code.Level == level)
            .Select(code => new ReviewVariable(ReviewVariableKind.Highest, code.Code, level))
            .Select(variable => _numbers.TryGetValue(variable, out var own) ? own : _numbers[new(ReviewVariableKind.Rare, "", level)])
            .MaxBy(own => Fit.Estimates[own]);
        return Fit.IsLeftOut[number] ? 0 : Errors[number].Error;
    }

    /// <summary>The two diagnoses of a contact that give a level, in order; null where there are not exactly two.</summary>
    private static (ReviewedCode First, ReviewedCode Second)? Pair(ReviewedContact contact)
    {
        var levelled = contact.Codes.Where(code => code is { Level: > 0, IsHeldBack: false }).Take(3).ToArray();
        return levelled is not [var one, var other] ? null
            : string.CompareOrdinal(one.Code, other.Code) < 0 ? (one, other) : (other, one);
    }

    /// <summary>What the other diagnoses of a contact are estimated to cost: the highest of them, and those beside it.</summary>
    private double Others(ReviewedContact contact, in ReviewedCode code, int other)
    {
        var (highest, sum) = (double.NegativeInfinity, 0.0);
        foreach (var each in contact.Codes)
        {
            if (each.Code == code.Code)
                continue;
            if (each.Level == other && !each.IsHeldBack)
                highest = Math.Max(highest, Estimate(new(ReviewVariableKind.Highest, each.Code, each.Level))
                    ?? Fit.Estimates[_numbers[new(ReviewVariableKind.Rare, "", each.Level)]]);
            else
                sum += Estimate(new(each.IsHeldBack ? ReviewVariableKind.HeldBack : ReviewVariableKind.Beside, each.Code, each.Level)) ?? 0;
        }

        return sum + highest;
    }

    private double? Estimate(ReviewVariable variable) =>
        _numbers.TryGetValue(variable, out var number) ? Fit.Estimates[number] : null;

    private static IEnumerable<ReviewVariable> VariablesOf(ReviewedContact contact, ReviewMethod method)
    {
        foreach (var code in contact.Codes)
            yield return new(
                method == ReviewMethod.Additive ? ReviewVariableKind.Highest
                : code.IsHeldBack ? ReviewVariableKind.HeldBack
                : code.Level == contact.Highest ? ReviewVariableKind.Highest
                : ReviewVariableKind.Beside,
                code.Code, code.Level);
    }
}
