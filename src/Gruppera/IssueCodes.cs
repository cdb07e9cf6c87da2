using System.Collections.Immutable;

namespace Gruppera;

/// <summary>Every kind of issue. GRP1xxx: the delivery and its files; GRP2xxx: the content of definition tables;
/// GRP3xxx: contacts; GRP4xxx: weights and costs; GRP5xxx: requests over HTTP. The list with explanations stands in docs/issues.md; a test holds the two together.</summary>
public static class IssueCodes
{
    private static readonly List<IssueCode> Codes = [];

    /// <summary>All codes, in order of their ids.</summary>
    public static ImmutableArray<IssueCode> All => [.. Codes.OrderBy(code => code.Id, StringComparer.Ordinal)];

    /// <summary>Nothing in the delivery looks like definition tables.</summary>
    public static readonly IssueCode NotADelivery = Error("GRP1001",
        "this is not a delivery of definition tables", "Give a folder, zip, JSON file or Excel workbook with the tables of docs/formats/deliveries.md.");

    /// <summary>A table that grouping needs is missing.</summary>
    public static readonly IssueCode TableMissing = Error("GRP1002",
        "a table that grouping needs is missing", "Get the complete delivery from its owner.");

    /// <summary>A table of names or texts is missing.</summary>
    public static readonly IssueCode NamesMissing = Warning("GRP1003",
        "a table of names or exclusions is missing", "Grouping works, but names stay empty or complications are not excluded.");

    /// <summary>Several files could be the same table.</summary>
    public static readonly IssueCode AmbiguousFile = Error("GRP1004",
        "several files could be this table and they differ", "Keep one of them, or choose which to use with --prefer.");

    /// <summary>Several files hold the same table with the same rows.</summary>
    public static readonly IssueCode IdenticalCopies = Information("GRP1005",
        "several files contain this table with the same rows", "The first one was read.");

    /// <summary>A file ends before its header says.</summary>
    public static readonly IssueCode TruncatedFile = Error("GRP1006",
        "the file is truncated or damaged", "Get the file again from its owner.");

    /// <summary>An archive that unpacks to more than is allowed.</summary>
    public static readonly IssueCode ArchiveTooLarge = Error("GRP1007",
        "the archive unpacks to more than is allowed and was refused", "Unpack it by hand if you trust it, and give the folder.");

    /// <summary>An archive entry whose path leaves the archive.</summary>
    public static readonly IssueCode PathOutsideArchive = Error("GRP1008",
        "a path in the archive leads out of its folder, so the archive was refused", "Do not use this archive; ask its sender.");

    /// <summary>A column that no schema knows.</summary>
    public static readonly IssueCode UnknownColumn = Information("GRP1009",
        "the column is unknown and was left out", "Nothing, if it does not affect grouping; otherwise report it.");

    /// <summary>A column that the table must have is missing.</summary>
    public static readonly IssueCode ColumnMissing = Error("GRP1010",
        "a column that the table must have is missing", "Compare the header with docs/formats/deliveries.md.");

    /// <summary>The declared code page cannot be right.</summary>
    public static readonly IssueCode WrongCodePage = Warning("GRP1011",
        "the texts do not fit the code page that the file declares", "The other code page was used; choose one with --code-page.");

    /// <summary>A file of a known table that could not be read in its format.</summary>
    public static readonly IssueCode UnreadableFile = Error("GRP1012",
        "the file could not be read in its format", "Open it in the program it comes from and save it again.");

    /// <summary>A file that belongs to no table.</summary>
    public static readonly IssueCode UnknownFile = Information("GRP1013",
        "the file belongs to no table and was left out", "Nothing, unless you expected a table here.");

    /// <summary>A Combined delivery needs a country.</summary>
    public static readonly IssueCode CountryNeeded = Error("GRP1014",
        "a Combined delivery contains several countries", "Choose one with --country.");

    /// <summary>A row whose fields do not fit the header.</summary>
    public static readonly IssueCode RaggedRow = Warning("GRP1015",
        "the row has another number of fields than the header", "Missing fields were read as empty; extra ones were left out.");

