using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Features;
using Gruppera.Matching;
using Gruppera.Tracing;

namespace Gruppera.Explanation;

/// <summary>One contact grouped with a buffering tracer: the events, and what the lenses ask of them. Not thread-safe.</summary>
internal sealed class ContactTrace
{
    private readonly ulong[] _facts;
    private readonly Unit[] _units;
    private readonly bool _hasValidPrincipal;
    private readonly ushort _category;
    private readonly int _orMask;
    private readonly Sex _sex;
    private readonly DischargeMode _discharge;
    private readonly ILookup<int, TraceEvent> _byFact;
    private readonly Dictionary<int, int> _recodedTo;

    internal ContactTrace(CompiledDefinition definition, CareContact contact, bool isMatched = true)
    {
        Definition = definition;
        Contact = contact = definition.Marked(contact);
        _facts = new ulong[definition.Facts.Words];
        var features = new ContactFeatures(definition, _facts, new Unit[contact.Diagnoses.Length + contact.Procedures.Length + 1]);
        FeatureReader.Read(contact.View, ref features, new BufferTracer(Events));
        _units = features.Units.ToArray();
        (_hasValidPrincipal, _category, _orMask, Level) = (features.HasValidPrincipal, features.Category, features.OrMask, features.Level);
        (_sex, _discharge) = (features.Sex, features.Discharge);
        var rank = isMatched ? LinearMatcher.Match(features, new BufferTracer(Events)) : -1;
        RuleHeld = rank >= 0;
        Rank = RuleHeld ? rank : definition.Conditions.Length - 1;
        Origins =
        [
            .. Events.Where(step => step.Kind is TraceKind.Diagnosis or TraceKind.Procedure).OrderBy(step => step.Unit).Select(OriginOf),
        ];
        _byFact = Events.Where(step => step.Kind == TraceKind.Fact).ToLookup(step => step.Operand);
        _recodedTo = Events.Where(step => step.Kind == TraceKind.Recoded).GroupBy(step => step.Second)
            .ToDictionary(same => same.Key, same => same.First().Operand);
    }

    internal CompiledDefinition Definition { get; }

    internal DefinitionIndex Index => Definition.Set.Index;

    internal CareContact Contact { get; }

    internal List<TraceEvent> Events { get; } = [];

    internal int Rank { get; }

    internal bool RuleHeld { get; }

    internal int Level { get; }

    /// <summary>Number of the principal diagnosis's category, 0 if there is none.</summary>
    internal int Category => _category;

    /// <summary>The place in the contact of each unit.</summary>
    internal ImmutableArray<Origin> Origins { get; }

    internal ContactFeatures Features => new(Definition, _facts, _units)
    {
        HasValidPrincipal = _hasValidPrincipal,
        Category = _category,
        OrMask = _orMask,
        Level = Level,
        Sex = _sex,
        Age = Contact.Age.Days,
        Duration = Contact.Duration.Days,
        Discharge = _discharge,
    };

    internal IEnumerable<TraceEvent> Of(TraceKind kind) => Events.Where(step => step.Kind == kind);

    /// <summary>The codes that give a fact, itself or as what it was recoded from.</summary>
    internal ImmutableArray<string> Givers(int fact) =>
        Codes(_byFact[fact].Concat(_recodedTo.TryGetValue(fact, out var before) ? _byFact[before] : []));

    /// <summary>The codes of the units of some events, each once.</summary>
    internal ImmutableArray<string> Codes(IEnumerable<TraceEvent> steps) => [.. steps.Select(step => Origins[step.Unit].Code).Distinct()];

    /// <summary>The value of a category; empty for number 0.</summary>
    internal string CategoryText(int number) => number == 0 ? "" : Definition.Facts[Definition.Categories[number].Fact].Value;

    internal string FileOf(SourceRow source) => Definition.Set.FileOf(source);

    internal bool IsMet(in Condition condition) => LinearMatcher.IsMet(condition, Features);

    /// <summary>Codes of OR 1 with a procedure property but without the one that is given.</summary>
    internal ImmutableArray<string> OtherOperations(int procprop) =>
    [
        .. Enumerable.Range(0, _units.Length)
            .Where(unit => LinearMatcher.IsOtherUnit(_units[unit], procprop, Features)).Select(unit => Origins[unit].Code).Distinct(),
    ];

    private Origin OriginOf(TraceEvent step)
    {
        if (step.Kind == TraceKind.Procedure)
        {
            var code = Contact.Procedures[step.Second];
            return new(
                CodeRole.Procedure, step.Second + 1, code == Definition.Options.PrimaryCareCode ? "primary" : code.ToString());
        }

        return new(step.Unit == 0 ? CodeRole.Principal : CodeRole.Secondary, step.Second + 1, LabelOf(Contact.Diagnoses[step.Second]));
    }

    internal static string LabelOf(Diagnosis diagnosis) => diagnosis.Code.IsBlank ? diagnosis.Dagger.ToString() : diagnosis.ToString();

    /// <summary>Where a unit comes from.</summary>
    /// <param name="Role">Principal, secondary or procedure.</param>
    /// <param name="Place">Place in its list, the first being 1.</param>
    /// <param name="Code">The code or pair.</param>
    internal sealed record Origin(CodeRole Role, int Place, string Code);
}
