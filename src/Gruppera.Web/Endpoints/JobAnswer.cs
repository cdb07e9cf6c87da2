using System.Collections.Immutable;
using Gruppera.Presentation.Answers;
using Gruppera.Web.Api;

namespace Gruppera.Web.Endpoints;

/// <summary>How far a job has come.</summary>
internal enum JobState
{
    /// <summary>It is at work.</summary>
    Working,

    /// <summary>Its document can be fetched.</summary>
    Done,

    /// <summary>It could not be done; the problem says why.</summary>
    Failed,
}

/// <summary>A job. Immutable.</summary>
/// <param name="Id">Its id: whoever has it can read and delete the job, and nobody guesses it.</param>
/// <param name="Operation">What it does.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Rows">Rows read so far.</param>
/// <param name="Share">How much of the work is done, 0 to 1.</param>
/// <param name="MinutesLeft">Minutes until it is deleted if nobody asks for it.</param>
/// <param name="Result">Path of its document; null until it is done.</param>
/// <param name="Files">Files that it has made beside its document.</param>
/// <param name="Issues">What was found in the files it was given, with how often; complete once it is done.</param>
/// <param name="Problem">Why it failed; null if it did not.</param>
/// <param name="Reproduce">How the same is had again.</param>
internal sealed record JobAnswer(
    string Id, string Operation, JobState State, long Rows, double Share, int MinutesLeft, string? Result,
    ImmutableArray<JobFileAnswer> Files, ImmutableArray<JobIssueAnswer> Issues, ProblemAnswer? Problem, Reproduction Reproduce);

/// <summary>A file that a job has made. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Where it is fetched.</param>
internal sealed record JobFileAnswer(string Name, string Path);

/// <summary>Something that was found in files. Immutable.</summary>
/// <param name="Code">Code of the issue.</param>
/// <param name="Severity">error, warning or information.</param>
/// <param name="Text">What it means.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Count">How often it was found.</param>
internal sealed record JobIssueAnswer(string Code, string Severity, Text Text, Text Remedy, long Count);
