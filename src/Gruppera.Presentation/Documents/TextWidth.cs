namespace Gruppera.Presentation.Documents;

/// <summary>How many columns text for people is written in: 80, or as many as the terminal has. Set once, at the start.</summary>
public static class TextWidth
{
    private const int Least = 60;
    private const int Most = 200;

    /// <summary>The columns.</summary>
    public static int Columns { get; private set; } = 80;

    /// <summary>Takes the columns of a terminal, no fewer than 60 and no more than 200; 0 or less where it does not tell.</summary>
    /// <param name="columns">How many it has.</param>
    public static void Take(int columns) => Columns = columns <= 0 ? Columns : Math.Clamp(columns, Least, Most);
}
