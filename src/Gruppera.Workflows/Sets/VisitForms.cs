using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Questions;

namespace Gruppera.Workflows.Sets;

/// <summary>A procedure code that indicates something of a visit.</summary>
/// <param name="Code">The code.</param>
/// <param name="Text">Its text, or where the tables have none what it marks.</param>
public sealed record VisitCode(string Code, TableText Text);

/// <summary>Codes of which a visit has one, such as the professions.</summary>
/// <param name="Name">What they indicate: the name of the mark that most of them share; may be empty.</param>
/// <param name="Codes">The codes, in order.</param>
public sealed record VisitChoice(TableText Name, ImmutableArray<VisitCode> Codes);

/// <summary>What procedure codes indicate about a visit: its form, the profession met. Found from the tables: codes with visit markers
/// belong
/// together where they share one. Where most share none, the tables do not distinguish forms from professions, and both choices hold all
/// codes. Immutable.</summary>
public sealed record VisitForms(ImmutableArray<VisitChoice> Choices, ImmutableArray<VisitCode> Marks)
{
    private const string Prefix = "99V";
    private const int MostAlone = 3;

    internal static VisitForms Of(Explorer explorer)
    {
        var marks = explorer.Set.ProcedureFeatures.Where(row => row.Type == FeatureType.Procprop
            && row.Value.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(row => row.Value).Distinct().Order(StringComparer.Ordinal)
            .SelectMany(value => explorer.Property(value))
            .Where(view => view.IsVisitMarker && view.Use.Property.Type == FeatureType.Procprop)
            .ToDictionary(view => view.Use.Property.Value, view => view);
        var marksOf = marks.SelectMany(mark => mark.Value.Procedures, (mark, code) => (code.Code, Mark: mark.Key))
            .ToLookup(pair => pair.Code, pair => pair.Mark);
        var choices = new List<VisitChoice>();
        var alone = new List<VisitCode>();
        var left = marksOf.Select(codes => codes.Key).Order(StringComparer.Ordinal).ToHashSet();
        while (left.Count > 0)
        {
            var together = Reach(left.First(), marksOf, marks);
            left.ExceptWith(together);
            var widest = together.SelectMany(code => marksOf[code]).GroupBy(mark => mark).OrderByDescending(mark => mark.Count())
                .ThenBy(mark => mark.Key, StringComparer.Ordinal).First().Key;
            VisitCode[] codes = [.. together.Order(StringComparer.Ordinal).Select(code => new VisitCode(code, TextOf(code, widest)))];
            if (codes.Length == 1)
                alone.Add(codes[0]);
            else
                choices.Add(new(marks[widest].Use.Property.Name, [.. codes]));
        }

        if (alone.Count > MostAlone)
        {
            var all = new VisitChoice(
                TableText.None,
                [.. choices.SelectMany(choice => choice.Codes).Concat(alone).OrderBy(code => code.Code, StringComparer.Ordinal)]);
            return new([all, all], []);
        }

        return new([.. choices.OrderByDescending(choice => choice.Codes.Length)], [.. alone]);

        TableText TextOf(string code, string widest)
        {
            var text = explorer.Set.Index.TextOf(ProcedureCode.Parse(code));
            var own = marksOf[code].FirstOrDefault(mark => mark != widest) ?? widest;
            return text.ToString().Length > 0 ? text : marks[own].Use.Property.Name;
        }
    }

    /// <summary>Of recorded codes the one that each choice shows, the first that no choice before it shows; empty for none.</summary>
    public ImmutableArray<string> Chosen(IReadOnlyCollection<string> recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        var chosen = ImmutableArray.CreateBuilder<string>(Choices.Length);
        foreach (var choice in Choices)
            chosen.Add(recorded.FirstOrDefault(code => !chosen.Contains(code) && choice.Codes.Any(one => one.Code == code)) ?? "");
        return chosen.ToImmutable();
    }

    /// <summary>Of recorded codes those that the choices and marks can show.</summary>
    public HashSet<string> Among(IReadOnlyCollection<string> recorded) =>
        [.. Chosen(recorded).Where(code => code.Length > 0), .. Marks.Select(mark => mark.Code).Where(recorded.Contains)];

    private static HashSet<string> Reach(string code, ILookup<string, string> marksOf, Dictionary<string, PropertyView> marks)
    {
        HashSet<string> reached = [code];
        var queue = new Queue<string>(reached);
        while (queue.TryDequeue(out var next))
        {
            foreach (var other in marksOf[next].SelectMany(mark => marks[mark].Procedures).Where(other => reached.Add(other.Code)))
                queue.Enqueue(other.Code);
        }

        return reached;
    }
}
