using System.Collections.Immutable;
using Gruppera.Presentation.Words;

namespace Gruppera.Web.Files;

/// <summary>What a form asks for a job. Immutable.</summary>
/// <param name="Name">Name of the job's field.</param>
/// <param name="Label">What the page calls it.</param>
internal sealed record AskedField(string Name, Text Label)
{
    /// <summary>What the page calls its values, in their order; empty where they are typed.</summary>
    internal ImmutableArray<Text> Choices { get; init; } = [];

    /// <summary>True for what few ask for.</summary>
    internal bool IsRare { get; init; }
}

/// <summary>A job that has a page: the form that starts it shows some of its fields. Immutable.</summary>
/// <param name="Kind">The job.</param>
/// <param name="Title">What the page calls it.</param>
/// <param name="Fields">What is asked for.</param>
internal sealed record Analysis(JobKind Kind, Text Title, ImmutableArray<AskedField> Fields)
{
    /// <summary>Path of the page of all.</summary>
    internal const string Place = "/analyses";

    private static readonly AskedField Grouped = new("contacts", "Grouped contacts");
    private static readonly AskedField List = new("weights", "Weight list");
    private static readonly AskedField PriceIndex = new("price-index", "Price index: a file of year and level");
    private static readonly Text CostedContacts = "File of contacts with costs, grouped or not";
    private static readonly AskedField Days = new("trim-days", "Trimming of care days");
    private static readonly AskedField By = new("by", "Columns that make up the unit");
    private static readonly AskedField Few = new(
        "allow-few-weights", OptionWords.FewWeights)
    {
        IsRare = true,
    };

    private static readonly ImmutableArray<AskedField> OfFile =
    [
        Rare("cost-column", "Column of costs"), Rare("costs", "Costs in a file of their own"), Rare("id-column", OptionWords.IdColumn),
        Rare("exclude", OptionWords.Exclude),
        Rare("column", "Meaning of columns"), Rare("code-map", "Conversion table of codes"),
    ];

    /// <summary>All of them.</summary>
    internal static ImmutableArray<Analysis> All { get; } =
    [
        Of("compare", "Comparison of two periods",
        [
            new("a", OptionWords.FirstPeriod), new("b", OptionWords.SecondPeriod), List, By,
            new("monthly", OptionWords.Monthly), PriceIndex,
            new("unit", OptionWords.UnitBesideOthers), Few, .. OfFile,
        ]),
        Of("los", "Length of stay", [Grouped, By, Days, List, Few, .. OfFile]),
        Of("pay", "Payment",
        [
            Grouped, List, By, new("rules", OptionWords.Rules), new("versus", OptionWords.OtherRules),
            Rare("price", "Another price for all, in kronor for weight 1.0"), Few, .. OfFile,
        ]),
        Of("budget", "Budget and follow-up",
        [
            new("plans", "Plans of volumes, or of growth by population group"), List,
            new("price", OptionWords.PriceInsteadOfRules), new("rules", OptionWords.Rules),
            new("outcome", OptionWords.BudgetOutcome),
            new("base", OptionWords.BudgetBase), new("by", "Column of units"), .. OfFile,
        ]),
        Of("weights", "New weights",
        [
            new("contacts", CostedContacts), new("trim", "Trimming of costs"),
            Days, new("by", "Lists of their own") { Choices = ["by care form", "by specialty", "by care form and specialty"] },
            new("kind", "Kind") { Choices = ["prospective", "retrospective", "reference"] }, new("year", "Year"),
            PriceIndex, new("previous", "Earlier list, for groups with few contacts"),
            new("share-pq", OptionWords.SharePq),
            new("restore-order", OptionWords.RestoreOrder), Rare("adjust", "Adjustments by hand, a file"),
            Rare("regroup", OptionWords.Regroup), .. OfFile,
        ]),
        Of("homogeneity", "Homogeneity of groups",
        [
            new("contacts", CostedContacts), new("by", "Columns by whose values the figures are given too"),
            new("trim", "Trimming of costs"), new("versus", "Other files to stand beside it"), .. OfFile,
        ]),
        Of("complications", "Review of complications",
        [
            new("contacts", CostedContacts),
            new("min-contacts", OptionWords.TestedContacts),
            new("method", "A code is judged") { Choices = ["where it is the highest level", "over all contacts"] },
            new("cluster", "Column of the hospital, or of another unit within which contacts are not independent"),
            new("visits", OptionWords.VisitsToo), new("days-agree", OptionWords.DaysAgree),
            .. OfFile.Where(field => field.Name is "column" or "code-map" or "cost-column"),
        ]),
        Of("monotonicity", Titles.LoweringCodes,
        [
            new("contacts", "File of contacts"), List, new("mend", "Worst pairs of rules to look for a change for, 20 at most"),
            Rare("marks", "Marks of visits too"),
            .. OfFile.Where(field => field.Name is "column" or "code-map"),
        ]),
        Of("technology", "New medical technology",
        [
            new("name", "Name of the technology"), new("start", "First year with contacts"),
            new("part", "Codes of its parts, one part a line: a contact has the technology with a code of each"),
            new("setting", "How it is given")
            {
                Choices =
                [
                    "in inpatient episodes", "in outpatient visits", "in visits of staff to the home", "by a chain of contacts",
                    "by continuous care at home", "by the patients themselves",
                ],
            },
            new("contacts", OptionWords.SearchedContacts), List, Rare("technology", "or a file of the technology, JSON"),
            .. OfFile.Where(field => field.Name is "column" or "code-map"),
        ]),
        Of("simulate", "Two definition sets on one file",
        [
            new("contacts", "File of contacts"), new("versus", "The other set"), List, new("by", "Column of units"),
            .. OfFile.Where(field => field.Name is "column" or "code-map" or "cost-column"),
        ]),
        Of("episodes", "Episodes",
        [
            new("contacts", "File of contacts"),
            new("level", "Episodes") { Choices = ["of each clinic stay", "of all stays at the hospital"] },
            new("principal", "Principal diagnosis of a hospital episode")
            {
                Choices = ["of the first stay", "of the longest stay", "of the costliest stay"],
            },
            new("same-day", OptionWords.SameDay),
            .. OfFile.Where(field => field.Name is "column" or "code-map"),
        ]),
    ];

    /// <summary>One by the name of its job; null for one without a page.</summary>
    internal static Analysis? Of(string? kind) => All.FirstOrDefault(analysis => analysis.Kind.Name == kind);

    /// <summary>The job's own field.</summary>
    internal JobField FieldOf(AskedField asked) => Kind.Field(asked.Name)!;

    private static AskedField Rare(string name, Text label) => new(name, label) { IsRare = true };

    private static Analysis Of(string kind, Text title, ImmutableArray<AskedField> fields) =>
        new(JobKinds.All.First(each => each.Name == kind), title, fields);
}
