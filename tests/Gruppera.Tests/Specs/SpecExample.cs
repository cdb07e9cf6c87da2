using System.Globalization;
using System.Runtime.CompilerServices;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Grouping;

namespace Gruppera.Tests.Specs;

/// <summary>One row of a table of examples: a contact, what it must give, and because of what.</summary>
internal sealed record SpecExample(string Name, DefinitionSet Set, CareContact Contact, IReadOnlyDictionary<string, string> Expected) : ISpecExample
{
    public const string TableName = "examples";

    private static readonly ConditionalWeakTable<DefinitionSet, CompiledDefinition> Compiled = [];
    private static readonly string[] ContactColumns = ["sex", "age", "duration", "discharge", "care_form", "diagnoses", "procedures"];

    /// <summary>Columns whose answer comes from the explanation of the contact.</summary>
    private static readonly Dictionary<string, Func<ContactExplanation, string>> Explanations = new()
    {
        ["influence"] = explanation => string.Join(", ", explanation.Codes.Select(code => $"{code.Code} {Word(code.Influence)}")),
        ["complications"] = explanation => string.Join(", ", explanation.Complications.Select(each => $"{each.Code} {Word(each.State)}")),
        ["siblings"] = explanation => string.Join(", ", explanation.Siblings.Select(sibling => sibling.Group.Drg)),
    };

    private static readonly Dictionary<string, Func<GroupingResult, string>> Results = new()
    {
        ["drg"] = result => result.Drg,
        ["drg_comb"] = result => result.CombinedDrg,
        ["drg_mdc"] = result => result.DrgMdc,
        ["rtc"] = result => result.ReturnCode.ToString(),
        ["cc"] = result => result.ComplicationLevel.ToString(CultureInfo.InvariantCulture),
        ["mdc"] = result => result.Mdc,
        ["rule"] = result => result.Rule.Id,
        ["held"] = result => result.RuleHeld ? "yes" : "no",
    };

    public static IEnumerable<SpecExample> From(SpecTable table, string file, string section, DefinitionSet set)
    {
        var place = $"{file} › {section}";
        if (table.Columns.FirstOrDefault(column => column != "because" && !ContactColumns.Contains(column) && !IsResult(column)) is { } unknown)
            throw new MalformedSpecException($"{place}: unknown column '{unknown}' of the examples");
        var results = table.Columns.Where(IsResult).ToList();
        if (results.Count == 0)
            throw new MalformedSpecException($"{place}: examples without a result");
        return table.Rows.Select((row, number) =>
        {
            var name = $"{place} › {number + 1}: {table.Cell(row, "because")}";
            if (results.Append("because").FirstOrDefault(column => table.Cell(row, column).Length == 0) is { } blank)
                throw new MalformedSpecException($"{name}: '{blank}' is blank; write none where an empty result is meant");
            return new SpecExample(name, set, ReadContact(column => table.Cell(row, column), name), results.ToDictionary(column => column, column => table.Cell(row, column)));
        }).ToList();
    }

    /// <summary>Groups the contact with both matchers and compares every result that the row states.</summary>
    public void Run()
    {
        var definition = Compiled.GetValue(Set, CompiledDefinition.Compile);
        foreach (var matcher in Enum.GetValues<Matcher>())
        {
            var grouper = new Grouper(definition, matcher);
            var result = grouper.Group(Contact);
            var explanation = new Lazy<ContactExplanation>(() => new Explainer(grouper).Explain(Contact));
            Assert.Equal(Line(column => Expected[column]), Line(column => Answer(column) is { Length: > 0 } text ? text : "none"));

            string Answer(string column) => Results.TryGetValue(column, out var of) ? of(result) : Explanations[column](explanation.Value);

            string Line(Func<string, string> value) =>
                $"{matcher}: {string.Join(", ", Expected.Keys.Select(column => $"{column} {value(column)}"))}";
        }
    }

    private static bool IsResult(string column) => Results.ContainsKey(column) || Explanations.ContainsKey(column);

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    private static CareContact ReadContact(Func<string, string> cell, string place)
    {
        return new()
        {
            Sex = cell("sex") switch { "M" => Sex.Male, "F" => Sex.Female, "" => Sex.Missing, var other => throw Unreadable("sex", other) },
            Age = new(Days("age")),
            Duration = new(Days("duration")),
            Discharge = cell("discharge") switch
            {
                "" or "N" or "H" => DischargeMode.Alive,
                "E" => DischargeMode.Dead,
                "R" => DischargeMode.Transferred,
                "L" => DischargeMode.LeftAgainstAdvice,
                var other => throw Unreadable("discharge", other),
            },
            CareForm = cell("care_form") is { Length: > 0 } form ? CareForm.TryRead(form, out var careForm) ? careForm : throw Unreadable("care_form", form) : CareForm.ByDates,
            Diagnoses = [.. Codes("diagnoses").Select(code => Diagnosis.Parse(code))],
            Procedures = [.. Codes("procedures").Select(code => ProcedureCode.Parse(code))],
        };

        string[] Codes(string column) => cell(column) is { Length: > 0 } text ? text.Split(',') : [];

        int Days(string column) => cell(column) is var text && text.Length == 0 ? 0
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days
            : throw Unreadable(column, text);

        MalformedSpecException Unreadable(string column, string text) => new($"{place}: {column} '{text}' cannot be read");
    }
}
