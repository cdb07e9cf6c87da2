using System.Collections.Immutable;
using System.Globalization;
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
/// <param name="Specialty">Specialty; missing where the group decides.</param>
/// <param name="SpecialtyFrom">Where it comes from.</param>
public readonly record struct ContactForm(CareForm CareForm, FactSource CareFormFrom, Specialty Specialty, FactSource SpecialtyFrom)
{
    /// <summary>What is given, and where nothing is what care days say.</summary>
    public static ContactForm Of(CareForm given, FactSource from, Duration duration, Specialty specialty, FactSource specialtyFrom) => given != CareForm.ByDates
        ? new(given, from, specialty, specialtyFrom)
        : new(duration.Days > 0 ? CareForm.Inpatient : CareForm.Outpatient, FactSource.Derived, specialty, specialtyFrom);
}

/// <summary>
/// A column of results. The one list of them, from which files, JSON and the OpenAPI document are made: adding a column is adding an entry here.
/// Immutable.
/// </summary>
public sealed record ResultColumn
{
    private static readonly string[] CareForms = [.. Enum.GetValues<CareForm>().Select(form => form.Word)];
    private static readonly string[] Specialties = [.. Enum.GetValues<Specialty>().Select(specialty => specialty.Word)];

    private ResultColumn(string name, string field, string meaning, ResultValue value = ResultValue.Text) => (Name, Field, Meaning, Value) = (name, field, meaning, value);

    /// <summary>Name in files.</summary>
    public string Name { get; }

    /// <summary>Name in JSON; empty where JSON has it once for all contacts, or in another form.</summary>
    public string Field { get; }

    /// <summary>What it is.</summary>
    public string Meaning { get; }

    /// <summary>What its values are in JSON.</summary>
    public ResultValue Value { get; }

    /// <summary>Its value, where the rule alone decides it; null where the contact does.</summary>
    internal Func<CompiledDefinition, GroupTraits, int, string>? OfRule { get; private init; }

    /// <summary>Its value, where the contact decides it.</summary>
    internal Func<GroupTraits, GroupingResult, ContactForm, string>? OfContact { get; private init; }

    /// <summary>Its value for care that NordDRG does not describe, which has no group.</summary>
    internal Func<ContactForm, string>? OfOutside { get; private init; }

    /// <summary>The column of issues, which every file has last.</summary>
    public static ResultColumn Issue { get; } = new("issue", "", "Codes of what was wrong or odd.");

    /// <summary>All columns that every result has, in their order; <see cref="Issue"/> is last in files.</summary>
    public static ImmutableArray<ResultColumn> All { get; } =
    [
        Rule("drg", "drg", "National group.", (definition, _, rank) => definition.Set.Rules[rank].Drg),
        Rule("drg_name", "name", "Its name.", (definition, _, rank) => definition.DrgNameOf(rank).Text.ToString()),
        Rule("drg_mdc", "drgMdc", "MDC of the group.", (definition, _, rank) => definition.DrgNameOf(rank).Mdc ?? ""),
        Contact("mdc", "mdc", "MDC of the contact.", (_, result, _) => result.Mdc),
        Rule("rtc", "returnCode", "Return code; 0 where nothing was wrong.", (definition, _, rank) => definition.Set.Rules[rank].ReturnCode.ToString()),
        Contact("cc", "level", "Complication level: 0, 1 or 2.", (_, result, _) => result.ComplicationLevel.ToString(CultureInfo.InvariantCulture), ResultValue.Number),
        Rule("kind", "kind", "procedure where every rule of the group demands a procedure, otherwise conservative.", (definition, traits, rank) => Trait(definition, traits, rank).Kind == GroupKind.Procedure ? "procedure" : "conservative"),
        Rule("surgery", "surgery", "surgical where every rule of the group demands an operation, otherwise medical.", (definition, traits, rank) => Trait(definition, traits, rank).IsSurgical ? "surgical" : "medical"),
        Rule("day_surgery", "daySurgery", "Whether the group counts as day surgery: by the list beside the set, otherwise by the rules.", (definition, traits, rank) => Trait(definition, traits, rank).IsDaySurgery ? "yes" : "no", ResultValue.Flag),
        Contact("care_form", "careForm", "inpatient, outpatient, primary or outside.", (_, _, form) => CareForms[(int)form.CareForm]) with { OfOutside = form => CareForms[(int)form.CareForm] },
        Contact("care_form_from", "careFormFrom", "Where the care form comes from: column, layout, or derived from care days.", (_, _, form) => Word(form.CareFormFrom)) with { OfOutside = form => Word(form.CareFormFrom) },
        Contact("specialty", "specialty", "somatic or psychiatric.", (traits, result, form) => Specialties[(int)SpecialtyOf(traits, result, form)]) with { OfOutside = form => Specialties[(int)form.Specialty] },
        Contact("specialty_from", "specialtyFrom", "Where the specialty comes from: column, layout, or derived from the MDC of the group.", (_, _, form) => Word(form.SpecialtyFrom)),
        Rule("ord", "ord", "Order of the rule.", (definition, _, rank) => definition.Set.Rules[rank].Ord),
        Rule("rule_id", "rule", "Id of the rule.", (definition, _, rank) => definition.Set.Rules[rank].Id),
        Rule("set", "", "Id of the definition set.", (definition, _, _) => definition.Set.Version.Id),
        Issue,
    ];

    /// <summary>The column of weights, where there is a list.</summary>
    public static ResultColumn Weight { get; } = new("weight", "", "Weight of the group; 0 for a visit that is part of an inpatient stay.");

    /// <summary>The column of the weight list, where lists are chosen by date.</summary>
    public static ResultColumn WeightList { get; } = new("weight_list", "", "Name of the weight list.");

    /// <summary>The column of that name that a contact can be told apart by; null where there is none.</summary>
    internal static ResultColumn? Find(string name) => All.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && column != Issue);

    /// <summary>Its value for a result.</summary>
    internal string Of(CompiledDefinition definition, GroupTraits traits, in GroupingResult result, in ContactForm form) =>
        OfRule?.Invoke(definition, traits, result.Rank) ?? OfContact?.Invoke(traits, result, form) ?? "";

    private static ResultColumn Rule(string name, string field, string meaning, Func<CompiledDefinition, GroupTraits, int, string> of, ResultValue value = ResultValue.Text) =>
        new(name, field, meaning, value) { OfRule = of };

    private static ResultColumn Contact(string name, string field, string meaning, Func<GroupTraits, GroupingResult, ContactForm, string> of, ResultValue value = ResultValue.Text) =>
        new(name, field, meaning, value) { OfContact = of };

    private static GroupTrait Trait(CompiledDefinition definition, GroupTraits traits, int rank) => traits.Of(definition.Set.Rules[rank].Drg);

    private static Specialty SpecialtyOf(GroupTraits traits, in GroupingResult result, in ContactForm form) =>
        form.Specialty != Specialty.Missing ? form.Specialty : traits.Of(result.Drg).IsPsychiatric ? Specialty.Psychiatric : Specialty.Somatic;

    private static string Word(FactSource source) => source switch { FactSource.Column => "column", FactSource.Layout => "layout", _ => "derived" };
}
