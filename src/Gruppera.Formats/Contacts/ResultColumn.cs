using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Grouping;
using Gruppera.Questions;

namespace Gruppera.Formats.Contacts;

/// <summary>What a value of a result is in JSON.</summary>
public enum ResultValue
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,
}

/// <summary>Care form and specialty of a contact, each with where it comes from. Immutable.</summary>
/// <param name="CareForm">Care form; never left to the dates.</param>
/// <param name="CareFormFrom">Where it comes from.</param>
/// <param name="Specialty">Specialty; missing if the group decides.</param>
/// <param name="SpecialtyFrom">Where it comes from.</param>
public readonly record struct CareSetting(CareForm CareForm, FactSource CareFormFrom, Specialty Specialty, FactSource SpecialtyFrom)
{
    /// <summary>What is given, and where nothing is what care days say.</summary>
    public static CareSetting Of(CareForm given, FactSource from, Duration duration, Specialty specialty, FactSource specialtyFrom) =>
        new(given.OrByDays(duration.Days), given == CareForm.ByDates ? FactSource.Derived : from, specialty, specialtyFrom);

    private static readonly int Forms = Enum.GetValues<CareForm>().Length;
    private static readonly int Specialties = Enum.GetValues<Specialty>().Length;
    private static readonly int Sources = Enum.GetValues<FactSource>().Length;

    /// <summary>All combinations there can be, each at its <see cref="Number"/>.</summary>
    public static IEnumerable<CareSetting> All =>
        from form in Enumerable.Range(0, Forms)
        from formFrom in Enumerable.Range(0, Sources)
        from specialty in Enumerable.Range(0, Specialties)
        from specialtyFrom in Enumerable.Range(0, Sources)
        select new CareSetting((CareForm)form, (FactSource)formFrom, (Specialty)specialty, (FactSource)specialtyFrom);

    /// <summary>Its place among <see cref="All"/>, the first being 0.</summary>
    public int Number =>
        (((((int)CareForm * Sources) + (int)CareFormFrom) * Specialties) + (int)Specialty) * Sources + (int)SpecialtyFrom;

    /// <summary>The setting with the specialty of the group, where none is given.</summary>
    /// <param name="trait">The group that the contact is in.</param>
    public CareSetting For(GroupTrait trait) =>
        Specialty != Specialty.Missing ? this : this with { Specialty = trait.IsPsychiatric ? Specialty.Psychiatric : Specialty.Somatic };
}

/// <summary>
/// A column of results. The one list of them, from which files, JSON and the OpenAPI document are made: adding a column is adding an entry
/// here. Immutable.
/// </summary>
public sealed class ResultColumn
{
    private static readonly string[] CareForms = [.. Enum.GetValues<CareForm>().Select(form => form.Word)];
    private static readonly string[] Specialties = [.. Enum.GetValues<Specialty>().Select(specialty => specialty.Word)];

    private ResultColumn(string name, string field, string meaning, ResultValue value = ResultValue.Text) =>
        (Name, Field, Meaning, Value) = (name, field, meaning, value);

    /// <summary>Name in files.</summary>
    public string Name { get; }

    /// <summary>Name in JSON; empty if JSON has it once for all contacts, or in another form.</summary>
    public string Field { get; }

    /// <summary>What it is.</summary>
    public string Meaning { get; }

    /// <summary>What its values are in JSON.</summary>
    public ResultValue Value { get; }

    /// <summary>Its value out of the rules, what is known of groups, and the rank of the rule; null where something else than the rule
    /// decides it.</summary>
    public Func<CompiledDefinition, GroupTraits, int, string>? OfRule { get; private init; }

    /// <summary>Its value out of care form and specialty; null where something else decides it. Care that NordDRG does not describe has
    /// only these.</summary>
    public Func<CareSetting, string>? OfForm { get; private init; }

    /// <summary>Its value out of the result of grouping; null where something else decides it.</summary>
    public Func<GroupingResult, string>? OfResult { get; private init; }

    /// <summary>The column of issues, which every file has last.</summary>
    public static ResultColumn Issue { get; } = new("issue", "", "Codes of what was wrong or odd.");

    /// <summary>The column of names of groups: in the language of the set, unless another is asked for.</summary>
    public static ResultColumn DrgName { get; } =
        Rule("drg_name", "name", "Its name.", (definition, _, rank) => definition.DrgNameOf(rank).Text.ToString());

