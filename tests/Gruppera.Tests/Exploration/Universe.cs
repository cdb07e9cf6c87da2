using Gruppera.Definitions;

namespace Gruppera.Tests.Exploration;

/// <summary>Contacts of the space that reachability is about, made at random from the codes of a small set.</summary>
internal sealed class Universe
{
    private static readonly Diagnosis Unknown = Diagnosis.Parse("QQ9");
    private readonly Random _random;
    private readonly List<int> _days;

    public Universe(DefinitionSet set, int seed)
    {
        _random = new(seed);
        Secondaries = [.. set.DiagnosisFeatures.Select(row => new Diagnosis(row.Code, row.Dagger))
            .Concat(set.ComplicationExclusions.Select(row => new Diagnosis(row.Code, row.Dagger)))
            .Where(key => !key.Code.IsBlank && !key.Code.IsUnknown && !key.Dagger.IsUnknown).Distinct(), Unknown];
        Principals = [.. Secondaries, .. Secondaries.Where(key => key.Dagger.IsBlank).Select(key => new Diagnosis(key.Code, Unknown.Code))];
        Procedures = [.. set.ProcedureFeatures.Select(row => row.Code).Where(code => !code.IsBlank && !code.IsUnknown).Distinct()];
        _days = [.. set.Rules.SelectMany(rule => new[] { rule[RuleColumn.Agelim], rule[RuleColumn.Dur] })
            .Select(cell => cell.Length > 1 && int.TryParse(cell.AsSpan(1), out var limit) ? limit : 0)
            .SelectMany(limit => new[] { limit - 1L, limit, limit + 1L }).Where(day => day is >= 0 and <= int.MaxValue).Append(0).Distinct().Select(day => (int)day)];
    }

    public List<Diagnosis> Principals { get; }

    public List<Diagnosis> Secondaries { get; }

    public List<ProcedureCode> Procedures { get; }

    public CareContact Contact()
    {
        var principal = _random.Next(12) == 0 ? default : One(Principals);
        return new()
        {
            Sex = (Sex)_random.Next(3),
            Age = new(One(_days)),
            Duration = new(One(_days)),
            Discharge = (DischargeMode)_random.Next(4),
            Diagnoses = principal.IsBlank ? [] : [principal, .. Some(Secondaries)],
            Procedures = [.. Some(Procedures)],
        };
    }

    private IEnumerable<T> Some<T>(List<T> values) => values.Count == 0 ? [] : Enumerable.Range(0, _random.Next(5)).Select(_ => One(values)).ToList();

    private T One<T>(List<T> values) => values[_random.Next(values.Count)];
}
