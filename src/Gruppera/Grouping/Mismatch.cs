using Gruppera.Definitions;

namespace Gruppera.Grouping;

/// <summary>A test case that came out otherwise than expected. Immutable.</summary>
/// <param name="Case">The case.</param>
/// <param name="Result">What the grouper gave.</param>
/// <param name="DrgDiffers">True if the group differs.</param>
/// <param name="RuleDiffers">True if the rule differs.</param>
/// <param name="ReturnCodeDiffers">True if the return code differs.</param>
/// <param name="Reason">What differs, as the rules see it: the first condition of the expected rule that the contact does not
/// meet, or the earlier rule that holds, or that the set has no such rule.</param>
public sealed record Mismatch(
    TestCase Case, GroupingResult Result, bool DrgDiffers, bool RuleDiffers, bool ReturnCodeDiffers, Text Reason);
