using System.Collections.Immutable;
using Gruppera.Formats.Contacts;

namespace Gruppera.Presentation.Answers;

/// <summary>How a file of contacts reads, as JSON. Immutable.</summary>
/// <param name="Reading">How it was understood.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="LeftOut">Rows that a condition of the layout leaves out.</param>
/// <param name="Blank">Rows of nothing but delimiters: not among the rows.</param>
/// <param name="Unreadable">Rows that could not be read, by issue code.</param>
/// <param name="Contradictory">Rows whose facts contradict each other, by issue code.</param>
/// <param name="Odd">Values that mean nothing.</param>
/// <param name="Samples">A few values of each column.</param>
public sealed record CheckAnswer(
    ReadingAnswer Reading, long Rows, long LeftOut, long Blank, ImmutableArray<ShareAnswer> Unreadable,
    ImmutableArray<ShareAnswer> Contradictory, ImmutableArray<OddAnswer> Odd, ImmutableArray<SampleAnswer> Samples)
{
    /// <summary>Of what was found.</summary>
    public static CheckAnswer Of(Reading reading, CheckedContacts found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return new(
            ReadingAnswer.Of(reading), found.Rows, found.LeftOut, found.Blank,
            [.. found.Unreadable.Select(each => new ShareAnswer(each.Reason.Id, each.Rows))],
            [.. found.Contradictory.Select(each => new ShareAnswer(each.Reason.Id, each.Rows))],
            [.. found.Odd.Select(column => new OddAnswer(
                column.Column, column.Kind, column.Count,
                [.. column.MostFrequent.Select(value => new ShareAnswer(value.Value, value.Count))]))],
            [.. found.Samples.Select(sample => new SampleAnswer(sample.Column, sample.Fact, sample.Values))]);
    }
}

/// <summary>A few values of a column. Immutable.</summary>
/// <param name="Column">The column.</param>
/// <param name="Fact">What it is read as.</param>
/// <param name="Values">Values.</param>
public sealed record SampleAnswer(string Column, string Fact, ImmutableArray<string> Values);
