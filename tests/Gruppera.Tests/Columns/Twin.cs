using Gruppera.Definitions;

namespace Gruppera.Tests.Columns;

/// <summary>A made-up column that asks what a known one asks, behind all the others; and sets in which it stands for that one.</summary>
internal sealed class Twin(RuleColumn of)
{
    public const string Name = "extra";

    public RuleColumn Of => of;

    public RuleColumn Column { get; } = new(RuleColumn.All.Length, Name, of.Kind, of.Type, string.Concat(of.Letters));

    /// <summary>The set with the cells of the known column in the made-up one. A procedure that another cell refers to stays.</summary>
    public DefinitionSet Moved(DefinitionSet set) => Matching.World.With(set, set.Rules.Select(rule => Moves(rule)
        ? With(rule with { Conditions = rule.Conditions.SetItem(of.Index, "") }, rule[of])
        : With(rule, "")));

    /// <summary>The set with the made-up column, which asks for nothing.</summary>
    public DefinitionSet Blank(DefinitionSet set) => Matching.World.With(set, set.Rules.Select(rule => With(rule with { Conditions = rule.Conditions[..RuleColumn.All.Length] }, "")));

    public RuleRow With(RuleRow rule, string cell) => rule with { Columns = [.. RuleColumn.All, Column], Conditions = [.. rule.Conditions, cell] };

    /// <summary>The name of a column, the known one by its twin's where the rule's cell has moved.</summary>
    public string NameIn(RuleRow rule, RuleColumn column) => column == of && Moves(rule) ? Name : column.Name;

    private bool Moves(RuleRow rule) => of != RuleColumn.Procpro || rule[RuleColumn.Secpro].Length == 0;

    public override string ToString() => of.Name;
}
