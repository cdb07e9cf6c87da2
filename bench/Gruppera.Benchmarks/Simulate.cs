using System.Diagnostics;
using System.Globalization;
using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Moves;
using Gruppera.Workflows.Synthesis;

namespace Gruppera.Benchmarks;

/// <summary>What a small change moves, found by grouping every contact anew and by grouping only those that the change can touch: side by side, in turn,
/// on the same contacts in memory, on one thread. Reading a file costs the same both ways and has no part in it.</summary>
internal static class Simulate
{
    private const int Rounds = 15;

    /// <summary><c>simulate [CONTACTS]</c>: changes of the open set, on contacts that it made up.</summary>
    internal static int Run(string[] args)
    {
        var set = OpenSet.Open(TestCases.Read).Set!;
        var before = new Grouper(set);
        using var file = new MemoryStream();
        new SyntheticPopulation(before, new() { Contacts = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 100_000 }).Write(file);
        file.Position = 0;
        var contacts = ContactReader.Read(file, LayoutCatalog.Find("canonical")!).Select(row => row.Contact).ToArray();
        var rules = Enumerable.Range(0, set.Rules.Length - 1).Where(rank => set.Rules[rank].Conditions.Any(cell => cell.Length > 2)).ToArray();
        var rule = set.Rules[rules[rules.Length / 3]];
        var code = set.DiagnosisFeatures.First(row => row.Type == FeatureType.Compl).Code;
        Measure($"rule {rule.Id} out", With(set, set.Rules.Remove(rule), set.DiagnosisFeatures));
        Measure($"a complication of {code} out", With(set, set.Rules, [.. set.DiagnosisFeatures.Where(row => row.Code != code || row.Type != FeatureType.Compl)]));
        Measure("ten rules out", With(set, [.. set.Rules.Except(Enumerable.Range(1, 10).Select(i => set.Rules[rules[i * rules.Length / 11]]))], set.DiagnosisFeatures));
        return 0;

        void Measure(string change, DefinitionSet other)
        {
            var after = new Grouper(other);
            var clock = Stopwatch.GetTimestamp();
            var reach = new ChangeReach(SetDiff.Of(set, other), before.Definition, after.Definition);
            var prepared = Stopwatch.GetElapsedTime(clock);
            var (all, once, part) = (new List<double>(), new List<double>(), new List<double>());
            var (moved, tried, same) = (0, 0, 0);
            for (var round = -5; round < Rounds; round++)
            {
                (moved, same) = (0, 0);
                clock = Stopwatch.GetTimestamp();
                foreach (var contact in contacts)
                    moved += before.Group(contact).Drg != after.Group(contact).Drg ? 1 : 0;
                all.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
                clock = Stopwatch.GetTimestamp();
                foreach (var contact in contacts)
                    _ = after.Group(contact);
                once.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
                tried = 0;
                clock = Stopwatch.GetTimestamp();
                foreach (var contact in contacts)
                {
                    if (!reach.CanMove(contact.View))
                        continue;
                    var then = before.Group(contact);
                    if (!reach.CanMove(contact.View, then.Rank))
                        continue;
                    tried++;
                    same += then.Drg != after.Group(contact).Drg ? 1 : 0;
                }

                part.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
                if (round >= 0)
                    continue;
                Thread.Sleep(150); // until the code is compiled for good
                (all, once, part) = ([], [], []);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{change}: {moved} of {contacts.Length} move ({same} found), {tried} regrouped; under both sets {Median(all):0.0} ms, under the new one {Median(once):0.0} ms, those touched {Median(part):0.00} ms: {Median(all) / Median(part):0.0} and {Median(once) / Median(part):0.0} times; prepared in {prepared.TotalMilliseconds:0} ms"));
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static DefinitionSet With(DefinitionSet set, IEnumerable<RuleRow> rules, IEnumerable<DiagnosisFeature> diagnoses) => new(set.Version, rules, set.Order, () => set.Texts)
    {
        CodeLookup = set.CodeLookup,
        DiagnosisFeatures = [.. diagnoses],
        ProcedureFeatures = set.ProcedureFeatures,
        ComplicationExclusions = set.ComplicationExclusions,
        ComplicationCategories = set.ComplicationCategories,
        DrgNames = set.DrgNames,
        ReturnCodes = set.ReturnCodes,
    };
}
