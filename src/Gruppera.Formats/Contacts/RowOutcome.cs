using System.Collections.Immutable;
using Gruppera.Grouping;

namespace Gruppera.Formats.Contacts;

/// <summary>What became of a row of contacts: its group, or why it has none. Immutable.</summary>
public readonly record struct RowOutcome
{
    /// <summary>The lists of issues that a grouped contact can have: no rule held, part of a stay, and what its facts contradict each
    /// other in.</summary>
    private static readonly ImmutableArray<IssueCode>[] Lists =
    [
        .. Enumerable.Range(0, 16).Select(key => (ImmutableArray<IssueCode>)
        [
            .. new[] { FormatIssues.NoRuleHolds, FormatIssues.PartOfStay, IssueCodes.AgesDiffer, IssueCodes.DurationsDiffer }
                .Where((_, bit) => (key >> bit & 1) != 0),
        ]),
    ];

    /// <summary>Why there is no group; null where there is one. <see cref="FormatIssues.OutsideNordDrg"/> is care that NordDRG does not
    /// describe: of it <see cref="Setting"/> is known.</summary>
    public IssueCode? Problem { get; init; }

    /// <summary>The result of grouping, where there is no problem.</summary>
    public GroupingResult Result { get; init; }

    /// <summary>Care form and specialty, as far as the row gives them: see <see cref="CareSetting.For"/>.</summary>
    public CareSetting Setting { get; init; }

    /// <summary>What the contact's facts contradict each other in.</summary>
    public ContactNeeds Contradictory { get; init; }

    /// <summary>True for a visit that is part of an inpatient stay: it weighs 0.</summary>
    public bool IsPartOfStay { get; init; }

    /// <summary>The codes of the column <see cref="ResultColumn.Issue"/>, in its order; allocates where there is a problem alone.</summary>
    public ImmutableArray<IssueCode> Issues => Problem is { } problem ? [problem]
        : Lists[(Result.RuleHeld ? 0 : 1) | (IsPartOfStay && !JoinedVisit.Says(Result) ? 2 : 0) | ((int)Contradictory << 2)];

    /// <summary>Groups the contact that a parser has read.</summary>
    internal static RowOutcome Of(
        Grouper grouper, ContactParser parser, CareSettingReader settings, Cell episode, ReadOnlySpan<byte> data)
    {
        var setting = settings.Read(data, parser);
        if (setting.CareForm == CareForm.Outside)
            return new() { Problem = FormatIssues.OutsideNordDrg, Setting = setting };
        var contact = parser.Contact;
        return new()
        {
            Result = grouper.Group(contact),
            Setting = setting,
            Contradictory = parser.Facts.Contradictory,
            IsPartOfStay = JoinedVisit.Marks(contact)
                || (episode.Exists && contact.Duration.Days == 0 && !parser.Text(data, episode).IsEmpty),
        };
    }
}
