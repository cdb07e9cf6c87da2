using System.Collections.Immutable;

namespace Gruppera.Formats;

/// <summary>Issues of deliveries, files and requests as files have them. The list of all codes with explanations stands in docs/issues.md;
/// a test holds the two together.</summary>
public static class FormatIssues
{
    private static readonly IssueCatalogue Catalogue = new();

    /// <summary>All of them, in order of their ids.</summary>
    public static ImmutableArray<IssueCode> All => Catalogue.All;

    /// <summary>Nothing in the delivery looks like definition tables.</summary>
    public static readonly IssueCode NotADelivery = Catalogue.Error("GRP1001",
        "this is not a delivery of definition tables", "Give a folder, zip, JSON file or Excel workbook with definition tables.");

    /// <summary>A table that grouping needs is missing.</summary>
    public static readonly IssueCode TableMissing = Catalogue.Error("GRP1002",
        "a table that grouping needs is missing", "Get the complete delivery from its owner.");

    /// <summary>A table of names or texts is missing.</summary>
    public static readonly IssueCode NamesMissing = Catalogue.Warning("GRP1003",
        "a table of names or exclusions is missing", "Grouping works, but names stay empty or complications are not excluded.");

    /// <summary>Several files could be the same table.</summary>
    public static readonly IssueCode AmbiguousFile = Catalogue.Error("GRP1004",
        "several files could be this table and they differ", "Keep one of them, or choose which to use.");

    /// <summary>Several files hold the same table with the same rows.</summary>
    public static readonly IssueCode IdenticalCopies = Catalogue.Information("GRP1005",
        "several files contain this table with the same rows", "The first one was read.");

    /// <summary>A file ends before its header says.</summary>
    public static readonly IssueCode TruncatedFile = Catalogue.Error("GRP1006",
        "the file is truncated or damaged", "Get the file again from its owner.");

    /// <summary>An archive that unpacks to more than is allowed.</summary>
    public static readonly IssueCode ArchiveTooLarge = Catalogue.Error("GRP1007",
        "the archive unpacks to more than is allowed and was refused", "Unpack it by hand if you trust it, and give the folder.");

    /// <summary>An archive entry whose path leaves the archive.</summary>
    public static readonly IssueCode PathOutsideArchive = Catalogue.Error("GRP1008",
        "a path in the archive leads out of its folder, so the archive was refused", "Do not use this archive; ask its sender.");

    /// <summary>A column that no schema knows.</summary>
    public static readonly IssueCode UnknownColumn = Catalogue.Information("GRP1009",
        "the column is unknown and was left out", "Nothing, if it does not affect grouping; otherwise report it.");

    /// <summary>A column that the table must have is missing.</summary>
    public static readonly IssueCode ColumnMissing = Catalogue.Error("GRP1010",
        "a column that the table must have is missing", "Compare the header with that of a complete delivery.");

    /// <summary>The declared code page cannot be right.</summary>
    public static readonly IssueCode WrongCodePage = Catalogue.Warning("GRP1011",
        "the texts do not fit the code page that the file declares", "The other code page was used; choose one if the texts are wrong.");

    /// <summary>A file of a known table that could not be read in its format.</summary>
    public static readonly IssueCode UnreadableFile = Catalogue.Error("GRP1012",
        "the file could not be read in its format", "Open it in the program it comes from and save it again.");

    /// <summary>A file that belongs to no table.</summary>
    public static readonly IssueCode UnknownFile = Catalogue.Information("GRP1013",
        "the file belongs to no table and was left out", "Nothing, unless you expected a table here.");

    /// <summary>A Combined delivery needs a country.</summary>
    public static readonly IssueCode CountryNeeded = Catalogue.Error("GRP1014",
        "a Combined delivery contains several countries", "Choose one of them.");

    /// <summary>A row whose fields do not fit the header.</summary>
    public static readonly IssueCode RaggedRow = Catalogue.Warning("GRP1015",
        "the row has another number of fields than the header", "Missing fields were read as empty; extra ones were left out.");

    /// <summary>A table of an imported set that is not as it was imported.</summary>
    public static readonly IssueCode ChangedAfterImport = Catalogue.Error("GRP1016",
        "the table was changed or removed after the import, so results would carry the hash of another table",
        "Import the delivery again, in place of the set.");

