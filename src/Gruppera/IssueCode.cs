namespace Gruppera;

/// <summary>A kind of issue with a stable code.</summary>
/// <param name="Id">Stable code such as <c>GRP2104</c>; never reused for another meaning.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Recoverable">True if the work goes on without the thing; false if the set or file cannot be used.</param>
/// <param name="Meaning">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record IssueCode(string Id, IssueSeverity Severity, bool Recoverable, Text Meaning, Text Remedy);
