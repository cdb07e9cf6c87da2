namespace Gruppera.Presentation.Words;

/// <summary>Headings and sentences without holes that documents and pages have in common.</summary>
public static class Titles
{
    /// <summary>What of contacts and of cost is of outliers.</summary>
    public static Text OutlierShares => "Outliers’ share of contacts and of cost";

    /// <summary>The groups that cost most.</summary>
    public static Text CostliestGroups => "Groups with the highest cost";

    /// <summary>Properties that the rules of a group ask for.</summary>
    public static Text Demanded => "What its rules ask for, and the codes that have it";

    /// <summary>Principal diagnoses of a group.</summary>
    public static Text Leading => "Principal diagnoses that lead here as the only code";

    /// <summary>Of a pair whose dagger code the set lacks.</summary>
    public static Text LacksDagger => "The dagger code is not in the definition tables, so the pair is not a valid principal diagnosis.";

    /// <summary>Of a code without properties.</summary>
    public static Text NoProperties => "The set has the code, and nothing more about it.";

    /// <summary>Of a code without a category.</summary>
    public static Text NoCategory => "It has no diagnosis category and is therefore not a valid principal diagnosis.";

    /// <summary>Complications of a secondary diagnosis.</summary>
    public static Text Complicates => "As secondary diagnosis it complicates";

    /// <summary>Uses of the properties of a code.</summary>
    public static Text PropertiesUsed => "Where its properties are used";

    /// <summary>Codes before and after a code.</summary>
    public static Text Neighbours => "Neighbours in the tables";

    /// <summary>Groups that a code can reach.</summary>
    public static Text Reached => "Groups that contacts with it can reach";

    /// <summary>Diagnoses that have a property.</summary>
    public static Text DiagnosesThatGive => "Diagnoses that give it";

    /// <summary>Procedures that have a property.</summary>
    public static Text ProceduresThatGive => "Procedures that give it";

    /// <summary>Rules that ask for a property.</summary>
    public static Text RulesThatAsk => "Rules that ask for it";

    /// <summary>Rules that forbid a property.</summary>
    public static Text RulesThatForbid => "Rules that forbid it";

    /// <summary>Complication categories that a property activates.</summary>
    public static Text Activates => "Activates the complication categories";

    /// <summary>Of a property that no rule names.</summary>
    public static Text NoRuleNamesIt => "No rule names it.";

    /// <summary>Of a rule without conditions.</summary>
    public static Text Always => "Always: it has no conditions.";

    /// <summary>Rules of the same base group.</summary>
    public static Text OtherLevel => "Differ from it in complication level only";

    /// <summary>Rules that are almost the same.</summary>
    public static Text OtherCell => "Differ from it in one other cell";

    /// <summary>Rules just before a rule.</summary>
    public static Text TriedBefore => "Tried just before it";

    /// <summary>Rules just after a rule.</summary>
    public static Text TriedAfter => "Tried just after it";

    /// <summary>Options of a set that differ.</summary>
    public static Text Reading => "How the tables are read";

    /// <summary>Rules that differ in their Combined DRG.</summary>
    public static Text OtherCombined => "Rules with another Combined DRG only";

    /// <summary>Follows the title of codes that differ in what no rule asks for.</summary>
    public static Text WithoutEffect => ", no effect on grouping";

    /// <summary>Exclusions that differ.</summary>
    public static Text Exclusions => "Principal diagnoses that exclude complications";

    /// <summary>Weights of a simulation.</summary>
    public static Text RecomputedWeights => "Weights recomputed under the new logic";

    /// <summary>Codes that make a contact cheaper.</summary>
    public static Text LoweringCodes => "Codes that lower the weight";

    /// <summary>Weights out of a file itself.</summary>
    public static Text OwnCosts => "from the file’s own costs";

    /// <summary>Visits that are paid and counted with their stay.</summary>
    /// <param name="visits">How many.</param>
    public static Text PartOfStay(long visits) => Text.Count(visits,
        "visit that is part of an inpatient stay: not a contact of its own",
        "visits that are part of an inpatient stay: not contacts of their own");

    /// <summary>Contacts that are in no figure.</summary>
    /// <param name="contacts">How many.</param>
    public static Text LeftOut(long contacts) => Text.Count(contacts, "several|left out", "several|left out");

    /// <summary>What stands above a table of lengths of stay.</summary>
    public static Text StaysByUnit =>
        "Inpatient contacts. Expected: the stay of the same contacts at the mean of each DRG over all units; the index is the mean " +
        "divided by it. Days above the limits are those of outliers.";

    /// <summary>Column of issue codes.</summary>
    public static Text ReasonAndRemedy => "Reason, and what to do";

    /// <summary>What a weight of 1.0 costs.</summary>
    public static Text KronorOfOne => "Kronor of weight 1.0";

    /// <summary>Groups without an MDC.</summary>
    public static Text NoMdc => "Groups of no MDC";
}
