namespace Gruppera.Definitions;

/// <summary>A complication category and one diagnosis property that activates it where it is inactive.</summary>
/// <param name="Category">For instance <c>06I10</c>.</param>
/// <param name="Activator">Diagnosis property (INCLPROP), or empty. Several rows of a category are alternatives.</param>
/// <param name="Text">Its name.</param>
/// <param name="Source">Place in the delivery.</param>
public readonly record struct ComplicationCategory(string Category, string Activator, TableText Text, SourceRow Source)
{
    /// <summary>The exclusion list of a category: its letter makes no difference.</summary>
    public static string ListOf(string category) => Argument.Needed(category).Length > 2 ? category.Remove(2, 1) : category;

    /// <summary>The level that a category gives by its letter: 1 for C and I, 2 for G and J, 0 for any other.</summary>
    public static int LevelOf(string category) => Argument.Needed(category) is [_, _, var letter, ..]
        ? letter switch { 'C' or 'I' => 1, 'G' or 'J' => 2, _ => 0 }
        : 0;
}
