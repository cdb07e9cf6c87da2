using System.Collections.Immutable;

namespace Gruppera.Workflows;

/// <summary>Issues of operations on files, and of technical changes. The list of all codes with explanations stands in docs/issues.md;
/// a test holds the two together.</summary>
public static class WorkflowIssues
{
    private static readonly IssueCatalogue Catalogue = new();

    /// <summary>All of them, in order of their ids.</summary>
    public static ImmutableArray<IssueCode> All => Catalogue.All;

    /// <summary>A row of a joined file whose key no contact has.</summary>
    public static readonly IssueCode OrphanRow = Catalogue.Warning("GRP3010",
        "no contact has the key of this row, so it was left out", "Send the contact it belongs to, or remove the row.");

    /// <summary>Two contacts with one key.</summary>
    public static readonly IssueCode DuplicateKey = Catalogue.Warning("GRP3011",
        "an earlier contact has the same key, so this one got no codes and no cost", "Give each contact a key of its own.");

    /// <summary>Contacts of a year that the price index lacks.</summary>
    public static readonly IssueCode YearWithoutIndex = Catalogue.Error("GRP4110",
        "the price index lacks the year, so its contacts were left out", "Add the year to the index, or read the file without it.",
        recoverable: true);

    /// <summary>Contacts whose costs are of another year than the list is made from.</summary>
    public static readonly IssueCode OtherCostYear = Catalogue.Information("GRP4113",
        "the costs are of another year than the list is based on, so the contacts were left out",
        "Nothing, if that is intended; otherwise check the kind of list and its years.");

    /// <summary>Rows of a file of costs that belong to no contact.</summary>
    public static readonly IssueCode CostOfNobody = Catalogue.Warning("GRP4116",
        "rows of the file of costs have an id that no contact has, and were not used",
        "Check that both files are of the same contacts and have the same ids.");

    /// <summary>A weight list that knows few of a file's groups.</summary>
    public static readonly IssueCode FewWeights = Catalogue.Warning("GRP4117",
        "the list has a weight for fewer than all of the contacts",
        "Use the list that belongs to the definition set; indices are of the contacts that have a weight.");

    /// <summary>Contacts of a year that no weight list was named for.</summary>
    public static readonly IssueCode YearWithoutList = Catalogue.Error("GRP4118",
        "no weight list was named for the year, so its contacts have no weight", "Name a list for the year, or leave its contacts out.",
        recoverable: true);

    /// <summary>Periods that are weighed by different lists.</summary>
    public static readonly IssueCode SeveralLists = Catalogue.Information("GRP4119",
        "the contacts are weighed by different lists, so part of a change in casemix is a change of weights",
        "Nothing, if that is intended; one list for both periods shows the change in casemix alone.");

    /// <summary>A list that length of stay is asked of, without limits of care days.</summary>
    public static readonly IssueCode NoDaysLimits = Catalogue.Warning("GRP4120",
        "the weight list has no limits of care days, so no contact is an outlier by it",
        "Use a list with limits of care days, or set limits by a rule of trimming.");

    /// <summary>A group without a weight.</summary>
    public static readonly IssueCode NoWeight = Catalogue.Warning("GRP4302",
        "the weight list lacks the group, so its contacts have no points",
        "Use the list that belongs to the definition set, or state in the rules how such contacts are paid.");

    /// <summary>A line of a plan that cannot be read.</summary>
    public static readonly IssueCode UnreadablePlan = Catalogue.Error("GRP4501",
        "the row of the plan lacks its DRG, its number of contacts, or a month such as 2025-03",
        "Correct the row; a plan begins with a header that has drg and contacts.", recoverable: true);

    /// <summary>A row of a plan of growth that cannot be read.</summary>
    public static readonly IssueCode UnreadableGrowth = Catalogue.Error("GRP4502",
        "the row of the plan lacks a growth from -100 to 1000 per cent, or its age is no band of years such as 65-79 or 80-",
        "Correct the row; its contacts do not grow until then.", recoverable: true);

    /// <summary>Contacts that belong to no population group of a plan of growth.</summary>
    public static readonly IssueCode WithoutGrowth = Catalogue.Warning("GRP4503",
        "contacts belong to no population group of the plan and are planned as many as they were",
        "Add a row for them; a row with only a growth is for all that are left.");

    /// <summary>A base of more than a year.</summary>
    public static readonly IssueCode BaseOfYears = Catalogue.Warning("GRP4504",
        "the contacts of the base are of more than a year, so what grows from them is planned for as long a time",
        "Give the contacts of one year, or leave the others out by a rule of exclusion.");

    /// <summary>A sheet of a technical change that is no table.</summary>
    public static readonly IssueCode NoChangeTable = Catalogue.Error("GRP6001",
        "the sheet is not a definition table of a technical change, or has no column IN/OUT",
        "Name it after its table and give each row IN or OUT.", recoverable: true);

