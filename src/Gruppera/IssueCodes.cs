using System.Collections.Immutable;

namespace Gruppera;

/// <summary>Issues that the engine finds, and those that both files and costs have.
/// The list of all codes with explanations stands in docs/issues.md; a test holds the two together.</summary>
public static class IssueCodes
{
    private static readonly IssueCatalogue Catalogue = new();

    /// <summary>All of them, in order of their ids.</summary>
    public static ImmutableArray<IssueCode> All => Catalogue.All;

    /// <summary>A condition that cannot be read.</summary>
    public static readonly IssueCode UnreadableCondition = Catalogue.Error("GRP2002",
        "the condition cannot be read, so the rule can never hold", "Correct the cell.", recoverable: true);

    /// <summary>A rule names a value that no table knows.</summary>
    public static readonly IssueCode UnknownValueInRule = Catalogue.Warning("GRP2003",
        "the rule has a value that no code and no name table has", "Check the spelling of the value.");

    /// <summary>A code with several MDCs.</summary>
    public static readonly IssueCode SeveralMdcs = Catalogue.Warning("GRP2004",
        "the code has several MDCs or diagnosis categories", "The first row in file order was used; keep one.");

    /// <summary>MDC and category of a code disagree.</summary>
    public static readonly IssueCode MdcAgainstCategory = Catalogue.Warning("GRP2005",
        "the MDC row does not agree with the diagnosis category", "The category was used.");

    /// <summary>A DRG of a rule without a name.</summary>
    public static readonly IssueCode DrgWithoutName = Catalogue.Warning("GRP2008",
        "the DRG of the rule has no row in the name table", "Add the name; results show an empty name.");

    /// <summary>Two rules share one id.</summary>
    public static readonly IssueCode DuplicateRule = Catalogue.Warning("GRP2009",
        "two rules have the same id", "Give each its own; both are used in file order.");

    /// <summary>A complication category that is not in its table.</summary>
    public static readonly IssueCode UnknownComplication = Catalogue.Warning("GRP2010",
        "the complication category has no row in the category table", "Add the category or correct the value.");

    /// <summary>A value of a property without a meaning for its type.</summary>
    public static readonly IssueCode UnreadableValue = Catalogue.Warning("GRP2011",
        "the value has no meaning for its type of property and matches nothing", "Check the value.");

    /// <summary>A rule that earlier rules leave no contact.</summary>
    public static readonly IssueCode UnreachableRule = Catalogue.Warning("GRP2014",
        "earlier rules take every contact that meets the rule", "Move it before them, give it a condition of its own, or remove it.");

    /// <summary>A rule for complicated contacts after the same rule for all.</summary>
    public static readonly IssueCode ComplicatedAfterUncomplicated = Catalogue.Warning("GRP2015",
        "the rule comes after the same rule for less complication",
        "Put the higher level first; in the present order the rule never holds.");

    /// <summary>Conditions that rule one another out.</summary>
    public static readonly IssueCode ContradictoryConditions = Catalogue.Warning("GRP2016",
        "no contact can meet these conditions of the rule together", "Change one of them, or remove the rule.");

    /// <summary>A value that is asked for and that nothing gives.</summary>
    public static readonly IssueCode ValueWithoutCode = Catalogue.Warning("GRP2017",
        "no code has the value that is asked for", "Give it to the intended codes, or remove the condition.");

    /// <summary>A value that codes have and that does not affect grouping.</summary>
    public static readonly IssueCode UnusedValue = Catalogue.Information("GRP2018",
        "codes have the value but no rule or activation asks for it",
        "Nothing, if it is there for other uses; otherwise look for the missing rule.");

    /// <summary>Exclusion lists that ought to be the same.</summary>
    public static readonly IssueCode ExclusionListsDiffer = Catalogue.Warning("GRP2019",
        "the exclusion lists under C and G differ for the same category", "Make them the same; grouping uses both together.");

    /// <summary>An outpatient rule that takes the dead too.</summary>
    public static readonly IssueCode OutpatientRuleWithoutDischarge = Catalogue.Warning("GRP2020",
        "the outpatient rule does not ask for discharge N as others do",
        "Add discharge N if it should not take contacts that ended in death.");

    /// <summary>A code without any property among codes that have one in common.</summary>
    public static readonly IssueCode CodeWithoutProperties = Catalogue.Warning("GRP2021",
        "the code has no properties, but the codes next to it share some", "Give it the properties of its neighbours if it is new.");

    /// <summary>A code that lacks what its neighbours have in common.</summary>
    public static readonly IssueCode CodeUnlikeNeighbours = Catalogue.Information("GRP2022",
        "the code lacks a type of property that the codes next to it share", "Check whether it was forgotten.");