    /// <summary>More values than can be numbered.</summary>
    public static readonly IssueCode TooManyValues = Catalogue.Error("GRP1017",
        "the tables have more than 65 535 categories and properties",
        "Check that the columns vartype and varval contain what their names say.");

    /// <summary>A cell that affects grouping and holds an error, or a formula without its value.</summary>
    public static readonly IssueCode ErrorInCell = Catalogue.Error("GRP1018",
        "the cell has an error of the spreadsheet, such as #N/A, or a formula without its value",
        "Open the workbook, let it calculate, correct the cell, and save it again.");

    /// <summary>A cell with a text or name that holds an error, or a formula without its value.</summary>
    public static readonly IssueCode ErrorInText = Catalogue.Warning("GRP1019",
        "the text is an error of the spreadsheet, such as #N/A, or a formula without its value",
        "Correct the cell; grouping does not ask for it, but the text is shown.");

    /// <summary>A number that a spreadsheet has rounded.</summary>
    public static readonly IssueCode RoundedNumber = Catalogue.Warning("GRP1020",
        "the number has more than 15 digits, and spreadsheets keep 15: the last ones are lost",
        "Store ids as texts, or use the file as it was before the spreadsheet.");

    /// <summary>A column of a table of names, texts or test cases is missing.</summary>
    public static readonly IssueCode NameColumnMissing = Catalogue.Warning("GRP1021",
        "a table of names, texts or test cases lacks a column", "Grouping works, but the contents of the column stay empty.");

    /// <summary>A column of points in time, whose day depends on the time zone.</summary>
    public static readonly IssueCode TimeZone = Catalogue.Warning("GRP1022",
        "the column has points in time with a time zone, which were read in UTC: an hour at night can fall on the day before",
        "Write the column as local dates and times, without a time zone.");

    /// <summary>A set in the store whose layout is newer than this program.</summary>
    public static readonly IssueCode StoredLater = Catalogue.Error("GRP1023",
        "the set was stored by a later version of Gruppera", "Use that version, or import the delivery again with this one.");

    /// <summary>Codes of FHIR resources that the mapping does not know.</summary>
    public static readonly IssueCode FhirUnknown = Catalogue.Warning("GRP1030",
        "codes or code systems that the mapping of FHIR does not know were left out",
        "Add them to the mapping, if grouping needs them.");

    /// <summary>Elements of FHIR resources without a code that could be read.</summary>
    public static readonly IssueCode FhirWithoutCode = Catalogue.Warning("GRP1031",
        "elements of FHIR resources have no code, or a text that is no code", "Check the system that they come from.");

    /// <summary>FHIR resources that are no contact, diagnosis or procedure because of their status or use.</summary>
    public static readonly IssueCode FhirLeftOut = Catalogue.Information("GRP1032",
        "FHIR resources or diagnoses were left out because of their status or use", "Change the mapping if they count.");

    /// <summary>Dates of FHIR that are not told to the day.</summary>
    public static readonly IssueCode FhirIncompleteDate = Catalogue.Warning("GRP1033",
        "dates in FHIR are not told to the day and were not used, or only for their year", "Give whole dates.");

    /// <summary>Times of FHIR in universal time.</summary>
    public static readonly IssueCode FhirUtc = Catalogue.Warning("GRP1034",
        "times in FHIR are universal time (Z), so that the day may be another than on the hospital's clock",
        "Give \"time_zone\" in the mapping, such as Europe/Stockholm.");

    /// <summary>FHIR does not say which of several is meant.</summary>
    public static readonly IssueCode FhirAmbiguous = Catalogue.Warning("GRP1035",
        "FHIR does not say which of several codes or diagnoses comes first",
        "Give ranks. The first was taken; conditions that only name their encounter give no principal diagnosis where they are several.");

    /// <summary>References of FHIR to what is not there.</summary>
    public static readonly IssueCode FhirNotThere = Catalogue.Warning("GRP1036",
        "references in FHIR point at resources that are not in the files", "Give all files of the export together, as one folder.");

    /// <summary>FHIR resources of one patient that another's encounter has.</summary>
    public static readonly IssueCode FhirOtherPatient = Catalogue.Warning("GRP1037",
        "conditions or procedures belong to another patient than their encounter and were left out",
        "Check the system that they come from.");

    /// <summary>Encounters that are there more than once.</summary>
    public static readonly IssueCode FhirTwice = Catalogue.Warning("GRP1038",
        "encounters with the same id are there more than once: the first was taken", "Give each export once.");

