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
}