    /// <summary>A group of lower weight that takes contacts from one of higher weight.</summary>
    public static readonly IssueCode LowerWeightFirst = Catalogue.Information("GRP2023",
        "the rule takes contacts that meet a later rule of higher weight", "Check the order of the two rules.");

    /// <summary>An exclusion list that has a code and lacks some of its sub codes.</summary>
    public static readonly IssueCode SubCodesNotExcluded = Catalogue.Warning("GRP2030",
        "the code is on an exclusion list, and sub codes of it are not", "Add the sub codes to the list: they follow their code.");

    /// <summary>A diagnosis that its own complication category does not leave out.</summary>
    public static readonly IssueCode NotOnOwnList = Catalogue.Warning("GRP2031",
        "the diagnosis is not on the exclusion list of its own complication category, so the same disease complicates itself",
        "Add it to the list.");

    /// <summary>Complication levels that follow the fifth character in one code of a block and not in the next.</summary>
    public static readonly IssueCode LevelsDifferInBlock = Catalogue.Information("GRP2032",
        "the last digit changes the complication level in some codes of the block and not in others",
        "Give codes that differ in the last digit alone their levels in one way, or keep the difference if it is meant.");

    /// <summary>A rule about the principal diagnosis that does not ask for a valid one.</summary>
    public static readonly IssueCode PrincipalNotRequired = Catalogue.Warning("GRP2033",
        "the rule asks for an MDC, a category or a principal diagnosis property and, unlike others, not for + in icd",
        "Put + in icd; without it the rule takes contacts whose principal diagnosis is not valid.");

    /// <summary>A procedure with two OR values.</summary>
    public static readonly IssueCode SeveralOrValues = Catalogue.Warning("GRP2034",
        "the procedure has several OR values", "Keep one; grouping uses them all.");

    /// <summary>A code whose text says that it is gone and whose properties still count.</summary>
    public static readonly IssueCode InactiveCodeSteers = Catalogue.Information("GRP2035",
        "the text says that the code is no longer in use, but its properties affect grouping",
        "Nothing while old contacts are grouped; otherwise remove its properties, or correct the text.");

    /// <summary>Complication categories that share an exclusion list and differ in name.</summary>
    public static readonly IssueCode CategoriesShareList = Catalogue.Warning("GRP2036",
        "two complication categories have the same digits and other names, and share one exclusion list",
        "Give one of them digits of its own, or the same name if they are one.");

    /// <summary>A date that is no date.</summary>
    public static readonly IssueCode UnreadableDate = Catalogue.Error("GRP3004",
        "the date cannot be read", "Write dates as 2025-01-31 or 20250131, or give the format in a layout.", recoverable: true);

    /// <summary>Dates in the wrong order.</summary>
    public static readonly IssueCode DatesInWrongOrder = Catalogue.Error("GRP3005",
        "the dates are in the wrong order", "Check that birth comes before admission, and admission before discharge.", recoverable: true);

    /// <summary>A contact whose age nothing gives.</summary>
    public static readonly IssueCode AgeMissing = Catalogue.Error("GRP3012",
        "the age is missing",
        "Give the age in days, the date of birth with the date of admission or visit, the age in years, or the year of birth with " +
        "that date.",
        recoverable: true);

    /// <summary>A contact whose care days nothing gives, or an inpatient one without any.</summary>
    public static readonly IssueCode DurationMissing = Catalogue.Error("GRP3013",
        "the care days are missing",
        "Give care days (1 or more for inpatient care), the date of discharge, or a care form that is a visit.", recoverable: true);

    /// <summary>Ages more than one completed year apart.</summary>
    public static readonly IssueCode AgesDiffer = Catalogue.Warning("GRP3014",
        "two facts give ages more than one year apart",
        "Correct the wrong one. Days take precedence over the date of birth, that over years, years over the year of birth.");

    /// <summary>Care days that do not fit the dates or the care form.</summary>
    public static readonly IssueCode DurationsDiffer = Catalogue.Warning("GRP3015",
        "the number of care days differs by more than one day from the dates, less leave, or from the care form",
        "Correct the wrong one. Outpatient care has no care days; otherwise the number takes precedence over the dates.");

    /// <summary>An age or care days that nobody has, such as 999 years or a discharge in the year 9999.</summary>
    public static readonly IssueCode LongerThanALife = Catalogue.Error("GRP3016",
        "the age or the care days are more than 150 years",
        "Check the unit and the dates. A number or a date that stands for none, such as 999 or 9999-12-31, must be left blank.",
        recoverable: true);

    /// <summary>Cost on visits that led to unplanned admission.</summary>
    public static readonly IssueCode CostOfJoinedVisit = Catalogue.Warning("GRP4108",
        "visits that led to unplanned admission have costs of their own, which were left out", "Join them with their admissions first.");
}
