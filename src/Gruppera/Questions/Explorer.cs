using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Questions;

/// <summary>Questions to the logic of a definition set, without a contact: what leads to a group, what a code gives, who asks for a
/// property, what distinguishes rules. Answers are read out of the tables, never guessed. Immutable, thread-safe; what it looks up is made
/// when it is first asked for. What each derived verdict means stands in docs/questions.md.</summary>
public sealed class Explorer
{
    private const int Nearest = 3;
    private readonly Lookups _lookups;
    private readonly DrgQuestion _drgs;
    private readonly RuleQuestion _rules;
    private readonly PropertyQuestion _properties;
    private readonly CodeQuestion _codes;
    private readonly DiseaseQuestion _diseases;

    /// <summary>Makes an explorer of a set.</summary>
    public Explorer(DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        _lookups = new(set);
        var grouper = new Lazy<Grouper>(() => new(set));
        var siblings = new ComplicationSiblings(_lookups);
        _drgs = new(_lookups, siblings, () => grouper.Value);
        _rules = new(_lookups, siblings);
        _properties = new(_lookups);
        _codes = new(_lookups, _properties);
        _diseases = new(_lookups);
    }

    /// <summary>The set.</summary>
    public DefinitionSet Set => _lookups.Set;

    /// <summary>A group; null if neither rules nor names have it. Tries every diagnosis of the set, some tens of milliseconds.</summary>
    public DrgView? Drg(string drg) => _drgs.Of(Argument.Needed(drg));

    /// <summary>A rule, by id or else by order; null if there is none.</summary>
    public RuleView? Rule(string idOrOrd) => _rules.Of(Argument.Needed(idOrOrd));

    /// <summary>A value of a property, for each type that has it; empty if none has.</summary>
    public ImmutableArray<PropertyView> Property(string value) => _properties.Of(Argument.Needed(value));

    /// <summary>A diagnosis code or pair; null if the tables do not know it.</summary>
    public CodeView? Code(Diagnosis diagnosis) => _codes.Of(diagnosis);

    /// <summary>A procedure code; null if the tables do not know it.</summary>
    public CodeView? Code(ProcedureCode procedure) => _codes.Of(procedure);

    /// <summary>Groups that a disease or an operation leads to by itself.</summary>
    /// <param name="code">Its code, or the beginning of its codes, of three characters or more.</param>
    /// <returns>As a disease, as an operation, or as both; empty if the tables know no such code.</returns>
    public ImmutableArray<DiseaseView> Disease(string code) => [.. _diseases.Of(Argument.Needed(code))];

    /// <summary>Groups nearest in order to one that the set lacks.</summary>
    public ImmutableArray<NamedDrg> NearDrgs(string drg) =>
    [
        .. Around([.. Set.Rules.Select(rule => rule.Drg).Distinct()], Argument.Needed(drg)).Select(_lookups.Named),
    ];

    /// <summary>Ids of rules nearest in order to one that the set lacks.</summary>
    public ImmutableArray<string> NearRules(string id) => Around([.. Set.Rules.Select(rule => rule.Id).Distinct()], Argument.Needed(id));

    /// <summary>Values of properties nearest in order to one that the set lacks.</summary>
    public ImmutableArray<string> NearProperties(string value) => Around(
        [.. Set.DiagnosisFeatures.Select(row => row.Value).Concat(Set.ProcedureFeatures.Select(row => row.Value)).ToHashSet()],
        Argument.Needed(value));

    /// <summary>Codes of the tables nearest in order to one that they lack, those that begin most alike first.</summary>
    /// <param name="code">The text that was asked for.</param>
    /// <param name="kind">The table to look in; null for both.</param>
    public ImmutableArray<NamedCode> NearCodes(string code, CodeKind? kind = null)
    {
        ArgumentNullException.ThrowIfNull(code);
        var (diagnosis, procedure) = (Diagnosis.Parse(code).Code, ProcedureCode.Parse(code));
        NamedCode[] near =
        [
            .. kind == CodeKind.Procedure ? [] : CodeQuestion.Near(_lookups.Diagnoses, diagnosis, -Nearest)
                .Concat(CodeQuestion.Near(_lookups.Diagnoses, diagnosis, Nearest)).Select(each => _lookups.Named(new Diagnosis(each))),
            .. kind == CodeKind.Diagnosis ? [] : CodeQuestion.Near(_lookups.Procedures, procedure, -Nearest)
                .Concat(CodeQuestion.Near(_lookups.Procedures, procedure, Nearest)).Select(_lookups.Named),
        ];
        var asked = diagnosis.ToString();
        return [.. near.Where(each => each.Code[0] == asked.FirstOrDefault())
            .OrderByDescending(each => asked.AsSpan().CommonPrefixLength(each.Code)).Take(2 * Nearest)];
    }

    private static ImmutableArray<string> Around(ImmutableArray<string> values, string value)
    {
        var sorted = values.Sort(StringComparer.Ordinal);
        var at = sorted.BinarySearch(value, StringComparer.Ordinal);
        at = at < 0 ? ~at : at;
        return sorted[Math.Max(0, at - Nearest)..Math.Min(sorted.Length, at + Nearest)];
    }
}
