namespace Gruppera;

/// <summary>The return code of a grouping: <c>0</c> grouped, other values say what was wrong with the contact.</summary>
/// <param name="Value">One character, <c>0</c>-<c>9</c>, <c>A</c> or <c>B</c>; <c>'\0'</c> where the rule has none.</param>
/// <remarks>Texts come with the definition set. Source: docs/specification/grouping.md §7.</remarks>
public readonly record struct ReturnCode(char Value)
{
    /// <summary>Grouped without remark.</summary>
    public static ReturnCode Grouped => new('0');

    /// <summary>The code as text; empty if there is none.</summary>
    public override string ToString() => Value == '\0' ? "" : Value.ToString();
}