    /// <summary>All columns that every result has, in their order; <see cref="Issue"/> is last in files.</summary>
    public static ImmutableArray<ResultColumn> All { get; } =
    [
        Rule("drg", "drg", "National group.", (definition, _, rank) => definition.Set.Rules[rank].Drg),
        DrgName,
        Rule("drg_mdc", "drgMdc", "MDC of the group.", (definition, _, rank) => definition.DrgNameOf(rank).Mdc ?? ""),
        Result("mdc", "mdc", "MDC of the contact.", result => result.Mdc),
        Rule("rtc", "returnCode", "Return code; 0 where nothing was wrong.", (definition, _, rank) =>
            definition.Set.Rules[rank].ReturnCode.ToString()),
        Result(
            "cc", "level", "Complication level: 0, 1 or 2.", result => result.ComplicationLevel switch { 0 => "0", 1 => "1", _ => "2" },
            ResultValue.Number),
        Rule(
            "kind", "kind", "procedure where every rule of the group demands a procedure, otherwise conservative.",
            (definition, traits, rank) => Trait(definition, traits, rank).Kind == GroupKind.Procedure ? "procedure" : "conservative"),
        Rule(
            "surgery", "surgery", "surgical where every rule of the group demands an operation, otherwise medical.",
            (definition, traits, rank) => Trait(definition, traits, rank).IsSurgical ? "surgical" : "medical"),
        Rule(
            "day_surgery", "daySurgery", "Whether the group counts as day surgery: by the list beside the set, otherwise by the rules.",
            (definition, traits, rank) => Trait(definition, traits, rank).IsDaySurgery ? "yes" : "no", ResultValue.Flag),
        Form("care_form", "careForm", "inpatient, outpatient, primary or outside.", form => CareForms[(int)form.CareForm]),
        Form("care_form_from", "careFormFrom", "Where the care form comes from: column, layout, or derived from care days.", form =>
            Word(form.CareFormFrom)),
        Form("specialty", "specialty", "somatic or psychiatric.", form => Specialties[(int)form.Specialty]),
        Form(
            "specialty_from", "specialtyFrom", "Where the specialty comes from: column, layout, or derived from the MDC of the group.",
            form => form.Specialty == Specialty.Missing ? "" : Word(form.SpecialtyFrom)),
        Rule("ord", "ord", "Order of the rule.", (definition, _, rank) => definition.Set.Rules[rank].Ord),
        Rule("rule_id", "rule", "Id of the rule.", (definition, _, rank) => definition.Set.Rules[rank].Id),
        Rule("set", "", "Id of the definition set.", (definition, _, _) => definition.Set.Version.Id),
        Issue,
    ];

    /// <summary>The column of weights, where there is a list.</summary>
    public static ResultColumn Weight { get; } = new("weight", "", "Weight of the group; 0 for a visit that is part of an inpatient stay.");

    /// <summary>The column of the weight list, where lists are chosen by date.</summary>
    public static ResultColumn WeightList { get; } = new("weight_list", "", "Name of the weight list.");

    /// <summary>The column of that name that a contact can be distinguished by; null if there is none.</summary>
    internal static ResultColumn? Find(string name) =>
        All.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && column != Issue);

    /// <summary>Its value for a result.</summary>
    internal string Of(CompiledDefinition definition, GroupTraits traits, in GroupingResult result, in CareSetting form) =>
        OfRule?.Invoke(definition, traits, result.Rank) ?? OfForm?.Invoke(form.For(traits.Of(result.Drg))) ?? OfResult?.Invoke(result)
            ?? "";

    private static ResultColumn Rule(
        string name, string field, string meaning, Func<CompiledDefinition, GroupTraits, int, string> of,
        ResultValue value = ResultValue.Text) =>
        new(name, field, meaning, value) { OfRule = of };

    private static ResultColumn Form(string name, string field, string meaning, Func<CareSetting, string> of) =>
        new(name, field, meaning) { OfForm = of };

    private static ResultColumn Result(string name, string field, string meaning, Func<GroupingResult, string> of, ResultValue value =
        ResultValue.Text) =>
        new(name, field, meaning, value) { OfResult = of };

    private static GroupTrait Trait(CompiledDefinition definition, GroupTraits traits, int rank) =>
        traits.Of(definition.Set.Rules[rank].Drg);

    private static string Word(FactSource source) =>
        source switch { FactSource.Column => "column", FactSource.Layout => "layout", _ => "derived" };
}