    /// <summary>A column that a table of a change lacks.</summary>
    public static readonly IssueCode ChangeColumnMissing = Catalogue.Warning("GRP6002",
        "the sheet lacks a column of its table", "Add it; it was read as empty in every row.");

    /// <summary>A row of a change that neither leaves nor comes in.</summary>
    public static readonly IssueCode NoDirection = Catalogue.Error("GRP6003",
        "the row has neither IN nor OUT and was left out", "Write IN or OUT.", recoverable: true);

    /// <summary>A row that should leave and that the tables lack.</summary>
    public static readonly IssueCode NoSuchRow = Catalogue.Error("GRP6004",
        "the set has no such row to take out", "Copy the row from the set; the check shows how the most similar row differs.",
        recoverable: true);

    /// <summary>A row that should come in and is there.</summary>
    public static readonly IssueCode RowExists = Catalogue.Error("GRP6005",
        "the set, or another change, has the row already", "Leave it out, or remove the old row.", recoverable: true);

    /// <summary>Two changes of one row.</summary>
    public static readonly IssueCode ChangesConflict = Catalogue.Error("GRP6006",
        "two changes do different things to one row", "Combine them into one change.", recoverable: true);

    /// <summary>A value that a change gives to a code and that has no name.</summary>
    public static readonly IssueCode ChangedValueWithoutName = Catalogue.Error("GRP6007",
        "the value is in no name table", "Add an IN row to its name table, or correct the value.", recoverable: true);

    /// <summary>A code with two properties of a kind of which it may have one.</summary>
    public static readonly IssueCode SeveralOfAKind = Catalogue.Error("GRP6008",
        "the code would have several complication categories, or several properties ..X99 or ..K99", "Take the old row OUT.",
        recoverable: true);

    /// <summary>A surgical rule after conservative ones.</summary>
    public static readonly IssueCode SurgicalAfterConservative = Catalogue.Warning("GRP6009",
        "the surgical rule comes after a conservative rule of its MDC that takes operated contacts too",
        "Give it a lower ord, or limit the conservative rule with or_proc N or Z.");

    /// <summary>A surgical rule without its extra rule for general anaesthesia.</summary>
    public static readonly IssueCode LacksAnaesthesiaRule = Catalogue.Information("GRP6010",
        "procedures without OR 1 have the property too, and no later rule with 00X10 takes them under general anaesthesia",
        "Add the extra rule, unless it was left out on purpose.");

    /// <summary>A known problem that is about nothing in the set.</summary>
    public static readonly IssueCode ProblemOfNothing = Catalogue.Warning("GRP6012",
        "the known problem names a rule, a group or a code that the set lacks", "Correct the name, or import the list for its own set.");

    /// <summary>What is said of a change beside its rows cannot be read.</summary>
    public static readonly IssueCode UnknownAbout = Catalogue.Error("GRP6011",
        "what is said of the change has a field or a status that is not known",
        "Fields are title, motive, author, status and reference; a status is proposed, accepted, withdrawn or postponed.",
        recoverable: true);

    /// <summary>A property whose codes are not the same in two sets that should agree.</summary>
    public static readonly IssueCode PropertyListsDiffer = Catalogue.Warning("GRP6040",
        "two sets that should agree give the property to different codes", "Give it to the same codes in both, or say why they differ.");

    /// <summary>An exclusion list that is not the same in two sets that should agree.</summary>
    public static readonly IssueCode ExclusionListsOfSetsDiffer = Catalogue.Warning("GRP6041",
        "two sets that should agree have different codes on the exclusion list", "Make the lists the same, or say why they differ.");

    /// <summary>Codes that only one of two sets has that should agree.</summary>
    public static readonly IssueCode CodesOfOneSet = Catalogue.Warning("GRP6042",
        "only one of two sets that should agree has the codes", "Add them to the other set, unless they are national codes.");

    /// <summary>A rule that is not the same in two sets that should agree.</summary>
    public static readonly IssueCode RulesOfSetsDiffer = Catalogue.Warning("GRP6043",
        "two sets that should agree differ in the rule", "Make the rules the same, or say why they differ.");

    /// <summary>A complication category that two sets activate by different properties.</summary>
    public static readonly IssueCode ActivatorsDiffer = Catalogue.Warning("GRP6044",
        "two sets that should agree activate the complication category by different properties", "Make the rows the same.");

    /// <summary>A point of meaning that two sets are read differently in.</summary>
    public static readonly IssueCode OptionsDiffer = Catalogue.Warning("GRP6045",
        "two sets that should agree are read differently in a point of meaning", "Check the readme table of both.");
}
