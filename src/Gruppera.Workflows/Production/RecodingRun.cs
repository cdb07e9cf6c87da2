using System.Collections.Immutable;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Workflows.Production;

/// <summary>Two codings of the same contacts. Immutable.</summary>
/// <param name="Before">Grouped contacts by the first coding.</param>
/// <param name="After">The same contacts by the second; ids tell which is which.</param>
/// <param name="Lists">Weights.</param>
/// <param name="By">Columns of the first file by whose values the figures are given, such as coder and hospital.</param>
public sealed record RecodingRequest(string Before, string After, YearlyWeights Lists, ImmutableArray<string> By);

/// <summary>What another coding makes of contacts. Immutable.</summary>
/// <param name="List">Name of the weight list.</param>
/// <param name="Recoding">The comparison.</param>
/// <param name="Unpaired">Contacts that one file alone has, or whose id is not their own.</param>
/// <param name="Read">What became of the rows of both files.</param>
public sealed record RecodingResult(string List, Recoding Recoding, long Unpaired, ImmutableArray<GroupedSummary> Read)
{
    /// <summary>The figures as tables.</summary>
    public IEnumerable<Figures> Figures()
    {
        yield return new(
            "Recoding",
            [
                "part", "contacts", .. Reports.Figures.Columns("changed"), "up", "down", "direction_p", "points_before", "points_after",
                .. Reports.Figures.Columns("difference"), "gross",
            ],
            [
                .. Recoding.Parts.Prepend(Recoding.All).Select(row => (object[])
                [
                    row.Name, row.Contacts, .. Reports.Figures.Cells(row.Changed), row.Up, row.Down, row.Direction, row.PointsBefore,
                    row.PointsAfter, .. Reports.Figures.Cells(row.Difference), row.Gross,
                ]),
            ]);
        yield return new(
            "Moves", ["drg_before", "drg_after", "contacts", "points"],
            [.. Recoding.Moves.Select(move => (object[])[move.Before, move.After, move.Contacts, move.Difference])]);
    }
}

/// <summary>Pairs two codings of the same contacts (an audit) by their ids.</summary>
public static class RecodingRun
{
    /// <summary>Reads both files.</summary>
    /// <exception cref="RefusedException">The contacts and the list do not belong together, or no contact is in both files.</exception>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public static RecodingResult Run(RecodingRequest request, GroupedInput input)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        var (first, unpaired) = (new Dictionary<string, GroupedContact>(StringComparer.Ordinal), 0L);
        var second = new Dictionary<string, GroupedContact>(StringComparer.Ordinal);
        var wish = ListOfSet.Wish(request.By, request.Lists) with { KeepsIds = true };
        var read = input.Read(wish with { MoreFollows = true }, (request.Before, contacts => Keep(contacts, first)))
            .AddRange(input.Read(wish with { By = [] }, (request.After, contacts => Keep(contacts, second))));
        var pairs = new List<RecodedContact>();
        foreach (var (id, before) in first)
        {
            if (!second.Remove(id, out var after))
            {
                unpaired++;
                continue;
            }

            pairs.Add(new(before.Unit, before.Drg, after.Drg, request.Lists.Find(before)?.Weight, request.Lists.Find(after)?.Weight));
        }

        return pairs.Count > 0
            ? new(request.Lists.Name, Recoding.Of(pairs, request.By), unpaired + second.Count, read)
            : throw new RefusedException("No contact is in both files: name the column of ids that they share.");

        void Keep(ReadOnlySpan<GroupedContact> contacts, Dictionary<string, GroupedContact> to)
        {
            foreach (ref readonly var contact in contacts)
            {
                if (string.IsNullOrEmpty(contact.Id) || !to.TryAdd(contact.Id, contact))
                    unpaired++;
            }
        }
    }
}