    /// <summary>A table of an imported set that is not as it was imported.</summary>
    public static readonly IssueCode ChangedAfterImport = Error("GRP1016",
        "the table was changed or removed after the import, so results would carry the hash of another table", "Import the delivery again with --replace.");

    /// <summary>More values than can be numbered.</summary>
    public static readonly IssueCode TooManyValues = Error("GRP1017",
        "the tables have more than 65 535 categories and properties", "Check that the columns vartype and varval contain what their names say.");

    /// <summary>A cell that affects grouping and holds an error, or a formula without its value.</summary>
    public static readonly IssueCode ErrorInCell = Error("GRP1018",
        "the cell holds an error of the spreadsheet, such as #N/A, or a formula without its value", "Open the workbook, let it calculate, correct the cell, and save it again.");

    /// <summary>A cell with a text or name that holds an error, or a formula without its value.</summary>
    public static readonly IssueCode ErrorInText = Warning("GRP1019",
        "the text is an error of the spreadsheet, such as #N/A, or a formula without its value", "Correct the cell; grouping does not ask for it, but the text is shown.");

    /// <summary>A number that a spreadsheet has rounded.</summary>
    public static readonly IssueCode RoundedNumber = Warning("GRP1020",
        "the number has more than 15 digits, and spreadsheets keep 15: the last ones are lost", "Store ids as texts, or take the file from before it went through a spreadsheet.");

    /// <summary>A column of a table of names, texts or test cases is missing.</summary>
    public static readonly IssueCode NameColumnMissing = Warning("GRP1021",
        "a table of names, texts or test cases lacks a column", "Grouping works, but what the column holds stays empty.");

    /// <summary>A rule without a DRG or order.</summary>
    public static readonly IssueCode RuleIncomplete = Error("GRP2001",
        "the rule lacks its DRG, or an order in digits", "Correct the row; the rule was left out.", recoverable: true);

    /// <summary>A condition that cannot be read.</summary>
    public static readonly IssueCode UnreadableCondition = Error("GRP2002",
        "the condition cannot be read, so the rule can never hold", "Correct the cell; see docs/formats/deliveries.md for the values of each column.", recoverable: true);

    /// <summary>A rule names a value that no table knows.</summary>
    public static readonly IssueCode UnknownValueInRule = Warning("GRP2003",
        "the rule has a value that no code and no name table has", "Check the spelling of the value.");

    /// <summary>A code with several MDCs.</summary>
    public static readonly IssueCode SeveralMdcs = Warning("GRP2004",
        "the code has several MDCs or diagnosis categories", "The first row in file order was used; keep one.");

    /// <summary>MDC and category of a code disagree.</summary>
    public static readonly IssueCode MdcAgainstCategory = Warning("GRP2005",
        "the MDC row does not agree with the diagnosis category", "The category was used.");

    /// <summary>A type of property that is not known.</summary>
    public static readonly IssueCode UnknownVartype = Warning("GRP2006",
        "the type of property is unknown and the row was left out", "Check the value in column vartype.");

    /// <summary>A code that cannot be a code.</summary>
    public static readonly IssueCode UnreadableCode = Warning("GRP2007",
        "the text cannot be a code and the row was left out", "Check the code.");

    /// <summary>A DRG of a rule without a name.</summary>
    public static readonly IssueCode DrgWithoutName = Warning("GRP2008",
        "the DRG of the rule has no row in the name table", "Add the name; results show an empty name.");

    /// <summary>Two rules share one id.</summary>
    public static readonly IssueCode DuplicateRule = Warning("GRP2009",
        "two rules have the same id", "Give each its own; both are used in file order.");

    /// <summary>A complication category that is not in its table.</summary>
    public static readonly IssueCode UnknownComplication = Warning("GRP2010",
        "the complication category has no row in the category table", "Add the category or correct the value.");

    /// <summary>A value of a property without a meaning for its type.</summary>
    public static readonly IssueCode UnreadableValue = Warning("GRP2011",
        "the value has no meaning for its type of property and matches nothing", "Check the value.");

