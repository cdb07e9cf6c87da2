using Gruppera.Compilation;
using Gruppera.Definitions;

namespace Gruppera.Grouping;

/// <summary>The result for one contact: group, return code, and the rule that gave it, with the versions behind it.
/// An immutable value; it allocates nothing and its texts are those of the definition set.</summary>
/// <remarks>Source: docs/specification/grouping.md §0 and §7.</remarks>
public readonly struct GroupingResult : IEquatable<GroupingResult>
{
    private readonly CompiledDefinition _definition;
    private readonly ushort _category;
    private readonly byte _level;

    internal GroupingResult(CompiledDefinition definition, int rank, ushort category, int level, bool ruleHeld, bool hasUnknownCodes)
    {
        _definition = definition;
        Rank = rank;
        _category = category;
        _level = (byte)level;
        RuleHeld = ruleHeld;
        HasUnknownCodes = hasUnknownCodes;
    }

    /// <summary>National group.</summary>
    public string Drg => Rule.Drg;

    /// <summary>Group of the Combined version, or the local code of older deliveries; may be empty.</summary>
    public string CombinedDrg => Rule.CombinedDrg;

    /// <summary>Name of the group; empty if the set has none.</summary>
    public TableText DrgName => _definition.DrgNameOf(Rank).Text;

    /// <summary>MDC of the contact: the first two characters of its category after the recode of MDC 98; empty if the
    /// principal diagnosis gives none.</summary>
    public string Mdc => _definition.Categories[_category].Mdc ?? "";

    /// <summary>MDC that the group belongs to by the name table; empty if the table does not say.</summary>
    public string DrgMdc => _definition.DrgNameOf(Rank).Mdc ?? "";

    /// <summary>Return code of the rule.</summary>
    public ReturnCode ReturnCode => Rule.ReturnCode;

    /// <summary>Text of the return code; empty if the set has none.</summary>
    public TableText ReturnCodeText
    {
        get
        {
            var code = ReturnCode;
            return _definition.Set.ReturnCodes.FirstOrDefault(text => text.Code == code).Text;
        }
    }

    /// <summary>Complication level of the contact: 0, 1 or 2, whether or not its group is divided by it.</summary>
    public int ComplicationLevel => _level;

    /// <summary>The rule that gave the group, with its order and id.</summary>
    public RuleRow Rule => _definition.Set.Rules[Rank];

    /// <summary>Rank of the rule among the set's rules, the first one being 0.</summary>
    public int Rank { get; }

    /// <summary>False if no rule held, so that the last rule of the table was given, as the Nordic reference grouper does
    /// (GRP3006).</summary>
    public bool RuleHeld { get; }

    /// <summary>True if the property tables lack a code of the contact, which was then ignored.</summary>
    public bool HasUnknownCodes { get; }

    /// <summary>Version of the definition set.</summary>
    public DefinitionVersion Version => _definition.Set.Version;

    /// <inheritdoc/>
    public bool Equals(GroupingResult other) =>
        ReferenceEquals(_definition, other._definition) && Rank == other.Rank && _category == other._category
        && _level == other._level && RuleHeld == other.RuleHeld;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GroupingResult other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rank, _category, _level);

    /// <summary>Compares by value.</summary>
    public static bool operator ==(GroupingResult left, GroupingResult right) => left.Equals(right);

    /// <summary>Compares by value.</summary>
    public static bool operator !=(GroupingResult left, GroupingResult right) => !left.Equals(right);

    /// <summary>Group, return code and rule on one line.</summary>
    public override string ToString() => $"{Drg} {ReturnCode} {Rule.Id}";
}
