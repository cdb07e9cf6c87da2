namespace Gruppera.Workflows.Inputs;

/// <summary>Small files that operations are told by: rules, settings, questions, plans.</summary>
public static class InputText
{
    /// <summary>The text of a file.</summary>
    /// <exception cref="RefusedException">There is no such file.</exception>
    public static string Read(string path) => File.ReadAllText(Existing(path));

    /// <summary>The text of a file of rules or settings: a million bytes at most, for reading it takes many times its
    /// length.</summary>
    /// <exception cref="RefusedException">There is no such file, or it is larger.</exception>
    public static string ReadRules(string path) => new FileInfo(Existing(path)).Length <= 1_000_000 ? File.ReadAllText(path)
        : throw new RefusedException($"{path} is larger than a file of rules may be: 1 MB.");

    /// <summary>The path of a file that is there.</summary>
    /// <exception cref="RefusedException">There is no such file.</exception>
    public static string Existing(string path) => File.Exists(path) ? path : throw new RefusedException($"There is no file {path}");

    /// <summary>The path of a plan that is there.</summary>
    /// <exception cref="RefusedException">There is no such file.</exception>
    public static string ExistingPlan(string path) => File.Exists(path) ? path : throw new RefusedException($"There is no plan {path}");

    /// <summary>What is said of a column that has too many units.</summary>
    internal static Text TooManyUnits(string by, int most) =>
        $"The column {by} has more than {most:mostUnits} values: choose one with fewer units.";

    /// <summary>What is said of a file that cannot be used.</summary>
    public static RefusedException Unusable(string path, object problem) => new($"{path} cannot be used: {problem}");
}
