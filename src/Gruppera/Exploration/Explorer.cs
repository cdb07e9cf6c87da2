using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Exploration;

/// <summary>Questions to the logic of a definition set, with no contact at hand: what leads to a group, what a code gives, who asks for a
/// property, what tells rules apart. Answers are read out of the tables, never guessed. Immutable, thread-safe; what it looks up is made
/// when it is first asked for. What each derived verdict means stands in docs/questions.md.</summary>
public sealed class Explorer
{
    private const int Nearest = 3;
    private readonly Lookups _lookups;
    private readonly DrgQuestion _drgs;
    private readonly RuleQuestion _rules;
    private readonly PropertyQuestion _properties;
    private readonly CodeQuestion _codes;

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
    }

    /// <summary>The set.</summary>
    public DefinitionSet Set => _lookups.Set;

    /// <summary>A group; null where neither rules nor names have it. Tries every diagnosis of the set, some tens of milliseconds.</summary>
    public DrgView? Drg(string drg) => _drgs.Of(drg);

    /// <summary>A rule, by id or else by order; null where there is none.</summary>
    public RuleView? Rule(string idOrOrd) => _rules.Of(idOrOrd);

    /// <summary>A value of a property, for each type that has it; empty where none has.</summary>
    public ImmutableArray<PropertyView> Property(string value) => _properties.Of(value);

    /// <summary>A diagnosis code or pair; null where the tables do not know it.</summary>
    public CodeView? Code(Diagnosis diagnosis) => _codes.Of(diagnosis);

    /// <summary>A procedure code; null where the tables do not know it.</summary>
    public CodeView? Code(ProcedureCode procedure) => _codes.Of(procedure);

    /// <summary>Diagnosis codes of the tables nearest in order to one that they lack: three before and three after.</summary>
    public ImmutableArray<NamedCode> Near(DiagnosisCode code) =>
    [
        .. CodeQuestion.Near(_lookups.Diagnoses, code, -Nearest).Concat(CodeQuestion.Near(_lookups.Diagnoses, code, Nearest)).Select(near => _lookups.Named(new Diagnosis(near))),
    ];

    /// <summary>Procedure codes of the tables nearest in order to one that they lack: three before and three after.</summary>
    public ImmutableArray<NamedCode> Near(ProcedureCode code) =>
    [
        .. CodeQuestion.Near(_lookups.Procedures, code, -Nearest).Concat(CodeQuestion.Near(_lookups.Procedures, code, Nearest)).Select(_lookups.Named),
    ];
}
