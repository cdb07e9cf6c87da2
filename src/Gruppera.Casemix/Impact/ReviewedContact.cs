namespace Gruppera.Casemix.Impact;

/// <summary>A contact under review. Immutable.</summary>
/// <param name="Group">Number or name of its base group.</param>
/// <param name="Log">Logarithm of its cost.</param>
/// <param name="Codes">Secondary diagnoses, each once.</param>
/// <param name="Controls">What else is held.</param>
/// <param name="Cluster">Number of the cluster, such as a hospital, within which contacts are not independent.</param>
internal sealed record ReviewedContact(string Group, double Log, ReviewedCode[] Codes, string[] Controls, int Cluster)
{
    /// <summary>The highest level of its diagnoses.</summary>
    internal int Highest { get; } = Codes.Length == 0 ? 0 : Codes.Max(code => code.Level);

    /// <summary>True if several diagnoses give it that level.</summary>
    internal bool IsTied => Highest > 0 && Codes.Count(code => code.Level == Highest) > 1;

    /// <summary>The highest level of the diagnoses besides one.</summary>
    internal int HighestBeside(in ReviewedCode code)
    {
        var highest = 0;
        foreach (var other in Codes)
        {
            if (other.Code != code.Code)
                highest = Math.Max(highest, other.Level);
        }

        return highest;
    }
}
