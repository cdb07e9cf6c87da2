using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;

namespace Gruppera.Cli.Output;

/// <summary>Ways of trimming side by side.</summary>
internal sealed class TrimAnswer(ImmutableArray<TrimEffect> effects, Func<string, string> names)
{
    internal object Json() => effects.Select(effect => new
    {
        Trim = effect.Cost.ToString(),
        TrimDays = effect.Days.ToString(),
        effect.Contacts,
        effect.Outside,
        effect.CostShare,
        effect.CvBefore,
        effect.CvAfter,
        effect.SkewnessBefore,
        effect.SkewnessAfter,
        effect.MeanMove,
        effect.LargestMove,
        effect.LargestMoveOf,
        Units = effect.Indices.Select(each => new { Unit = each.Unit.ToString(), each.Contacts, each.Index }),
    }).ToList();

    internal Document Document(Session session)
    {
        var document = new Document();
        document.Line(session.Say(
            $"{Session.Number(effects[0].Contacts)} contacts. CV and skewness are those within groups, weighted by contacts; weights move from those without trimming.",
            $"{Session.Number(effects[0].Contacts)} kontakter. CV och skevhet är de inom grupper, vägda med kontakter; vikter flyttar från dem utan trimning."));
        document.Heading(session.Say("Outliers", "Ytterfall"));
        document.Lines(
            [session.Say("method", "metod"), session.Say("contacts", "kontakter"), session.Say("cost", "kostnad"), "CV", session.Say("skewness", "skevhet"), session.Say("weights move", "vikter flyttar"), session.Say("most", "mest")],
            effects.Select(effect => new[]
            {
                Name(session, effect), session.Percent(effect.Outside, effect.Contacts), Number(session, 100 * effect.CostShare, "0.0") + " %", Number(session, effect.CvAfter, "0.00"), Number(session, effect.SkewnessAfter, "0.00"),
                Number(session, 100 * effect.MeanMove, "0.0") + " %",
                effect.LargestMove == 0 ? "-" : $"{effect.LargestMoveOf} {Number(session, 100 * effect.LargestMove, "+0.0;-0.0")} % {names(effect.LargestMoveOf)}".TrimEnd(),
            }),
            1, 2, 3, 4, 5);
        document.Heading(session.Say("Casemix index", "Casemix-index"));
        document.Lines(
            [.. effects.Select(effect => Short(session, effect)).Prepend(session.Say("contacts", "kontakter")), session.Say("unit", "enhet")],
            effects[0].Indices.Select((unit, i) => effects.Select(effect => Number(session, effect.Indices[i].Index, "0.000"))
                .Prepend(Session.Number(unit.Contacts)).Append(unit.Unit.ToString() is { Length: > 0 } name ? name : "-").ToArray()),
            [.. Enumerable.Range(0, effects.Length + 1)]);
        return document;
    }

    private static string Name(Session session, TrimEffect effect) =>
        effect.Cost.Method == TrimMethod.None && effect.Days.Method == TrimMethod.None ? session.Say("none", "ingen")
        : effect.Days.Method == TrimMethod.None ? effect.Cost.ToString() : $"{effect.Cost} + {session.Say("days", "dagar")} {effect.Days}";

    private static string Short(Session session, TrimEffect effect) =>
        effect.Cost.Method == TrimMethod.None ? effect.Days.Method == TrimMethod.None ? session.Say("none", "ingen") : session.Say("days", "dagar") : effect.Cost.ToString().Split(':')[0];

    private static string Number(Session session, double number, string form) =>
        number.ToString(form, CultureInfo.InvariantCulture).Replace(".", session.Say(".", ","), StringComparison.Ordinal);
}
