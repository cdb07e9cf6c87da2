using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Gruppera.Definitions;

/// <summary>
/// The definition tables of one national version: rules, properties, complications, names and texts, with their version.
/// Immutable and thread-safe. Texts and test cases, which no grouping needs, are read when they are first asked for.
/// </summary>
public sealed class DefinitionSet
{
    private readonly Lazy<SetTexts> _texts;
    private readonly Lazy<ImmutableArray<TestCase>> _testCases;
    private readonly Lazy<DefinitionIndex> _index;

    /// <summary>Makes a set. Rules are put in their order here and nowhere else.</summary>
    /// <param name="version">Name and provenance.</param>
    /// <param name="rules">Rules in file order.</param>
    /// <param name="order">How <see cref="RuleRow.Ord"/> sorts.</param>
    /// <param name="texts">Reads names and texts; called at most once.</param>
    /// <param name="testCases">Reads test cases; called at most once.</param>
    public DefinitionSet(
        DefinitionVersion version,
        IEnumerable<RuleRow> rules,
        RuleOrder order = RuleOrder.Number,
        Func<SetTexts>? texts = null,
        Func<ImmutableArray<TestCase>>? testCases = null)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(rules);
        Version = version;
        Order = order;
        Rules = [.. Sort(rules, order)];
        _texts = new(() => Own(texts?.Invoke() ?? new()));
        _testCases = new(testCases ?? (() => []));
        _index = new(() => new(this));
    }

    /// <summary>Name and provenance.</summary>
    public DefinitionVersion Version { get; }

    /// <summary>How the order column sorts.</summary>
    public RuleOrder Order { get; }

    /// <summary>How codes are found in the property tables, as the set's readme table says; whole where it says nothing.</summary>
    public CodeLookup CodeLookup { get; init; }

    /// <summary>The code whose properties primary care has, as the set's readme table says; blank if care forms do not affect grouping.
    /// Nobody writes it: a contact whose care form is primary care has it.</summary>
    public ProcedureCode PrimaryCareCode { get; init; }

    /// <summary>Groups that the owner of the version counts as day surgery, by a list beside the set; null if there is no list.</summary>
    public FrozenSet<string>? DaySurgeryGroups { get; init; }

    /// <summary>Rules in the order in which they are tried.</summary>
    public ImmutableArray<RuleRow> Rules { get; }

    /// <summary>The condition columns of its rules.</summary>
    public ImmutableArray<RuleColumn> Columns => Rules.IsEmpty ? RuleColumn.All : Rules[0].Columns;

    /// <summary>Properties of diagnosis codes, in file order.</summary>
    public ImmutableArray<DiagnosisFeature> DiagnosisFeatures { get; init; } = [];

    /// <summary>Properties of procedure codes, in file order.</summary>
    public ImmutableArray<ProcedureFeature> ProcedureFeatures { get; init; } = [];

    /// <summary>Principal diagnoses that switch complication categories off.</summary>
    public ImmutableArray<ComplicationExclusion> ComplicationExclusions { get; init; } = [];

    /// <summary>Complication categories and what activates them.</summary>
    public ImmutableArray<ComplicationCategory> ComplicationCategories
    {
        get;
        init => field = [.. value.Select(category => category with { Text = Own(category.Text) })];
    } = [];

    /// <summary>Groups and their names.</summary>
    public ImmutableArray<DrgName> DrgNames
    {
        get;
        init => field = [.. value.Select(name => name with { Text = Own(name.Text), ShortText = Own(name.ShortText) })];
    } = [];

    /// <summary>Texts of return codes.</summary>
    public ImmutableArray<ReturnCodeText> ReturnCodes
    {
        get;
        init => field = [.. value.Select(code => code with { Text = Own(code.Text) })];
    } = [];

    /// <summary>Files the tables were read from, as <c>file</c>, or <c>file/table</c> where one file holds several;
    /// named by <see cref="SourceRow.File"/>.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The file that a row stood in; empty if it is not known.</summary>
    public string FileOf(SourceRow source) => source.File < Files.Length ? Files[source.File] : "";

    /// <summary>Names of values and texts of codes.</summary>
    public SetTexts Texts => _texts.Value;

    /// <summary>Certification cases that came with the delivery; empty if there are none.</summary>
    public ImmutableArray<TestCase> TestCases => _testCases.Value;

    /// <summary>The set looked up by code, value, group and rule.</summary>
    public DefinitionIndex Index => _index.Value;

    private SetTexts Own(SetTexts texts) => texts with
    {
        Values = [.. texts.Values.Select(value => value with { Text = Own(value.Text) })],
        Diagnoses = [.. texts.Diagnoses.Select(code => code with { Text = Own(code.Text) })],
        Procedures = [.. texts.Procedures.Select(code => code with { Text = Own(code.Text) })],
    };

    /// <summary>A text of its tables, which knows the language of its country.</summary>
    private TableText Own(TableText text) => string.IsNullOrEmpty(text.National)
        ? text
        : text with { NationalLanguage = CodeSystem.LanguageOf(Version.Country) };

    /// <summary>Sorts by order; rules with the same order keep their file order. Source: docs/specification/grouping.md §1, "Reading
    /// rules".</summary>
    private static IOrderedEnumerable<RuleRow> Sort(IEnumerable<RuleRow> rules, RuleOrder order) => order == RuleOrder.Text
        ? rules.OrderBy(rule => rule.Ord, StringComparer.Ordinal)
        : rules.OrderBy(rule =>
            long.TryParse(rule.Ord, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue);
}
