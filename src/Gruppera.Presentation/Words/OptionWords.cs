namespace Gruppera.Presentation.Words;

/// <summary>What an option means, in the help of its verbs and in the form of a page.</summary>
public static class OptionWords
{
    /// <summary>compare --unit.</summary>
    public static Text UnitBesideOthers => "A unit to compare with all others, group by group, in the second period";

    /// <summary>--id-column.</summary>
    public static Text IdColumn => "Column of ids in both files";

    /// <summary>--allow-few-weights.</summary>
    public static Text FewWeights => "Continue even if the list has a weight for fewer than half of the contacts";

    /// <summary>--regroup.</summary>
    public static Text Regroup => "Group the contacts under the set even if the file has groups";

    /// <summary>budget --base.</summary>
    public static Text BudgetBase => "Grouped contacts of an earlier period, which population groups grow from";

    /// <summary>compare --a.</summary>
    public static Text FirstPeriod => "Grouped contacts of the first period";

    /// <summary>budget --outcome.</summary>
    public static Text BudgetOutcome => "Grouped contacts of the period, to follow up the first plan month by month";

    /// <summary>compare --b.</summary>
    public static Text SecondPeriod => "Grouped contacts of the second period";

    /// <summary>--exclude.</summary>
    public static Text Exclude => "JSON file with rules for contacts to leave out";

    /// <summary>--only.</summary>
    public static Text Only =>
        "Only contacts that have this: COLUMN=VALUE, several of one column being alternatives; or period=2026-01..2026-03";

    /// <summary>episodes --same-day.</summary>
    public static Text SameDay => "Join physicians' visits without XS100 too, if they were on the day of admission";

    /// <summary>budget --price.</summary>
    public static Text PriceInsteadOfRules => "Kronor for weight 1.0, instead of rules";

    /// <summary>weights compute --share-pq.</summary>
    public static Text SharePq => "Let P and Q of the same visit group share their contacts' mean";

    /// <summary>compare --monthly.</summary>
    public static Text Monthly => "Month by month, and the trend";

    /// <summary>pay --versus.</summary>
    public static Text OtherRules => "Other rules: the difference for each unit";

    /// <summary>weights compute --restore-order.</summary>
    public static Text RestoreOrder => "Pool groups A, C, E whose weights break their order";

    /// <summary>budget --rules.</summary>
    public static Text Rules => "The payer's rules, JSON";

    /// <summary>--visits of complications review.</summary>
    public static Text VisitsToo => "Visits too, not only inpatient care";

    /// <summary>--days-agree.</summary>
    public static Text DaysAgree => "In the change, leave out proposals that care days contradict";

    /// <summary>--min-contacts of complications review.</summary>
    public static Text TestedContacts => "Fewest contacts for a code to be tested";

    /// <summary>--contacts of technology assess.</summary>
    public static Text SearchedContacts => "File of contacts to search";
}
