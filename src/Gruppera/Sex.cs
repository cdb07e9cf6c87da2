namespace Gruppera;

/// <summary>The legal sex of the patient as the tables use it. Source: docs/specification/grouping.md §0.</summary>
public enum Sex
{
    /// <summary>Not recorded, or a value that is neither male nor female.</summary>
    Missing,

    /// <summary>Male: <c>M</c> or <c>1</c>.</summary>
    Male,

    /// <summary>Female: <c>F</c>, <c>2</c> or Swedish <c>K</c>.</summary>
    Female,
}