    /// <summary>Several national groups for one Combined group.</summary>
    public static readonly IssueCode AmbiguousNationalDrg = Warning("GRP2012",
        "several national groups belong to this Combined group", "The first one was used.");

    /// <summary>A rule whose DRG is empty although it has the code of the Combined version.</summary>
    public static readonly IssueCode RuleWithoutDrg = Warning("GRP2013",
        "the rule has a Combined or local group but no DRG of its own", "Correct the row; contacts that meet it get an empty group.");

    /// <summary>A rule that earlier rules leave no contact.</summary>
    public static readonly IssueCode UnreachableRule = Warning("GRP2014",
        "earlier rules take every contact that meets the rule", "Move it before them, give it a condition of its own, or remove it.");

    /// <summary>A rule for complicated contacts after the same rule for all.</summary>
    public static readonly IssueCode ComplicatedAfterUncomplicated = Warning("GRP2015",
        "the rule comes after the same rule for less complication", "Put the higher level first; in the present order the rule never holds.");

    /// <summary>Conditions that rule one another out.</summary>
    public static readonly IssueCode ContradictoryConditions = Warning("GRP2016",
        "no contact can meet these conditions of the rule together", "Change one of them, or remove the rule.");

    /// <summary>A value that is asked for and that nothing gives.</summary>
    public static readonly IssueCode ValueWithoutCode = Warning("GRP2017",
        "no code has the value that is asked for", "Give it to the intended codes, or remove the condition.");

    /// <summary>A value that codes have and that does not affect grouping.</summary>
    public static readonly IssueCode UnusedValue = Information("GRP2018",
        "codes have the value but no rule or activation asks for it", "Nothing, if it is there for other uses; otherwise look for the missing rule.");

    /// <summary>Exclusion lists that ought to be the same.</summary>
    public static readonly IssueCode ExclusionListsDiffer = Warning("GRP2019",
        "the exclusion lists under C and G differ for the same category", "Make them the same; grouping uses both together.");

    /// <summary>An outpatient rule that takes the dead too.</summary>
    public static readonly IssueCode OutpatientRuleWithoutDischarge = Warning("GRP2020",
        "the outpatient rule does not ask for discharge N as others do", "Add discharge N if it should not take contacts that ended in death.");

    /// <summary>A code without any property among codes that have one in common.</summary>
    public static readonly IssueCode CodeWithoutProperties = Warning("GRP2021",
        "the code has no properties, but the codes next to it share some", "Give it the properties of its neighbours if it is new.");

    /// <summary>A code that lacks what its neighbours have in common.</summary>
    public static readonly IssueCode CodeUnlikeNeighbours = Information("GRP2022",
        "the code lacks a type of property that the codes next to it share", "Check whether it was forgotten.");

    /// <summary>A group of lower weight that takes contacts from one of higher weight.</summary>
    public static readonly IssueCode LowerWeightFirst = Information("GRP2023",
        "the rule takes contacts that meet a later rule of higher weight", "Check the order of the two rules.");

    /// <summary>Rows of a working table that are marked as not in use.</summary>
    public static readonly IssueCode NotInUse = Warning("GRP2024",
        "rows of the table are marked as not in use, and were left out", "Nothing, if the owner means so; otherwise remove the column, or mark the rows as in use.");

    /// <summary>A working table that marks no row at all as in use.</summary>
    public static readonly IssueCode NoneInUse = Warning("GRP2025",
        "the table has a column for rows in use but marks none, so all rows were read", "Ask the owner whether the table is meant to be used.");

    /// <summary>A row of contacts that is no row.</summary>
    public static readonly IssueCode UnreadableRow = Error("GRP3001",
        "the row cannot be read", "Correct its fields or quotes and group it again.", recoverable: true);

    /// <summary>An age that is no age.</summary>
    public static readonly IssueCode UnreadableAge = Error("GRP3002",
        "the age is not a whole number of 0 or more", "Give the age in days, in years, or the date of birth and of admission.", recoverable: true);

