namespace Gruppera;

/// <summary>Where a fact about a contact comes from.</summary>
public enum FactSource
{
    /// <summary>A column of the file, or a field.</summary>
    Column,

    /// <summary>What the layout says of all contacts.</summary>
    Layout,

    /// <summary>Derived: the care form from care days, the specialty from the group.</summary>
    Derived,
}
