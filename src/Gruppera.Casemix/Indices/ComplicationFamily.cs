namespace Gruppera.Casemix.Indices;

/// <summary>A group that is divided by complication: what it shares with its base group, and its own level.</summary>
/// <param name="Base">The family: the code without its last letter, and the care form that the letter stands for.</param>
/// <param name="Level">0 not complicated, 1 complicated, 2 very complicated.</param>
/// <remarks>Source: Socialstyrelsen, "DRG - grundläggande begrepp och principer" (2017), the letter in fourth position: A, C and E in
/// inpatient care, P and Q in outpatient care, T and S in primary care; all other letters stand for groups that are not divided. Codes of
/// another form (older and other national versions) tell nothing of it.</remarks>
public readonly record struct ComplicationFamily(string Base, int Level)
{
    private const int CodeLength = 4;

    /// <summary>True for complicated and very complicated.</summary>
    public bool IsComplicated => Level > 0;

    /// <summary>The family of a group; null if it is not divided or its code does not show.</summary>
    public static ComplicationFamily? Of(string drg)
    {
        ArgumentNullException.ThrowIfNull(drg);
        if (drg is not { Length: CodeLength } || !char.IsAsciiLetterUpper(drg[0]) || !char.IsAsciiDigit(drg[1])
            || !char.IsAsciiDigit(drg[2]))
            return null;
        var stem = drg[..^1];
        return drg[^1] switch
        {
            'A' => new(stem + "(A,C,E)", 2),
            'C' => new(stem + "(A,C,E)", 1),
            'E' => new(stem + "(A,C,E)", 0),
            'P' => new(stem + "(P,Q)", 1),
            'Q' => new(stem + "(P,Q)", 0),
            'T' => new(stem + "(T,S)", 1),
            'S' => new(stem + "(T,S)", 0),
            _ => null,
        };
    }
}
