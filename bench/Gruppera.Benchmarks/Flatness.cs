using System.Diagnostics;
using System.Globalization;
using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Benchmarks;

/// <summary>Does the cost of a contact stay the same when the set grows? The same contacts under the set as it is and under one
/// with twice the rules: each rule stands there again, behind its original, under an id of its own.</summary>
internal static class Flatness
{
    private const int Rounds = 7;

    internal static int Run()
    {
        var set = Sources.Set();
        var contacts = Sources.Contacts(set, 50_000);
        DefinitionSet[] sizes = [Thinned(set, 2), set, Doubled(set)];
        var groupers = sizes.Select(size => new Grouper(size)).ToArray();
        var times = sizes.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < groupers.Length; i++)
            {
                var clock = Stopwatch.GetTimestamp();
                for (var pass = 0; pass < 10; pass++)
                {
                    foreach (var contact in contacts)
                        groupers[i].Group(contact);
                }

                times[i].Add(Stopwatch.GetElapsedTime(clock).TotalNanoseconds / (10.0 * contacts.Length));
            }
        }

        for (var i = 0; i < sizes.Length; i++)
        {
            var median = times[i].Order().ElementAt(Rounds / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sizes[i].Rules.Length} rules: {median:0} ns a contact (median of {Rounds})"));
        }

        return 0;
    }

    private static DefinitionSet Thinned(DefinitionSet set, int every) =>
        With(set, set.Rules.Where((_, rank) => rank % every == 0 || rank == set.Rules.Length - 1));

    private static DefinitionSet Doubled(DefinitionSet set) =>
        With(set, set.Rules.SelectMany(rule => new[] { rule, rule with { Id = rule.Id + "b", Ord = rule.Ord + "b" } }));

    private static DefinitionSet With(DefinitionSet set, IEnumerable<RuleRow> rules) =>
        new(set.Version, rules.Select((rule, i) => rule with { Ord = i.ToString("D6", CultureInfo.InvariantCulture) }), RuleOrder.Number)
        {
            DiagnosisFeatures = set.DiagnosisFeatures,
            ProcedureFeatures = set.ProcedureFeatures,
            ComplicationCategories = set.ComplicationCategories,
            ComplicationExclusions = set.ComplicationExclusions,
            DrgNames = set.DrgNames,
        };
}