    /// <summary>A duration that is no duration.</summary>
    public static readonly IssueCode UnreadableDuration = Error("GRP3003",
        "the duration is not a whole number of 0 or more", "Give care days, 0 for an outpatient contact.", recoverable: true);

    /// <summary>A date that is no date.</summary>
    public static readonly IssueCode UnreadableDate = Error("GRP3004",
        "the date cannot be read", "Write dates as 2025-01-31 or 20250131, or give the format in a layout.", recoverable: true);

    /// <summary>Dates in the wrong order.</summary>
    public static readonly IssueCode DatesInWrongOrder = Error("GRP3005",
        "the dates are in the wrong order", "Check that birth comes before admission, and admission before discharge.", recoverable: true);

    /// <summary>No rule of the set holds.</summary>
    public static readonly IssueCode NoRuleHolds = Warning("GRP3006",
        "no rule of the set holds, so the last rule's group was given", "Report it to the owner of the definition set.");

    /// <summary>A value that the layout gives no meaning.</summary>
    public static readonly IssueCode UnmappedValue = Error("GRP3007",
        "the layout gives the value of this column no meaning", "Add it to \"values\" in the layout, or use \"*\" for all other values.", recoverable: true);

    /// <summary>A personal identity number that is none, in a row that gives age in no other way.</summary>
    public static readonly IssueCode UnreadablePersonalId = Error("GRP3008",
        "the personal identity number cannot be read and nothing else gives the age", "Write YYYYMMDDNNNN, or give a date of birth.", recoverable: true);

    /// <summary>A cost that is no number, or too large to be one.</summary>
    public static readonly IssueCode UnreadableCost = Error("GRP3009",
        "the cost is not a number, or is 10^12 or more", "Write it with a point or a comma before the decimals and nothing else.", recoverable: true);

    /// <summary>A row of a joined file whose key no contact has.</summary>
    public static readonly IssueCode OrphanRow = Warning("GRP3010",
        "no contact has the key of this row, so its codes were left out", "Send the contact it belongs to, or remove the row.");

    /// <summary>Two contacts with one key.</summary>
    public static readonly IssueCode DuplicateKey = Warning("GRP3011",
        "an earlier contact has the same key, so this one got no codes", "Give each contact a key of its own.");

    /// <summary>A contact whose age nothing gives.</summary>
    public static readonly IssueCode AgeMissing = Error("GRP3012",
        "the age is missing", "Give the age in days, the date of birth with the date of admission or visit, the age in years, or the year of birth with that date.", recoverable: true);

    /// <summary>A contact whose care days nothing gives, or an inpatient one without any.</summary>
    public static readonly IssueCode DurationMissing = Error("GRP3013",
        "the care days are missing", "Give care days (1 or more for inpatient care), the date of discharge, or a care form that is a visit.", recoverable: true);

    /// <summary>Ages more than one completed year apart.</summary>
    public static readonly IssueCode AgesDiffer = Warning("GRP3014",
        "two facts give ages more than one year apart", "Correct the wrong one. Days take precedence over the date of birth, that over years, years over the year of birth.");

    /// <summary>Care days that do not fit the dates or the care form.</summary>
    public static readonly IssueCode DurationsDiffer = Warning("GRP3015",
        "the number of care days differs by more than one day from the dates, less leave, or from the care form", "Correct the wrong one. Outpatient care has no care days; otherwise the number takes precedence over the dates.");

    /// <summary>A cell of a contact that holds an error of a spreadsheet.</summary>
    public static readonly IssueCode ErrorInContact = Error("GRP3020",
        "the cell holds an error of a spreadsheet, such as #N/A, or a formula without its value", "Open the file where it was made, let it calculate, and save it again.", recoverable: true);

    /// <summary>A row that the layout says is no contact.</summary>
    public static readonly IssueCode LeftOutByLayout = Information("GRP3030",
        "a condition of the layout (leave_out, keep) leaves the row out", "Change the condition if the row is a contact.");
    /// <summary>Care that NordDRG does not describe.</summary>
    public static readonly IssueCode OutsideNordDrg = Information("GRP3051",
        "NordDRG does not describe this care, so it has no group", "Count it in another way: care chains, continuous home care, self-care and contacts without patient have no weight.");

