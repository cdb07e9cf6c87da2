using System.Collections.Immutable;
using Gruppera.Changes;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Grouping;
using Gruppera.Moves;

namespace Gruppera.Workflows.Agreement;

/// <summary>Two deliveries that should agree, such as a country's own and the Nordic one: what differs, property by property, list by list
/// and rule by rule, and how many contacts and points each difference decides. Not thread-safe.</summary>
/// <remarks>Only differences that can matter to a contact are counted. Exclusion lists are compared as grouping uses them, whatever the
/// letter of the category. A contact counts for the first difference that <see cref="MoveFinder"/> finds.</remarks>
public sealed class SetAgreement
{
    private readonly SetDiff _diff;
    private readonly Grouper _here;
    private readonly Grouper _there;
    private readonly MoveFinder _finder;
    private readonly Func<string, double?>? _weightOf;
    private readonly Dictionary<(string Kind, string Of), SetDifference> _differences = [];

    /// <summary>Compares two sets.</summary>
    /// <param name="here">The set that is checked.</param>
    /// <param name="there">The set that it should agree with.</param>
    /// <param name="weightOf">The weight of a group, null if it has none; null for no weights.</param>
    public SetAgreement(DefinitionSet here, DefinitionSet there, Func<string, double?>? weightOf = null)
    {
        _diff = SetDiff.Of(here, there);
        (_here, _there) = (new(CompiledDefinition.Compile(_diff.Before)), new(CompiledDefinition.Compile(_diff.After)));
        (_finder, _weightOf) = (new(_diff, _here, _there), weightOf);
        Options();
        Codes();
        Properties();
        Exclusions();
        Activators();
        Rules();
    }

    /// <summary>The set that is checked.</summary>
    public DefinitionSet Here => _diff.Before;

    /// <summary>The set that it should agree with.</summary>
    public DefinitionSet There => _diff.After;

    /// <summary>True if groups have weights.</summary>
    public bool HasWeights => _weightOf is not null;

    /// <summary>Contacts added.</summary>
    public long Contacts { get; private set; }

    /// <summary>Contacts whose group differs.</summary>
    public long Moved { get; private set; }

    /// <summary>Those of them that no single difference explains.</summary>
    public long Unexplained { get; private set; }

    /// <summary>What differs, the most points at stake first, then the most contacts, then the most codes.</summary>
    public IReadOnlyList<SetDifference> Ranked =>
    [
        .. _differences.Values.OrderByDescending(each => each.AtStake).ThenByDescending(each => each.Contacts)
            .ThenByDescending(each => each.OnlyHere.Length + each.OnlyThere.Length)
            .ThenBy(each => each.Issue.Code.Id, StringComparer.Ordinal).ThenBy(each => each.Issue.Value, StringComparer.Ordinal),
    ];

    /// <summary>Groups a contact under both sets.</summary>
    public void Add(CareContact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var (one, other) = (_here.Group(contact), _there.Group(contact));
        Contacts++;
        if (one.Drg == other.Drg)
            return;
        Moved++;
        if (Find(_finder.Of(contact, one, other)) is not { } difference)
        {
            Unexplained++;
            return;
        }

        difference.Contacts++;
        if (_weightOf?.Invoke(other.Drg) - _weightOf?.Invoke(one.Drg) is { } points)
            (difference.Points, difference.AtStake) = (difference.Points + points, difference.AtStake + Math.Abs(points));
    }

    private SetDifference? Find(MoveCause cause) => cause.Kind switch
    {
        MoveCauseKind.CodeChanged or MoveCauseKind.CodeConverted => At("code", cause.Code)
            ?? At($"{cause.Type}", cause.After) ?? At($"{cause.Type}", cause.Before),
        MoveCauseKind.ExclusionChanged => At("list", ComplicationCategory.ListOf(cause.Category)) ?? At("code", cause.Code),
        MoveCauseKind.ActivatorChanged => At("activator", cause.Category) ?? At("code", cause.Code),
        MoveCauseKind.Other => null,
        _ => At("rule", cause.Rule),
    };

    private SetDifference? At(string kind, string of) => _differences.GetValueOrDefault((kind, of));

