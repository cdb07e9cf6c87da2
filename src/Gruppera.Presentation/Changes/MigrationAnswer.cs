namespace Gruppera.Presentation.Changes;

/// <summary>The contacts that move between two sets as one object for JSON.</summary>
public static class MigrationAnswer
{
    /// <summary>The report as an object that <see cref="Answers.AnswerJson.Options"/> writes.</summary>
    public static object Of(MigrationReport report) => new
    {
        report.Migration.Contacts,
        report.Migration.Moved,
        report.Unreadable,
        Points = report.Points is { } points ? new { points.Before, points.After, ContactsWithoutWeight = points.Without } : null,
        Moves = report.Migration.Moves.Select(move => new
        {
            move.From,
            move.To,
            move.Contacts,
            Weight = report.WeightOf(move),
            Cause = report.CauseOf(move),
            Details = move.Cause,
            FirstRow = move.Example,
        }),
        ReturnCodes = report.Migration.ReturnCodes.Select(Count),
        Mdcs = report.Migration.Mdcs.Select(Count),
    };

    private static object Count((string From, string To, long Contacts) count) => new { count.From, count.To, count.Contacts };
}