    /// <summary>A visit that led to unplanned admission, in a set that has no group for it or without XS100.</summary>
    public static readonly IssueCode PartOfStay = Warning("GRP3052",
        "the visit is part of an inpatient stay: it has weight 0 and is not a contact of its own", "Nothing, if its codes and cost are in the stay: gruppera episodes moves them there.");

    /// <summary>A contact whose date no set or list is for.</summary>
    public static readonly IssueCode NoSetForDate = Error("GRP3053",
        "no definition set is for the date of the contact, or it has no date", "Give a set for its year with --set-by-date.", recoverable: true);

    /// <summary>A weight that is no number.</summary>
    public static readonly IssueCode UnreadableWeight = Error("GRP4001",
        "the row lacks its DRG, or its weight is not a number of 0 or more, and was left out", "Correct the row of the weight list.", recoverable: true);

    /// <summary>Two weights for one group.</summary>
    public static readonly IssueCode SeveralWeights = Warning("GRP4002",
        "the list has another weight for this DRG", "The first one was used; keep one.");

    /// <summary>Limits too small to be kronor.</summary>
    public static readonly IssueCode LimitsInDays = Information("GRP4004",
        "no limit of the column is above 366, so they were read as care days, not as kronor", "Name the column after its unit: limit (kronor), limit (days).");

    /// <summary>A weight list without a header.</summary>
    public static readonly IssueCode NoWeightHeader = Error("GRP4003",
        "no row names a DRG column and a weight column", "Begin the list with a row such as DRG;Text;Weight.");

    /// <summary>A limit that is no number.</summary>
    public static readonly IssueCode UnreadableLimit = Error("GRP4005",
        "the limit is not a number, so the group has none", "Correct the row of the weight list; leave the cell blank for no limit.", recoverable: true);

    /// <summary>A number whose mark could part decimals or thousands.</summary>
    public static readonly IssueCode TwoReadings = Error("GRP4006",
        "the number can be read in two ways, so it was not read", "Give the decimal mark: --decimal point or --decimal comma.");

    /// <summary>A row of adjustments that lacks something.</summary>
    public static readonly IssueCode UnreadableAdjustment = Error("GRP4007",
        "the adjustment lacks its DRG, old or new weight, reason or name", "Give each row all of drg, old, new, reason and who.");

    /// <summary>An adjustment of a weight that is another.</summary>
    public static readonly IssueCode AdjustmentUnmet = Error("GRP4008",
        "the adjustment is for another weight than that of the list, so nothing was written", "Check the group and its old weight; the list has been computed again since.");

    /// <summary>A contact without a cost.</summary>
    public static readonly IssueCode MissingCost = Error("GRP4101",
        "the contact has no cost", "Give its cost, or leave it: the contact is counted but not used in figures of cost.", recoverable: true);

    /// <summary>A cost that is 0 or less.</summary>
    public static readonly IssueCode CostNotPositive = Error("GRP4102",
        "the cost is 0 or negative and was not used", "Correct the cost; credits belong to the contact that they concern.", recoverable: true);

    /// <summary>Costs with a decimal point and costs with a decimal comma.</summary>
    public static readonly IssueCode MixedDecimals = Warning("GRP4103",
        "some costs have a decimal point and others a decimal comma", "Check that neither separates thousands; both were read as decimal marks.");

    /// <summary>Costs in several currencies.</summary>
    public static readonly IssueCode MixedCurrencies = Error("GRP4104",
        "the costs are in several currencies", "Keep one currency, or convert the others first.");

    /// <summary>A contact without a group.</summary>
    public static readonly IssueCode NoGroup = Error("GRP4105",
        "the contact has no group and was left out", "See column issue for the reason, or group the file again.", recoverable: true);

    /// <summary>A group with too few contacts for a weight of its own, and nothing to borrow from.</summary>
    public static readonly IssueCode TooFewContacts = Warning("GRP4106",
        "the DRG has too few contacts and no weight could be borrowed", "Give a previous list, or set its weight by hand; its own mean is too uncertain.");

