using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>Rules in plain words. Thread-safe. Source of the meanings: docs/specification/grouping.md §6 and §6.1.</summary>
public static class RuleWording
{
    /// <summary>The conditions of a rule in the order of its columns; empty if it asks for nothing.</summary>
    public static ImmutableArray<ConditionWording> Of(RuleRow rule, DefinitionIndex index)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(index);
        var words = ImmutableArray.CreateBuilder<ConditionWording>();
        foreach (var (column, cell) in rule.Asked())
            words.Add(new(column, cell, Say(rule, column, cell, index)));
        return words.ToImmutable();
    }

    /// <summary>A value with its name, as <c>06S02 Larger bowel operation</c>.</summary>
    public static Text Value(FeatureType type, string value, DefinitionIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        var name = index.NameOf(type, value);
        return name.ToString().Length == 0 ? Text.Verbatim(value) : $"{value} {name}";
    }

    private static Text Say(RuleRow rule, RuleColumn column, string cell, DefinitionIndex index) => column.Kind switch
    {
        ColumnKind.Principal => cell == "+"
            ? (Text)"valid principal diagnosis"
            : "principal diagnosis missing or not valid",
        ColumnKind.Value => Negatable(column.TypeOf(cell), cell, index),
        ColumnKind.Level => cell == "2"
            ? (Text)"very complicated"
            : "complicated or very complicated",
        ColumnKind.OperatingRoom => Or(cell),
        ColumnKind.OtherProcedure => Secondary(rule[RuleColumn.Procpro], cell, index),
        ColumnKind.Age => Age(cell),
        ColumnKind.Duration => Duration(cell),
        ColumnKind.Sex => cell switch
        {
            "M" => (Text)"male",
            "F" => "female",
            _ => "sex missing",
        },
        ColumnKind.Discharge => cell switch
        {
            "N" => (Text)"not dead at discharge",
            "E" => "dead at discharge",
            "R" => "transferred at discharge",
            "L" => "left against advice",
            _ => $"discharge {cell}",
        },
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    private static (Text Has, Text Lacks) PhrasesOf(FeatureType type) => type switch
    {
        FeatureType.Mdc => ((Text)"principal diagnosis in MDC", (Text)"principal diagnosis not in MDC"),
        FeatureType.Dgcat => ((Text)"principal diagnosis of category", (Text)"principal diagnosis not of category"),
        FeatureType.Pdgprop => ((Text)"principal diagnosis with property", (Text)"principal diagnosis without property"),
        FeatureType.Procprop => ((Text)"procedure with property", (Text)"no procedure with property"),
        FeatureType.Sdgprop => ((Text)"first secondary diagnosis with property", (Text)"first secondary diagnosis without property"),
        _ => ((Text)"diagnosis or procedure with property", (Text)"no diagnosis or procedure with property"),
    };

    private static Text Negatable(FeatureType type, string cell, DefinitionIndex index)
    {
        var (has, lacks) = PhrasesOf(type);
        return Negatable(type, cell, index, has, lacks);
    }

    private static Text Negatable(FeatureType type, string cell, DefinitionIndex index, Text has, Text lacks)
    {
        var phrase = cell.StartsWith('-') ? lacks : has;
        var value = Value(type, cell.TrimStart('-'), index);
        return $"{phrase} {value}";
    }

    private static Text Or(string cell) => cell switch
    {
        "S" => (Text)"condition|operating-room procedure",
        "P" => "operating-room procedure or other procedure that affects grouping",
        "N" => "no operating-room procedure",
        "Z" => "no operating-room procedure and no other procedure that affects grouping",
        "+" => "some procedure with an OR value",
        "-" => "no procedure with an OR value",
        _ => $"OR {cell}",
    };

    private static Text Secondary(string first, string cell, DefinitionIndex index)
    {
        if (cell is "+" or "-")
        {
            var than = first.Length == 0 ? (Text)"" : $" without {first}";
            return cell == "+"
                ? (Text)$"another operating-room procedure{than}"
                : $"no other operating-room procedure{than}";
        }

        var (has, lacks) = PhrasesOf(FeatureType.Procprop);
        return Negatable(FeatureType.Procprop, cell, index, first.Length == 0 ? has : "another procedure with property", lacks);
    }

    /// <summary>Limits that fall on a birthday are said in years too.</summary>
    private static Text Age(string cell)
    {
        if (CellLimit.Read(cell) is not var (below, days))
            return $"age {cell}";
        var first = below ? days : days + 1;
        var years = (int)(first / 365.25);
        if (years > 0 && AgeInDays.FromYears(years).Days == first)
        {
            return below
                ? (Text)$"younger than {years} years (age below {days} days)"
                : $"{years} years or older (age above {days} days)";
        }

        return below
            ? (Text)$"age below {days} days"
            : $"age above {days} days";
    }

    private static Text Duration(string cell) => cell switch
    {
        "<1" => (Text)"outpatient contact (no care day)",
        ">0" => "inpatient contact (at least one care day)",
        _ when CellLimit.Read(cell) is var (below, days) => below
            ? (Text)$"fewer than {days} care days"
            : $"more than {days} care days",
        _ => $"duration {cell}",
    };
}