    /// <summary>Encounters that are parts of others.</summary>
    public static readonly IssueCode FhirPart = Catalogue.Warning("GRP1039",
        "encounters are parts of other encounters, so that care may count twice", "Keep one level, that of the contacts to be grouped.");

    /// <summary>FHIR resources of other kinds.</summary>
    public static readonly IssueCode FhirOther = Catalogue.Information("GRP1040",
        "FHIR resources of kinds that grouping does not read were passed over", "Nothing, unless you expected contacts in them.");

    /// <summary>Procedures of FHIR without encounter.</summary>
    public static readonly IssueCode FhirWithoutContact = Catalogue.Warning("GRP1041",
        "procedures in FHIR name no encounter and were left out", "Give their encounter.");

    /// <summary>A rule without a DRG or order.</summary>
    public static readonly IssueCode RuleIncomplete = Catalogue.Error("GRP2001",
        "the rule lacks its DRG, or an order in digits", "Correct the row; the rule was left out.", recoverable: true);

    /// <summary>A type of property that is not known.</summary>
    public static readonly IssueCode UnknownVartype = Catalogue.Warning("GRP2006",
        "the type of property is unknown and the row was left out", "Check the value in column vartype.");

    /// <summary>A code that cannot be a code.</summary>
    public static readonly IssueCode UnreadableCode = Catalogue.Warning("GRP2007",
        "the text cannot be a code and the row was left out", "Check the code.");

    /// <summary>Several national groups for one Combined group.</summary>
    public static readonly IssueCode AmbiguousNationalDrg = Catalogue.Warning("GRP2012",
        "several national groups belong to this Combined group", "The first one was used.");

    /// <summary>A rule whose DRG is empty although it has the code of the Combined version.</summary>
    public static readonly IssueCode RuleWithoutDrg = Catalogue.Warning("GRP2013",
        "the rule has a Combined or local group but no DRG of its own", "Correct the row; contacts that meet it get an empty group.");

    /// <summary>Rows of a working table that are marked as not in use.</summary>
    public static readonly IssueCode NotInUse = Catalogue.Warning("GRP2024",
        "rows of the table are marked as not in use, and were left out",
        "Nothing, if that is intended; otherwise remove the column, or mark the rows as in use.");

    /// <summary>A working table that marks no row at all as in use.</summary>
    public static readonly IssueCode NoneInUse = Catalogue.Warning("GRP2025",
        "the table has a column for rows in use but marks none, so all rows were read",
        "Ask the owner whether the table is intended for use.");

    /// <summary>A row of contacts that is no row.</summary>
    public static readonly IssueCode UnreadableRow = Catalogue.Error("GRP3001",
        "the row cannot be read", "Correct its fields or quotes and group it again.", recoverable: true);

    /// <summary>A line of totals, a ruler or a footer among the contacts.</summary>
    public static readonly IssueCode NoContact = Catalogue.Error("GRP3031",
        "the line is no contact but a total, a ruler or a footer of the program that wrote the file",
        "Delete it and group the file again; it is in no figure.", recoverable: true);

    /// <summary>An age that is no age.</summary>
    public static readonly IssueCode UnreadableAge = Catalogue.Error("GRP3002",
        "the age is not a whole number of 0 or more", "Give the age in days, in years, or the date of birth and of admission.",
        recoverable: true);

    /// <summary>A duration that is no duration.</summary>
    public static readonly IssueCode UnreadableDuration = Catalogue.Error("GRP3003",
        "the duration is not a whole number of 0 or more", "Give care days, 0 for an outpatient contact.", recoverable: true);

    /// <summary>No rule of the set holds.</summary>
    public static readonly IssueCode NoRuleHolds = Catalogue.Warning("GRP3006",
        "no rule of the set holds, so the last rule's group was given", "Report it to the owner of the definition set.");

    /// <summary>A value that the layout gives no meaning.</summary>
    public static readonly IssueCode UnmappedValue = Catalogue.Error("GRP3007",
        "the layout gives the value of this column no meaning", "Add it to \"values\" in the layout, or use \"*\" for all other values.",
        recoverable: true);

    /// <summary>A personal identity number that is none, in a row that gives age in no other way.</summary>
    public static readonly IssueCode UnreadablePersonalId = Catalogue.Error("GRP3008",
        "the personal identity number cannot be read and nothing else gives the age", "Write YYYYMMDDNNNN, or give a date of birth.",
        recoverable: true);

