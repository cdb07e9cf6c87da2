using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>A field of the form of an intention. Immutable.</summary>
/// <param name="Name">Its name in the form.</param>
/// <param name="Label">What it is called.</param>
public sealed record IntentionField(string Name, Text Label)
{
    /// <summary>Characters that a field may have at most.</summary>
    public const int Longest = 4000;

    /// <summary>What to write, in a few words; may be empty.</summary>
    public Text Help { get; init; } = "";

    /// <summary>Something that could stand there.</summary>
    public string Example { get; init; } = "";

    /// <summary>What can be chosen; empty for a field to write in.</summary>
    public ImmutableArray<(string Value, Text Text)> Choices { get; init; } = [];

    /// <summary>True if what is typed is looked up: in a field of a name that <c>/suggest</c> knows.</summary>
    public bool Suggests { get; init; }

    /// <summary>True if it may be left blank.</summary>
    public bool MayBeBlank { get; init; }

    /// <summary>True if it takes a line of the form for itself.</summary>
    public bool IsWide { get; init; }
}

/// <summary>An intention that the workbench has a form for. Immutable.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">What one wants.</param>
/// <param name="Fields">Its form.</param>
/// <param name="Write">Writes the rows; what is filled in is checked where it is read.</param>
public sealed record Intention(string Name, Text Title, ImmutableArray<IntentionField> Fields, Func<Filled, TechnicalChange> Write);

/// <summary>What is filled in cannot be used: said at its field.</summary>
/// <param name="name">Name of the field.</param>
/// <param name="text">What is wrong with it, and what to write.</param>
#pragma warning disable CA1032 // A field and a text, always.
public sealed class FieldException(string name, Text text) : Exception(text.ToString())
#pragma warning restore
{
    /// <summary>Name of the field.</summary>
    public string Field => name;

    /// <summary>What is wrong with it, and what to write.</summary>
    public Text Text => text;
}

/// <summary>The form of an intention as it is filled in, read against a set.</summary>
/// <param name="set">The set, with what is proposed before.</param>
/// <param name="texts">What stands in the fields.</param>
public sealed class Filled(DefinitionSet set, IReadOnlyDictionary<string, string> texts)
{
    internal DefinitionSet Set => set;

    internal ChangeDraft Draft => new(set);

    /// <summary>A text, blank or not.</summary>
    internal string Text(string field) => texts.GetValueOrDefault(field, "").Trim();

    /// <summary>A text that must be there.</summary>
    internal string Needed(string field) => Text(field) is { Length: > 0 } text ? text : throw Refuse(field, "fill this in");

    /// <summary>A group that the set has.</summary>
    internal string Drg(string field) => Needed(field).ToUpperInvariant() is var drg && set.Index.HasDrg(drg)
        ? drg
        : throw Refuse(field, $"{set.Version.Id} has no DRG {drg}");

    /// <summary>A group, known or new.</summary>
    internal string DrgCode(string field) => Needed(field).ToUpperInvariant() is { Length: <= 6 } drg && drg.All(char.IsAsciiLetterOrDigit)
        ? drg
        : throw Refuse(field, "at most six letters and digits");

    /// <summary>A group that the set lacks.</summary>
    internal string NewDrg(string field)
    {
        var drg = DrgCode(field);
        return set.Index.HasDrg(drg) ? throw Refuse(field, $"{set.Version.Id} has a DRG {drg} already") : drg;
    }

    /// <summary>Codes, all of which the set knows.</summary>
    internal T[] Codes<T>(string field, Func<string, T> parse, Func<T, bool> isKnown, Text kind)
    {
        var codes = TypedWords.Split(Needed(field)).Select(text => (Text: text, Code: parse(text))).ToList();
        string[] unknown = [.. codes.Where(code => !isKnown(code.Code)).Select(code => code.Text)];
        return unknown.Length == 0
            ? [.. codes.Select(code => code.Code)]
            : throw Refuse(field, $"{set.Version.Id} has no {kind} {string.Join(", ", unknown.Take(10)):unknown}");
    }

    /// <summary>A cell of a condition that grouping can read; blank if it may be.</summary>
    internal static string Condition(string field, RuleColumn column, string text)
    {
        var cell = ChangeTable.Normalise(column.Name, text);
        var rule = new RuleRow
        {
            Ord = "1",
            Id = "1",
            Drg = "1",
            Conditions = [.. RuleColumn.All.Select(each => each == column ? cell : "")],
        };
        return CompiledDefinition.Compile(new(new() { Id = "cell" }, [rule])).Issues.IsEmpty
            ? cell
            : throw Refuse(
                field, $"{cell} cannot be read in the column {column.Name:column}; it contains {Intentions.Holds(column):holds}");
    }

    /// <summary>Conditions of a rule, as <c>mdc=06 or_proc=S</c>, each column once.</summary>
    internal Dictionary<RuleColumn, string> Conditions(string field)
    {
        var conditions = new Dictionary<RuleColumn, string>();
        foreach (var condition in TypedWords.Split(Needed(field)))
        {
            if (condition.Split('=', 2) is not [var name, { Length: > 0 } cell] || RuleColumn.Of(name) is not { } column
                || !conditions.TryAdd(column, Condition(field, column, cell)))
                throw Refuse(field, $"{condition}: give a column and its cell, such as mdc=06, each column once");
        }

        return conditions;
    }

    /// <summary>The exception that says at a field what is wrong with it.</summary>
    /// <param name="field">Name of the field.</param>
    /// <param name="text">What is wrong with it, and what to write.</param>
    public static FieldException Refuse(string field, Text text) => new(field, text);
}
