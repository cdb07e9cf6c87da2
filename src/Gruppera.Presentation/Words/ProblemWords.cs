using Gruppera.Definitions;

namespace Gruppera.Presentation.Words;

/// <summary>Known problems of a version in words.</summary>
public static class ProblemWords
{
    /// <summary>The heading of known problems.</summary>
    public static Text Heading => "Known problems of this version";

    /// <summary>A problem as a line.</summary>
    public static Text Of(KnownProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return (problem.From.Length, problem.MendedIn.Length) switch
        {
            (0, 0) => (Text)$"{problem.Id}: {problem.Text:problem}",
            (0, _) => $"{problem.Id}: {problem.Text:problem} (mended in {problem.MendedIn:mended})",
            (_, 0) => $"{problem.Id}: {problem.Text:problem} (since {problem.From:since})",
            _ => $"{problem.Id}: {problem.Text:problem} (since {problem.From:since}, mended in {problem.MendedIn:mended})",
        };
    }
}