    /// <summary>A more complicated group that weighs less.</summary>
    public static readonly IssueCode WeightOutOfOrder = Warning("GRP4107",
        "the DRG weighs less than the less complicated one", "Check its contacts, or let the two share a weight (--restore-order).");

    /// <summary>Cost on visits that led to unplanned admission.</summary>
    public static readonly IssueCode CostOfJoinedVisit = Warning("GRP4108",
        "visits that led to unplanned admission have costs of their own, which were left out", "Join them with their admissions first: gruppera episodes.");

    /// <summary>A row of a price index that cannot be read.</summary>
    public static readonly IssueCode UnreadablePriceIndex = Error("GRP4109",
        "the level of the price index is not a number above 0, or the year occurs twice", "Correct the row: a year and a number.", recoverable: true);

    /// <summary>Contacts of a year that the price index lacks.</summary>
    public static readonly IssueCode YearWithoutIndex = Error("GRP4110",
        "the price index lacks the year, so its contacts were left out", "Add the year to the index, or read the file without it.", recoverable: true);

    /// <summary>A rule of exclusion that meets no contact.</summary>
    public static readonly IssueCode ExclusionMeetsNone = Warning("GRP4111",
        "the exclusion rule matched no contact", "Check its period, columns and values.");

    /// <summary>Groups of the set that the weight list lacks.</summary>
    public static readonly IssueCode DrgWithoutWeight = Information("GRP4112",
        "the list has no weight for some DRGs", "Nothing, if they are not in use; otherwise choose the list of the set.");

    /// <summary>Contacts whose costs are of another year than the list is made from.</summary>
    public static readonly IssueCode OtherCostYear = Information("GRP4113",
        "the costs are of another year than the list is based on, so the contacts were left out", "Nothing, if that is intended; otherwise see --kind, --year and --cost-year.");

    /// <summary>Groups that were to share a weight.</summary>
    public static readonly IssueCode NothingShared = Warning("GRP4114",
        "no two groups of the material match, so none share a weight", "Check the names of the groups.");

    /// <summary>Contacts that a rule with a period cannot be asked of.</summary>
    public static readonly IssueCode NoDateForRule = Warning("GRP4115",
        "the exclusion rule has a period and the contacts no date, so they were kept", "Give them a date, or leave the period out of the rule.");

    /// <summary>Rows of a file of costs that belong to no contact.</summary>
    public static readonly IssueCode CostOfNobody = Warning("GRP4116",
        "rows of the file of costs have an id that no contact has, and were not used", "Check that both files are of the same contacts and have the same ids.");

    /// <summary>A weight list that knows few of a file's groups.</summary>
    public static readonly IssueCode FewWeights = Warning("GRP4117",
        "the list has a weight for fewer than all of the contacts", "Use the list that belongs to the definition set; indices are of the contacts that have a weight.");

    /// <summary>A file of rules or plans that its schema does not allow.</summary>
    public static readonly IssueCode AgainstSchema = Error("GRP4301",
        "the file does not follow its schema", "Correct the value at this place; gruppera pay --schema and technology-gap --schema print the schemas.");

    /// <summary>A group without a weight.</summary>
    public static readonly IssueCode NoWeight = Warning("GRP4302",
        "the weight list lacks the group, so its contacts have no points", "Use the list that belongs to the definition set, or state in the rules how such contacts are paid.");

    /// <summary>A contact that no price holds for.</summary>
    public static readonly IssueCode NoPrice = Warning("GRP4303",
        "no price in the rules applies to the contacts, so nothing was paid for their groups", "Add a price, or one without conditions last.");

    /// <summary>A payment at actual cost without a cost.</summary>
    public static readonly IssueCode NoCostToPay = Warning("GRP4304",
        "the rules pay the actual cost but the contacts have none, so it counts as 0", "Give the cost of the contacts.");

