namespace Gruppera.Presentation.Words;

/// <summary>What an operation does, in the help of its verb and in the document of the API.</summary>
public static class OperationWords
{
    /// <summary>explain.</summary>
    public static Text Explain => "Explain why a contact gets its group";

    /// <summary>what-if.</summary>
    public static Text WhatIf => "List the groups that a single change leads to";

    /// <summary>search.</summary>
    public static Text Search => "Find groups, properties, codes and rules by words";

    /// <summary>rule.</summary>
    public static Text Rule => "Show a rule in plain words, and the rules near it";

    /// <summary>code.</summary>
    public static Text Code => "Show what a code gives and what asks for it";

    /// <summary>drg.</summary>
    public static Text Drg => "Show what a group is and what leads to it";

    /// <summary>property.</summary>
    public static Text Property => "Show which codes give a property and which rules ask for it";

    /// <summary>tables diff.</summary>
    public static Text Diff => "Show what differs between two sets";

    /// <summary>Of findings of quality.</summary>
    public static Text Quality => "List findings against the coding rules";

    /// <summary>Of episodes.</summary>
    public static Text Episodes => "Join visits that led to unplanned admission, and stays at clinics, to episodes";

    /// <summary>Of the casemix of a file.</summary>
    public static Text Casemix => "Casemix index, cost per DRG point and shares by unit";

    /// <summary>Of the comparison of two periods.</summary>
    public static Text Compare => "Compare two periods, and units with one another";

    /// <summary>Of the computation of weights.</summary>
    public static Text Weights => "Compute weights from the costs of grouped contacts";

    /// <summary>Of payment.</summary>
    public static Text Pay => "Pay grouped contacts by a payer's rules";

    /// <summary>Of length of stay.</summary>
    public static Text LengthOfStay => "Length of stay by unit and DRG, with expected by DRG mix and outlier days";

    /// <summary>Of a budget.</summary>
    public static Text Budget => "Expected points and money of planned volumes, and follow-up";

    /// <summary>Of simulation.</summary>
    public static Text Simulate => "Show how changes to the tables affect the contacts of a file";

    /// <summary>homogeneity.</summary>
    public static Text Homogeneity => "R2 of cost and variation within groups, with intervals";

    /// <summary>complications review.</summary>
    public static Text Complications => "Compare the cost of secondary diagnoses with their complication levels";

    /// <summary>monotonicity.</summary>
    public static Text Monotonicity => "Find codes that lower the weight of contacts that have them";

    /// <summary>technology assess.</summary>
    public static Text Technology => "Assess a technology by Socialstyrelsen's four points (2024), and draft a change";
}
