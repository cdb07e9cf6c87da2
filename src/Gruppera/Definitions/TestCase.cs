namespace Gruppera.Definitions;

/// <summary>A contact with a known result: a certification case.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Drg">Expected group; empty if not said.</param>
/// <param name="Rule">Expected rule, by id or order; empty if not said.</param>
/// <param name="ReturnCode">Expected return code; <c>default</c> where not said.</param>
public sealed record TestCase(CareContact Contact, string Drg, string Rule, ReturnCode ReturnCode);
