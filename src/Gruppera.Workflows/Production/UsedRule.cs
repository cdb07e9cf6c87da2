namespace Gruppera.Workflows.Production;

/// <summary>What one rule groups in one unit. Immutable.</summary>
/// <param name="Rule">Id of the rule, or what the file calls one that the set lacks.</param>
/// <param name="Drg">Its group; of several that the file has, the first.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Contacts">Contacts.</param>
/// <param name="Points">Their DRG points; not a number without weights.</param>
/// <param name="Cost">Their costs, in kronor.</param>
/// <param name="WithoutCost">Contacts of them without a cost.</param>
public sealed record UsedRule(string Rule, string Drg, ReportingUnit Unit, long Contacts, double Points, double Cost, long WithoutCost);