    /// <summary>A cost that is no number, or too large to be one.</summary>
    public static readonly IssueCode UnreadableCost = Catalogue.Error("GRP3009",
        "the cost is not a number, or is 10^12 or more", "Write it with a point or a comma before the decimals and nothing else.",
        recoverable: true);

    /// <summary>A cell of a contact that holds an error of a spreadsheet.</summary>
    public static readonly IssueCode ErrorInContact = Catalogue.Error("GRP3020",
        "the cell has an error of the spreadsheet, such as #N/A, or a formula without its value",
        "Open the file where it was made, let it calculate, and save it again.", recoverable: true);

    /// <summary>A row that the layout says is no contact.</summary>
    public static readonly IssueCode LeftOutByLayout = Catalogue.Information("GRP3030",
        "a condition of the layout (leave_out, keep) leaves the row out", "Change the condition if the row is a contact.");

    /// <summary>Care that NordDRG does not describe.</summary>
    public static readonly IssueCode OutsideNordDrg = Catalogue.Information("GRP3051",
        "NordDRG does not describe this care, so it has no group",
        "Count it in another way: care chains, continuous home care, self-care and contacts without patient have no weight.");

    /// <summary>A visit that led to unplanned admission, in a set that has no group for it or without XS100.</summary>
    public static readonly IssueCode PartOfStay = Catalogue.Warning("GRP3052",
        "the visit is part of an inpatient stay: it has weight 0 and is not a contact of its own",
        "Nothing, if its codes and cost are in the stay.");

    /// <summary>A contact whose date no set or list is for.</summary>
    public static readonly IssueCode NoSetForDate = Catalogue.Error("GRP3053",
        "no definition set is for the date of the contact, or it has no date", "Give a set for its year.", recoverable: true);

    /// <summary>A known problem without id or text.</summary>
    public static readonly IssueCode ProblemWithoutText = Catalogue.Error("GRP3054",
        "the row of the list of problems lacks its id or its text, and was left out", "Give it both.", recoverable: true);

    /// <summary>A contact without a cost.</summary>
    public static readonly IssueCode MissingCost = Catalogue.Error("GRP4101",
        "the contact has no cost", "Give its cost, or leave it: the contact is counted but not used in figures of cost.",
        recoverable: true);

    /// <summary>A cost that is 0 or less.</summary>
    public static readonly IssueCode CostNotPositive = Catalogue.Error("GRP4102",
        "the cost is 0 or negative and was not used", "Correct the cost; credits belong to the contact that they concern.",
        recoverable: true);

    /// <summary>Costs with a decimal point and costs with a decimal comma.</summary>
    public static readonly IssueCode MixedDecimals = Catalogue.Warning("GRP4103",
        "some costs have a decimal point and others a decimal comma",
        "Check that neither separates thousands; both were read as decimal marks.");

    /// <summary>Costs in several currencies.</summary>
    public static readonly IssueCode MixedCurrencies = Catalogue.Error("GRP4104",
        "the costs are in several currencies", "Keep one currency, or convert the others first.");

    /// <summary>A contact without a group.</summary>
    public static readonly IssueCode NoGroup = Catalogue.Error("GRP4105",
        "the contact has no group and was left out", "See column issue for the reason, or group the file again.", recoverable: true);

    /// <summary>A field that no contact has.</summary>
    public static readonly IssueCode UnknownField = Catalogue.Error("GRP5012",
        "a contact has no such field", "Remove the field or correct its name; GET /openapi/v1.json lists them all.", recoverable: true);

    /// <summary>A field that a contact has twice: which of them counts nobody can tell.</summary>
    public static readonly IssueCode RepeatedField = Catalogue.Error("GRP5020",
        "the contact has the field more than once", "Send each field once.", recoverable: true);

    /// <summary>A value that a field cannot have.</summary>
    public static readonly IssueCode UnexpectedValue = Catalogue.Error("GRP5013",
        "the field cannot have such a value", "See GET /openapi/v1.json for the values of each field.", recoverable: true);

    /// <summary>More codes than a contact may have.</summary>
    public static readonly IssueCode TooManyCodes = Catalogue.Error("GRP5014",
        "the contact has too many codes", "Send only the codes of this contact.", recoverable: true);
}
