using System.Text;

namespace Gruppera.Workflows.Synthesis;

/// <summary>A code of the set, or a synthetic one, ready to be put into contacts and files. Immutable.</summary>
internal sealed class Code
{
    internal Code(Diagnosis diagnosis, Limits limits, string category = "")
        : this(diagnosis.ToString(), limits, category) => Diagnosis = diagnosis;

    internal Code(ProcedureCode procedure)
        : this(procedure.ToString(), Limits.None, "") => Procedure = procedure;

    private Code(string name, Limits limits, string category) =>
        (Name, Text, Limits, Category) = (name, Encoding.ASCII.GetBytes(name), limits, category);

    internal string Name { get; }

    internal byte[] Text { get; }

    internal Diagnosis Diagnosis { get; }

    internal ProcedureCode Procedure { get; }

    /// <summary>Who can have it.</summary>
    internal Limits Limits { get; }

    /// <summary>Diagnosis category; empty if the code cannot be principal.</summary>
    internal string Category { get; }

    internal string Mdc => Category.Length < 2 ? "" : Category[..2];
}

/// <summary>Sex and age that a diagnosis needs; <see cref="Sex.Missing"/> is either sex. Both ages are included.</summary>
internal readonly record struct Limits(Sex Sex, int From, int To)
{
    internal static Limits None => new(Sex.Missing, 0, int.MaxValue);

    internal bool Fit(Sex sex, int age) => age >= From && age <= To && (Sex == Sex.Missing || Sex == sex);

    internal Limits And(Limits other) =>
        new(Sex == Sex.Missing ? other.Sex : Sex, Math.Max(From, other.From), Math.Min(To, other.To));
}

/// <summary>The limits of codes, from limits.csv (the longest beginning of the code that stands there) and from the MDC.</summary>
internal sealed class LimitTable
{
    private static readonly Limits Newborn = new(Sex.Missing, 0, 27);
    private readonly Dictionary<string, Limits> _limits = SmallTable.Read("limits").ToDictionary(
        row => row["codes"].Replace(".", "", StringComparison.Ordinal),
        row => new Limits(
            row["sex"] switch { "M" => Sex.Male, "F" => Sex.Female, _ => Sex.Missing }, Days(row, "from_years", 0),
            Days(row, "to_years", 1)),
        StringComparer.Ordinal);

    internal Limits Of(Diagnosis diagnosis, string category)
    {
        var limits = Of(diagnosis.Code.ToString()).And(Of(diagnosis.Dagger.ToString()));
        return limits.And(category.Length < 2 ? Limits.None : category[..2] switch
        {
            "12" => Limits.None with { Sex = Sex.Male },
            "13" => Limits.None with { Sex = Sex.Female },
            "14" => new(Sex.Female, AgeInDays.FromYears(15).Days, AgeInDays.FromYears(50).Days - 1),
            "15" => Newborn,
            _ => Limits.None,
        });
    }

    private Limits Of(string code)
    {
        for (var length = code.Length; length > 0; length--)
        {
            if (_limits.TryGetValue(code[..length], out var limits))
                return limits;
        }

        return Limits.None;
    }

    /// <summary>Completed years, or where there are decimals the time itself.</summary>
    private static int Days(SmallRow row, string column, int completed) => row[column].Contains('.', StringComparison.Ordinal)
        ? (int)(row.Number(column) * 365.25)
        : AgeInDays.FromYears((int)row.Number(column) + completed).Days - completed;
}