    private void Options()
    {
        foreach (var option in _diff.Options)
            Add("option", option.Column, new(WorkflowIssues.OptionsDiffer, Value: option.Column), [option.Before], [option.After]);
    }

    /// <summary>Codes that only one set knows, by chapter.</summary>
    private void Codes()
    {
        Of("dg_feat", _diff.Diagnoses.Where(change => change.Steers), code => code.ToString(), (set, code) =>
            set.Index.FeaturesOf(code).Select(row => row.Source));
        Of("proc_feat", _diff.Procedures.Where(change => change.Steers), code => code.ToString(), (set, code) =>
            set.Index.FeaturesOf(code).Select(row => row.Source));

        void Of<TCode>(
            string table, IEnumerable<FeatureChange<TCode>> changes, Func<TCode, string> nameOf,
            Func<DefinitionSet, TCode, IEnumerable<SourceRow>> rowsOf)
            where TCode : struct
        {
            foreach (var chapter in changes.Where(change => change.Kind != ChangeKind.Changed)
                .GroupBy(change => (change.Kind, change.Chapter)))
            {
                var isHere = chapter.Key.Kind == ChangeKind.Removed;
                TCode[] codes = [.. chapter.SelectMany(change => change.Codes)];
                string[] names = [.. codes.Select(nameOf).Order(StringComparer.Ordinal)];
                var set = isHere ? Here : There;
                var difference = Add(
                    $"{table} {chapter.Key.Kind}", $"{chapter.Key.Chapter}",
                    About(WorkflowIssues.CodesOfOneSet, table, "code_nat", $"{chapter.Key.Chapter}",
                        codes.Select(code => Place(set, rowsOf(set, code).FirstOrDefault()))),
                    isHere ? names : [], isHere ? [] : names);
                foreach (var name in names)
                    _differences.TryAdd(("code", name), difference);
            }
        }
    }

    /// <summary>Properties that codes of both sets have in one of them only, of types and values that something asks for.</summary>
    private void Properties()
    {
        var sides = new Dictionary<(string Table, FeatureType Type, string Value), (List<string> Here, List<string> There)>();
        foreach (var change in _diff.Diagnoses.Where(change => change is { Steers: true, Kind: ChangeKind.Changed }))
            Take("dg_feat", change.Codes.Select(code => code.ToString()), change.Edits);
        foreach (var change in _diff.Procedures.Where(change => change is { Steers: true, Kind: ChangeKind.Changed }))
            Take("proc_feat", change.Codes.Select(code => code.ToString()), change.Edits);
        foreach (var ((table, type, value), (here, there)) in sides)
        {
            var places = Rows(Here, here).Concat(Rows(There, there));
            Add($"{type}", value, About(WorkflowIssues.PropertyListsDiffer, table, $"{type}", value, places), [.. here], [.. there]);

            IEnumerable<IssuePlace> Rows(DefinitionSet set, List<string> codes)
            {
                var wanted = codes.ToHashSet(StringComparer.Ordinal);
                return (table == "dg_feat"
                        ? set.Index.DiagnosesWith(type, value)
                            .Select(row => (Code: new Diagnosis(row.Code, row.Dagger).ToString(), row.Source))
                        : set.Index.ProceduresWith(type, value)
                            .Select(row => (Code: row.Code.ToString(), row.Source)))
                    .Where(row => wanted.Contains(row.Code)).Select(row => Place(set, row.Source));
            }
        }

        void Take(string table, IEnumerable<string> codes, ImmutableArray<FeatureEdit> edits)
        {
            string[] named = [.. codes];
            foreach (var edit in edits)
            {
                if (_diff.Matters(edit.Type, edit.Before))
                    SidesOf(edit.Type, edit.Before!).Here.AddRange(named);
                if (_diff.Matters(edit.Type, edit.After))
                    SidesOf(edit.Type, edit.After!).There.AddRange(named);
            }

            (List<string> Here, List<string> There) SidesOf(FeatureType type, string value) =>
                sides.TryGetValue((table, type, value), out var known) ? known : sides[(table, type, value)] = ([], []);
        }
    }

