using System.Collections.Immutable;

namespace Gruppera.Presentation.Answers;

// What ResultJson writes, for the OpenAPI document; a test holds the two together.

/// <summary>What became of a list of contacts: contacts = grouped + outside + unreadable. Immutable.</summary>
/// <param name="Set">Id of the definition set.</param>
/// <param name="SourceHash">SHA-256 of the files that the set was read from.</param>
/// <param name="Engine">Version of the engine.</param>
/// <param name="Results">The results, in the order of the contacts.</param>
/// <param name="Contacts">Number of contacts.</param>
/// <param name="Grouped">Those with a group.</param>
/// <param name="Outside">Those of care that NordDRG does not describe.</param>
/// <param name="Unreadable">Those that could not be read.</param>
/// <param name="Odd">Values that mean nothing, such as codes that the set does not have.</param>
public sealed record GroupAnswer(
    string Set, string SourceHash, string Engine, ImmutableArray<GroupedAnswer> Results, long Contacts, long Grouped, long Outside,
    long Unreadable, ImmutableArray<OddAnswer> Odd);

/// <summary>The result of a contact; without a group where it could not be read, or NordDRG does not describe the care. The fields of
/// results are those of <see cref="Formats.Contacts.ResultColumn.All"/>. Immutable.</summary>
/// <param name="Id">As the contact has it.</param>
/// <param name="Issue">What was wrong.</param>
/// <param name="Warnings">Facts of a grouped contact that contradict each other.</param>
public sealed record GroupedAnswer(string Id, ContactIssue? Issue, ImmutableArray<ContactIssue>? Warnings);

/// <summary>The result of one contact that was sent alone; its fields are those of <see cref="Formats.Contacts.ResultColumn.All"/>.
/// Immutable.</summary>
/// <param name="Set">Id of the definition set.</param>
/// <param name="SourceHash">SHA-256 of the files that the set was read from.</param>
/// <param name="Engine">Version of the engine.</param>
/// <param name="Id">As the contact has it.</param>
/// <param name="Issue">What was unusual, if anything was.</param>
/// <param name="Warnings">Facts that contradict each other.</param>
public sealed record SingleAnswer(
    string Set, string SourceHash, string Engine, string Id, ContactIssue? Issue, ImmutableArray<ContactIssue>? Warnings);

/// <summary>What was wrong with a contact. Immutable; it never holds a value.</summary>
/// <param name="Code">Code of the issue.</param>
/// <param name="Field">The field.</param>
/// <param name="Kind">Kind of JSON value that stood there.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ContactIssue(string Code, string? Field, string? Kind, string Text, string Remedy)
{
    /// <summary>Of JSON lines, the line that it stood in, the first being 1; null of other requests.</summary>
    public long? Line { get; init; }

    /// <summary>The warnings of a contact whose facts contradict each other.</summary>
    /// <param name="contradictory">Of which of age and care days.</param>
    /// <param name="language">The language of the texts.</param>
    public static ImmutableArray<ContactIssue> Of(ContactNeeds contradictory, Language language) =>
    [
        .. new[] { (ContactNeeds.Age, IssueCodes.AgesDiffer, "age"), (ContactNeeds.Duration, IssueCodes.DurationsDiffer, "duration") }
            .Where(each => contradictory.HasFlag(each.Item1))
            .Select(each => new ContactIssue(
                each.Item2.Id, each.Item3, null, each.Item2.Meaning.In(language), each.Item2.Remedy.In(language))),
    ];
}

/// <summary>The last of the lines of an answer to JSON lines: where it is missing, the stream was cut off. Immutable.</summary>
/// <param name="Set">Id of the definition set.</param>
/// <param name="SourceHash">SHA-256 of the files that the set was read from.</param>
/// <param name="Engine">Version of the engine.</param>
/// <param name="Contacts">Number of contacts.</param>
/// <param name="Grouped">Those with a group.</param>
/// <param name="Outside">Those of care that NordDRG does not describe.</param>
/// <param name="Unreadable">Those that could not be read.</param>
/// <param name="Odd">Values that mean nothing, such as codes that the set does not have.</param>
public sealed record LinesEnd(
    string Set, string SourceHash, string Engine, long Contacts, long Grouped, long Outside, long Unreadable,
    ImmutableArray<OddAnswer> Odd);