    /// <summary>An amount of a contact that is no number.</summary>
    public static readonly IssueCode UnreadableAmount = Error("GRP4305",
        "the addition or fee is not an amount of kronor and counts as 0", "Write it with a point or a comma before the öre and nothing else.", recoverable: true);

    /// <summary>A unit that is asked for and not there.</summary>
    public static readonly IssueCode UnknownUnit = Error("GRP4401",
        "no contact belongs to the unit", "Choose one of the units, written as in the file.");

    /// <summary>A line of a plan that cannot be read.</summary>
    public static readonly IssueCode UnreadablePlan = Error("GRP4501",
        "the row of the plan lacks its DRG, its number of contacts, or a month such as 2025-03", "Correct the row; a plan begins with a header that has drg and contacts.", recoverable: true);

    /// <summary>A definition set that is not served.</summary>
    public static readonly IssueCode UnknownSet = Error("GRP5001",
        "there is no such definition set", "Choose one of GET /v1/sets.");

    /// <summary>A group that the set lacks.</summary>
    public static readonly IssueCode UnknownDrg = Error("GRP5002",
        "the definition set has no such DRG", "Choose one of GET /v1/sets/{set}/drgs.");

    /// <summary>A code that the set lacks.</summary>
    public static readonly IssueCode UnknownCode = Error("GRP5003",
        "the definition set has no such code", "Check the code, or search with GET /v1/sets/{set}/search.");

    /// <summary>A property that the set lacks.</summary>
    public static readonly IssueCode UnknownProperty = Error("GRP5004",
        "the definition set has no such property", "Check the value, or search with GET /v1/sets/{set}/search.");

    /// <summary>A rule that the set lacks.</summary>
    public static readonly IssueCode UnknownRule = Error("GRP5005",
        "the definition set has no such rule", "Give its id, or its place in the order.");

    /// <summary>A body that is not what its content type says.</summary>
    public static readonly IssueCode UnreadableBody = Error("GRP5006",
        "the body of the request cannot be read", "Send what the content type says: a contact, or a list of contacts.");

    /// <summary>More contacts than one request may have.</summary>
    public static readonly IssueCode TooManyContacts = Error("GRP5007",
        "the request has too many contacts", "Send fewer, or stream them as application/x-ndjson or text/csv.");

    /// <summary>A content type that the path does not take.</summary>
    public static readonly IssueCode UnsupportedMediaType = Error("GRP5008",
        "the path does not take this content type", "Send application/json; contacts to group also as application/x-ndjson or text/csv.");

    /// <summary>A body, or a line of a stream, that is too large.</summary>
    public static readonly IssueCode BodyTooLarge = Error("GRP5009",
        "the body of the request, or a line of it, is too large", "Send less, or stream contacts as application/x-ndjson or text/csv.", recoverable: true);

    /// <summary>More requests than one address may send.</summary>
    public static readonly IssueCode TooManyRequests = Error("GRP5010",
        "too many requests from this address", "Wait a second and send it again.", recoverable: true);

    /// <summary>A request that took too long to arrive.</summary>
    public static readonly IssueCode TimedOut = Error("GRP5011",
        "the request took too long", "Send it again, faster or in smaller parts.", recoverable: true);

    /// <summary>A field that no contact has.</summary>
    public static readonly IssueCode UnknownField = Error("GRP5012",
        "a contact has no such field", "Remove the field or correct its name; GET /openapi/v1.json lists them all.", recoverable: true);

    /// <summary>A value that a field cannot have.</summary>
    public static readonly IssueCode UnexpectedValue = Error("GRP5013",
        "the field cannot have such a value", "See GET /openapi/v1.json for the values of each field.", recoverable: true);

    /// <summary>More codes than a contact may have.</summary>
    public static readonly IssueCode TooManyCodes = Error("GRP5014",
        "the contact has too many codes", "Send only the codes of this contact.", recoverable: true);

    /// <summary>A parameter of the address that is missing or cannot be read.</summary>
    public static readonly IssueCode UnreadableParameter = Error("GRP5015",
        "the parameter is missing or cannot have this value", "See GET /openapi/v1.json for the parameters of each path.");

