using System.Collections.Immutable;

namespace Gruppera.Web.Pages.Shared;

/// <summary>A term of the field, as the help explains it. Immutable.</summary>
/// <param name="Id">Its place on the page.</param>
/// <param name="Name">The term.</param>
/// <param name="Meaning">What it means, in a sentence.</param>
/// <remarks>After Socialstyrelsen's descriptions of NordDRG; the whole list is docs/glossary.md.</remarks>
internal sealed record Term(string Id, Text Name, Text Meaning)
{
    internal static readonly Term Drg = new("drg", "DRG", "A group of contacts that are medically alike and need similar resources.");

    internal static readonly Term Mdc = new(
        "mdc", "MDC", "Major diagnostic category: the first division of contacts, mostly by the organ of the principal diagnosis.");

    internal static readonly Term ReturnCode = new(
        "rtc", "Return code", "Says whether something was wrong with the contact when it was grouped; 0 where nothing was.");

    internal static readonly Term Level = new(
        "level", "Complication level", "How much the secondary diagnoses weigh: 0 without, 1 with a complication, 2 with a major one.");

    internal static readonly Term Category = new(
        "category", "Category", "What the principal diagnosis counts as in the rules (DGCAT); it also gives the MDC.");

    internal static readonly Term Property = new(
        "property", "Property",
        "What a code means to the rules, such as an operation or a complication; the tables give codes their properties.");

    internal static readonly Term Rule = new(
        "rule", "Rule",
        "A row of the table of groups; rules are tried in order, and the first whose conditions all hold decides the group.");

    internal static readonly Term Weight = new(
        "weight", "Weight", "What contacts of a group cost on the mean, beside the mean of all contacts, which is 1.");

    internal static readonly Term Points = new(
        "points", "DRG points", "The sum of the weights of contacts: production in terms of resources.");

    internal static readonly Term Index = new(
        "index", "Casemix index", "DRG points per contact: how much resources the contacts of a unit need compared with those of others.");

    internal static readonly Term Outlier = new(
        "outlier", "Outlier", "A contact beyond a limit of cost or care days; the others are inliers, which weights are computed from.");

    internal static readonly Term Principal = new(
        "principal", "Principal diagnosis", "The condition found to be the main reason for the care; it stands first.");

    /// <summary>All of them, in the order of the page.</summary>
    internal static ImmutableArray<Term> All { get; } =
        [Drg, Mdc, Principal, Category, Property, Level, Rule, ReturnCode, Weight, Points, Index, Outlier];
}