    /// <summary>Exclusion lists by the digits of their category; codes that only one set knows are counted among its codes.</summary>
    private void Exclusions()
    {
        var (here, there) = (Lists(Here), Lists(There));
        var (known, others) = (Known(Here), Known(There));
        foreach (var digits in here.Select(list => list.Key).Union(there.Select(list => list.Key)).Order(StringComparer.Ordinal))
        {
            var (one, other) = (Codes(here[digits]), Codes(there[digits]));
            Diagnosis[] lost = [.. one.Keys.Where(code => !other.ContainsKey(code) && others.Contains(code))];
            Diagnosis[] gained = [.. other.Keys.Where(code => !one.ContainsKey(code) && known.Contains(code))];
            if (lost.Length + gained.Length == 0)
                continue;
            Add(
                "list", digits,
                About(WorkflowIssues.ExclusionListsOfSetsDiffer, "compl_excl", "compl", here[digits].Concat(there[digits]).First().Category,
                    lost.Select(code => Place(Here, one[code])).Concat(gained.Select(code => Place(There, other[code])))),
                Named(lost), Named(gained));
        }

        static ILookup<string, ComplicationExclusion> Lists(DefinitionSet set) =>
            set.ComplicationExclusions.Where(row => row.Category.Length > 2)
                .ToLookup(row => ComplicationCategory.ListOf(row.Category), StringComparer.Ordinal);

        static Dictionary<Diagnosis, SourceRow> Codes(IEnumerable<ComplicationExclusion> rows) =>
            rows.DistinctBy(row => new Diagnosis(row.Code, row.Dagger))
                .ToDictionary(row => new Diagnosis(row.Code, row.Dagger), row => row.Source);

        static HashSet<Diagnosis> Known(DefinitionSet set) =>
            [.. set.DiagnosisFeatures.Select(row => new Diagnosis(row.Code, row.Dagger))];

        static string[] Named(Diagnosis[] codes) => [.. codes.Select(code => code.ToString()).Order(StringComparer.Ordinal)];
    }

    private void Activators()
    {
        foreach (var change in _diff.Activators)
            Add(
                "activator", change.Category,
                About(WorkflowIssues.ActivatorsDiffer, "compl_name", "inclprop", change.Category, Here.ComplicationCategories
                    .Where(row => row.Category == change.Category).Select(row => Place(Here, row.Source))),
                [.. change.Removed], [.. change.Added]);
    }

    private void Rules()
    {
        foreach (var change in _diff.Rules.Where(change => change.Steers && !change.HasOtherCombinedOnly))
        {
            var place = change.Before is { } before ? Place(Here, before.Source) : Place(There, change.After!.Source);
            var difference = Add(
                "rule", change.Rule.Id, About(WorkflowIssues.RulesOfSetsDiffer, "drg_logic", "id", change.Rule.Id, [place]) with
                {
                    Detail = change.Moved is { } moved ? $"{change.Rule.Drg}, {moved:+0;-0}" : change.Rule.Drg,
                },
                Cells(cell => cell.Before), Cells(cell => cell.After));
            if (change.Before is { } earlier)
                _differences.TryAdd(("rule", earlier.Id), difference);

            string[] Cells(Func<CellChange, string> side) =>
            [
                .. change.Cells.Where(cell => cell.Column is not ("ord" or "id" or "nat_ver") && side(cell).Length > 0)
                    .Select(cell => $"{cell.Column} {side(cell)}"),
            ];
        }
    }

    private SetDifference Add(string kind, string of, Issue issue, string[] here, string[] there) =>
        _differences[(kind, of)] = new(issue, [.. here], [.. there]);

    private static Issue About(IssueCode code, string table, string column, string value, IEnumerable<IssuePlace> places)
    {
        IssuePlace[] all = [.. places.Where(place => place.Row > 0)];
        return all is [var first, .. var others]
            ? new(code, first.File, table, first.Row, column, value) { Others = [.. others] }
            : new(code, Table: table, Column: column, Value: value);
    }

    private IssuePlace Place(DefinitionSet set, SourceRow row) => new(
        (set == There ? $"{There.Version.Id}/" : "") + set.FileOf(row), row.Row);
}
