namespace Gruppera.Definitions;

/// <summary>How the order column of the rule table sorts.</summary>
public enum RuleOrder
{
    /// <summary>As a number: modern deliveries, and older sets written in the modern layout.</summary>
    Number,

    /// <summary>As text, byte by byte: dBase and JSON deliveries.</summary>
    Text,
}
