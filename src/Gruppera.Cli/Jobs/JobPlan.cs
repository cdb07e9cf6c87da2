using System.Collections.Immutable;

namespace Gruppera.Cli.Jobs;

/// <summary>A word of the command of a part: text with the number of the part in it, or text alone. Immutable.</summary>
/// <param name="Before">What stands before the number.</param>
/// <param name="After">What stands behind it.</param>
/// <param name="HasNumber">False for text alone.</param>
internal sealed record JobWord(string Before, string After, bool HasNumber = true)
{
    internal JobWord((string Before, string After) around)
        : this(around.Before, around.After)
    {
    }
}

/// <summary>What an engine is asked to run. Immutable.</summary>
/// <param name="Name">Name of the job.</param>
/// <param name="Parts">How many parts.</param>
/// <param name="Each">Words of the command of a part.</param>
/// <param name="Together">The verb that puts parts together.</param>
/// <param name="First">What it takes: an output of each part.</param>
/// <param name="Merge">Its other words.</param>
internal sealed record JobPlan(
    string Name, int Parts, ImmutableArray<JobWord> Each, string Together, (string Before, string After) First,
    ImmutableArray<string> Merge)
{
    /// <summary>The folder, in that of the scripts, that parts are written to.</summary>
    internal const string PartsFolder = "parts";

    /// <summary>The program.</summary>
    public string Program { get; init; } = "";

    /// <summary>The folder that paths start from.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Processors of a part.</summary>
    public int Cpus { get; init; }

    /// <summary>Parts at the same time at most; null for any number.</summary>
    public int? AtOnce { get; init; }

    /// <summary>Memory of a part, in MB.</summary>
    public long PartMegabytes { get; init; }

    /// <summary>Memory of what puts parts together, in MB.</summary>
    public long MergeMegabytes { get; init; }

    /// <summary>Image of a container.</summary>
    public string Image { get; init; } = "";

    /// <summary>Claim of a volume.</summary>
    public string Claim { get; init; } = "";
}