    /// <summary>A set without certification cases.</summary>
    public static readonly IssueCode NoCases = Error("GRP5016",
        "the definition set has no certification cases of its own", "Choose a set that has certification cases, or use gruppera certify --cases.");

    /// <summary>A path that is none of the API's.</summary>
    public static readonly IssueCode UnknownPath = Error("GRP5017",
        "there is no such path", "See GET /openapi/v1.json, or the page /api.");

    /// <summary>A method that the path does not take.</summary>
    public static readonly IssueCode WrongMethod = Error("GRP5018",
        "the path does not take this method", "See the header Allow.");

    /// <summary>A failure of the program.</summary>
    public static readonly IssueCode Failed = Error("GRP5019",
        "the program failed", "Report it, with what was asked and the version of the engine, but without patient data.");

    /// <summary>A sheet of a technical change that is no table.</summary>
    public static readonly IssueCode NoChangeTable = Error("GRP6001",
        "the sheet is not a definition table of a technical change, or has no column IN/OUT", "Name it after its table and give each row IN or OUT; gruppera change template writes an empty workbook.", recoverable: true);

    /// <summary>A column that a table of a change lacks.</summary>
    public static readonly IssueCode ChangeColumnMissing = Warning("GRP6002",
        "the sheet lacks a column of its table", "Add it; it was read as empty in every row.");

    /// <summary>A row of a change that neither leaves nor comes in.</summary>
    public static readonly IssueCode NoDirection = Error("GRP6003",
        "the row has neither IN nor OUT and was left out", "Write IN or OUT.", recoverable: true);

    /// <summary>A row that should leave and that the tables lack.</summary>
    public static readonly IssueCode NoSuchRow = Error("GRP6004",
        "the set has no such row to take out", "Copy the row from the set; the check shows how the most similar row differs.", recoverable: true);

    /// <summary>A row that should come in and is there.</summary>
    public static readonly IssueCode RowExists = Error("GRP6005",
        "the set, or another change, has the row already", "Leave it out, or remove the old row.", recoverable: true);

    /// <summary>Two changes of one row.</summary>
    public static readonly IssueCode ChangesConflict = Error("GRP6006",
        "two changes do different things to one row", "Combine them into one change.", recoverable: true);

    /// <summary>A value that a change gives to a code and that has no name.</summary>
    public static readonly IssueCode ChangedValueWithoutName = Error("GRP6007",
        "the value is in no name table", "Add an IN row to its name table, or correct the value.", recoverable: true);

    /// <summary>A code with two properties of a kind of which it may have one.</summary>
    public static readonly IssueCode SeveralOfAKind = Error("GRP6008",
        "the code would have several complication categories, or several properties ..X99 or ..K99", "Take the old row OUT.", recoverable: true);

    /// <summary>A surgical rule after conservative ones.</summary>
    public static readonly IssueCode SurgicalAfterConservative = Warning("GRP6009",
        "the surgical rule comes after a conservative rule of its MDC that takes operated contacts too", "Give it a lower ord, or limit the conservative rule with or_proc N or Z.");

    /// <summary>A surgical rule without its extra rule for general anaesthesia.</summary>
    public static readonly IssueCode LacksAnaesthesiaRule = Information("GRP6010",
        "procedures without OR 1 have the property too, and no later rule with 00X10 takes them under general anaesthesia", "Add the extra rule (gruppera change new rule writes it), unless it was left out on purpose.");

    private static IssueCode Error(string id, Text meaning, Text remedy, bool recoverable = false) => Add(id, IssueSeverity.Error, recoverable, meaning, remedy);

    private static IssueCode Warning(string id, Text meaning, Text remedy) => Add(id, IssueSeverity.Warning, true, meaning, remedy);

    private static IssueCode Information(string id, Text meaning, Text remedy) => Add(id, IssueSeverity.Information, true, meaning, remedy);

    private static IssueCode Add(string id, IssueSeverity severity, bool recoverable, Text meaning, Text remedy)
    {
        var code = new IssueCode(id, severity, recoverable, meaning, remedy);
        Codes.Add(code);
        return code;
    }
}
