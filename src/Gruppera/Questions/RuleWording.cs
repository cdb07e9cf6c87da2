using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>One non-blank cell of a rule in plain words.</summary>
/// <param name="Column">The column.</param>
/// <param name="Cell">The cell as the table has it.</param>
/// <param name="Text">What it asks for, as a phrase without a full stop, with the names of its values.</param>
public sealed record ConditionWording(RuleColumn Column, string Cell, LocalText Text);

/// <summary>Rules in plain words. Thread-safe. Source of the meanings: grouping.md §6 and §6.1.</summary>
public static class RuleWording
{
    /// <summary>The conditions of a rule in the order of its columns; empty where it asks for nothing.</summary>
    public static ImmutableArray<ConditionWording> Of(RuleRow rule, DefinitionIndex index)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var words = ImmutableArray.CreateBuilder<ConditionWording>();
        for (var column = RuleColumn.Icd; column <= RuleColumn.Disch; column++)
        {
            if (rule[column].Length > 0)
                words.Add(new(column, rule[column], Say(rule, column, rule[column], index)));
        }

        return words.ToImmutable();
    }

    /// <summary>A value with its name, as <c>06S02 Larger bowel operation</c>.</summary>
    public static LocalText Value(FeatureType type, string value, DefinitionIndex index)
    {
        var name = index.NameOf(type, value);
        return new(Join(value, name.In(Language.English)), Join(value, name.In(Language.Swedish)));
    }

    private static string Join(string value, string name) => name.Length == 0 ? value : $"{value} {name}";

    private static LocalText Say(RuleRow rule, RuleColumn column, string cell, DefinitionIndex index) => column switch
    {
        RuleColumn.Icd => cell == "+"
            ? new("valid principal diagnosis", "giltig huvuddiagnos")
            : new("principal diagnosis missing or not valid", "huvuddiagnos saknas eller är inte giltig"),
        RuleColumn.Mdc => Negatable(FeatureType.Mdc, cell, index, new("principal diagnosis in MDC", "huvuddiagnos i MDC"), new("principal diagnosis not in MDC", "huvuddiagnos inte i MDC")),
        RuleColumn.Dgcat => Negatable(FeatureType.Dgcat, cell, index, new("principal diagnosis of category", "huvuddiagnos i kategori"), new("principal diagnosis not of category", "huvuddiagnos inte i kategori")),
        RuleColumn.Pdgprop => Negatable(FeatureType.Pdgprop, cell, index, new("principal diagnosis with property", "huvuddiagnos med egenskap"), new("principal diagnosis without property", "huvuddiagnos utan egenskap")),
        RuleColumn.Compl => cell == "2"
            ? new("very complicated", "mycket komplicerat")
            : new("complicated or very complicated", "komplicerat eller mycket komplicerat"),
        RuleColumn.Or => Or(cell),
        RuleColumn.Procpro => Negatable(FeatureType.Procprop, cell, index, new("procedure with property", "åtgärd med egenskap"), new("no procedure with property", "ingen åtgärd med egenskap")),
        RuleColumn.Secpro => Secondary(rule[RuleColumn.Procpro], cell, index),
        RuleColumn.Dgprop1 or RuleColumn.Dgprop2 or RuleColumn.Dgprop3 or RuleColumn.Dgprop4 => cell.AsSpan().TrimStart('-') is [_, _, 'K', ..]
            ? Negatable(FeatureType.Sdgprop, cell, index, new("first secondary diagnosis with property", "första bidiagnos med egenskap"), new("first secondary diagnosis without property", "första bidiagnos utan egenskap"))
            : Negatable(FeatureType.Dgprop, cell, index, new("diagnosis or procedure with property", "diagnos eller åtgärd med egenskap"), new("no diagnosis or procedure with property", "ingen diagnos eller åtgärd med egenskap")),
        RuleColumn.Agelim => Age(cell),
        RuleColumn.Dur => Duration(cell),
        RuleColumn.Sex => cell switch
        {
            "M" => new("male", "man"),
            "F" => new("female", "kvinna"),
            _ => new("sex missing", "kön saknas"),
        },
        _ => cell switch
        {
            "N" => new("not dead at discharge", "inte död vid utskrivning"),
            "E" => new("dead at discharge", "död vid utskrivning"),
            "R" => new("transferred at discharge", "överflyttad vid utskrivning"),
            "L" => new("left against advice", "avbröt vården mot råd"),
            _ => new($"discharge {cell}", $"utskrivning {cell}"),
        },
    };

    private static LocalText Negatable(FeatureType type, string cell, DefinitionIndex index, LocalText has, LocalText lacks)
    {
        var phrase = cell.StartsWith('-') ? lacks : has;
        var value = Value(type, cell.TrimStart('-'), index);
        return new($"{phrase.English} {value.English}", $"{phrase.Swedish} {value.Swedish}");
    }

    private static LocalText Or(string cell) => cell switch
    {
        "S" => new("operating-room procedure", "operationsåtgärd (OR 1)"),
        "P" => new("operating-room procedure or other procedure that steers", "operationsåtgärd eller annan styrande åtgärd (OR 1 eller 2)"),
        "N" => new("no operating-room procedure", "ingen operationsåtgärd (OR 1)"),
        "Z" => new("no operating-room procedure and no other procedure that steers", "ingen operationsåtgärd eller annan styrande åtgärd (OR 1 eller 2)"),
        "+" => new("some procedure with an OR value", "någon åtgärd med OR-värde"),
        "-" => new("no procedure with an OR value", "ingen åtgärd med OR-värde"),
        _ => new($"OR {cell}", $"OR {cell}"),
    };

    private static LocalText Secondary(string first, string cell, DefinitionIndex index)
    {
        if (cell is "+" or "-")
        {
            var than = first.Length == 0 ? new("", "") : new LocalText($" without {first}", $" utan {first}");
            return cell == "+"
                ? new($"another operating-room procedure{than.English}", $"en annan operationsåtgärd{than.Swedish}")
                : new($"no other operating-room procedure{than.English}", $"ingen annan operationsåtgärd{than.Swedish}");
        }

        var has = first.Length == 0
            ? new LocalText("procedure with property", "åtgärd med egenskap")
            : new("another procedure with property", "en annan åtgärd med egenskap");
        return Negatable(FeatureType.Procprop, cell, index, has, new("no procedure with property", "ingen åtgärd med egenskap"));
    }

    /// <summary>Limits that fall on a birthday are said in years too.</summary>
    private static LocalText Age(string cell)
    {
        if (!IsLimit(cell, out var below, out var days))
            return new($"age {cell}", $"ålder {cell}");
        var first = below ? days : days + 1;
        var years = (int)(first / 365.25);
        if (years > 0 && AgeInDays.FromYears(years).Days == first)
        {
            return below
                ? new($"younger than {years} years (age below {days} days)", $"yngre än {years} år (ålder under {days} dagar)")
                : new($"{years} years or older (age above {days} days)", $"{years} år eller äldre (ålder över {days} dagar)");
        }

        return below
            ? new($"age below {days} days", $"ålder under {days} dagar")
            : new($"age above {days} days", $"ålder över {days} dagar");
    }

    private static LocalText Duration(string cell) => cell switch
    {
        "<1" => new("outpatient contact (no care day)", "öppenvårdskontakt (ingen vårddag)"),
        ">0" => new("inpatient contact (at least one care day)", "slutenvårdskontakt (minst en vårddag)"),
        _ when IsLimit(cell, out var below, out var days) => below
            ? new($"fewer than {days} care days", $"färre än {days} vårddagar")
            : new($"more than {days} care days", $"fler än {days} vårddagar"),
        _ => new($"duration {cell}", $"vårdtid {cell}"),
    };

    private static bool IsLimit(string cell, out bool below, out int limit)
    {
        below = cell[0] == '<';
        return int.TryParse(cell.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out limit) && cell[0] is '<' or '>';
    }
}
