using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Compilation;

/// <summary>A definition set made ready for grouping: codes, facts and rules as numbers. Slow to build, immutable, thread-safe.</summary>
public sealed class CompiledDefinition
{
    /// <summary>Categories and properties that the tables of a set may name.</summary>
    public const int MostValues = ushort.MaxValue;

    private readonly DrgName[] _drgNames;
    private readonly Lazy<CodeEquivalence> _classes;

    private CompiledDefinition(DefinitionSet set)
    {
        if (set.Rules.IsEmpty)
            throw new ArgumentException("a definition set without rules cannot group", nameof(set));
        Set = set;
        Options = GroupingOptions.From(set);

        var issues = new List<Issue>();
        Conditions = new Condition[set.Rules.Length][];
        for (var rank = 0; rank < Conditions.Length; rank++)
        {
            var rule = set.Rules[rank];
            Conditions[rank] = ConditionCompiler.Compile(rule, Facts, column => issues.Add(Unreadable(rule, column)));
        }

        Issues = [.. issues];

        var builder = new CodeTableBuilder(Facts, Options);
        builder.Add(set);
        Codes = builder.Build();
        PrimaryCare = Options.PrimaryCareCode.IsBlank ? 0 : Codes.FindProcedure(Options.PrimaryCareCode.Bits);
        _classes = new(() => new(Codes, PrimaryCare));
        Categories = builder.Categories;
        Complications = builder.Complications;
        ComplicationValues = builder.ComplicationValues;
        Recodes98 = Options.RecodesProperties98 ? [.. FindRecodes98()] : [];
        Index = new(this);

        var names = new Dictionary<string, int>(set.DrgNames.Length);
        for (var i = 0; i < set.DrgNames.Length; i++)
            names.TryAdd(set.DrgNames[i].Drg, i);
        _drgNames = new DrgName[set.Rules.Length];
        for (var rank = 0; rank < _drgNames.Length; rank++)
            _drgNames[rank] = names.TryGetValue(set.Rules[rank].Drg, out var name) ? set.DrgNames[name] : default;
    }

    /// <summary>The tables this was made from.</summary>
    public DefinitionSet Set { get; }

    /// <summary>Points of meaning in which versions differ, as read from the tables.</summary>
    public GroupingOptions Options { get; }

    /// <summary>Conditions that could not be read (<see cref="IssueCodes.UnreadableCondition"/>): their rules never hold.</summary>
    public ImmutableArray<Issue> Issues { get; }

    internal FactTable Facts { get; } = new();

    internal CodeTable Codes { get; }

    /// <summary>Entry of what primary care gives; 0 for nothing.</summary>
    internal int PrimaryCare { get; }

    internal Category[] Categories { get; }

    internal Complication[] Complications { get; }

    /// <summary>The values (<c>nnLmm</c>) of <see cref="Complications"/>.</summary>
    internal string[] ComplicationValues { get; }

    internal Recode98[] Recodes98 { get; }

    /// <summary>The conditions of each rule, in the order of the rules.</summary>
    internal Condition[][] Conditions { get; }

    internal RuleIndex Index { get; }

    /// <summary>Codes that give the same; made when first asked for.</summary>
    internal CodeEquivalence Classes => _classes.Value;

    /// <summary>Compiles a set.</summary>
    /// <exception cref="ArgumentException">The set has no rules, or names more than <see cref="MostValues"/> values.</exception>
    public static CompiledDefinition Compile(DefinitionSet set) => new(Argument.Needed(set));

    /// <summary>The name row of the group that a rule gives; <c>default</c> where the name table lacks it.</summary>
    /// <param name="rank">Rank of the rule among the set's rules.</param>
    public DrgName DrgNameOf(int rank) => _drgNames[rank];

    /// <summary>True if the property tables have the code, or a prefix of it if codes are found by prefix.</summary>
    public bool Knows(DiagnosisCode code)
    {
        var bits = code.Bits;
        return Codes.FindDiagnosis(ref bits) != 0;
    }

    /// <inheritdoc cref="Knows(DiagnosisCode)"/>
    public bool Knows(ProcedureCode code) => Codes.FindProcedure(code.Bits) != 0;

    /// <summary>The contact with the code that stands for its care form, for those that look at codes one by one.</summary>
    internal CareContact Marked(CareContact contact) =>
        contact.CareForm == CareForm.Primary && PrimaryCare != 0 && !contact.Procedures.Contains(Options.PrimaryCareCode)
            ? contact with { Procedures = contact.Procedures.Add(Options.PrimaryCareCode) }
            : contact;

    private Issue Unreadable(RuleRow rule, RuleColumn column) => new(
        IssueCodes.UnreadableCondition,
        Set.FileOf(rule.Source),
        "drg_logic",
        rule.Source.Row,
        column.Id,
        rule[column],
        $"rule {rule.Id}");

    private IEnumerable<Recode98> FindRecodes98()
    {
        foreach (var type in new[] { FeatureType.Dgprop, FeatureType.Pdgprop })
        {
            foreach (var fact in Facts.Of(type).Where(fact => Facts[fact].Value.StartsWith("98", StringComparison.Ordinal)).ToList())
            {
                var rest = Facts[fact].Value[2..];
                var male = Facts.Number(type, "12" + rest);
                yield return new(
                    fact,
                    male,
                    Facts.Number(type, "13" + rest),
                    Options.MissingSex == MissingSexInMdc98.Becomes12 ? male : fact);
            }
        }
    }
}
