using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>What the logic says of a code.</summary>
internal sealed class CodeQuestion(Lookups lookups, PropertyQuestion properties)
{
    private const int Around = 5;

    /// <summary>A diagnosis or pair; null if the tables know neither code of it.</summary>
    internal CodeView? Of(Diagnosis asked)
    {
        var index = lookups.Index;
        var known = new Diagnosis(index.Resolve(asked.Code), index.Resolve(asked.Dagger));
        if (known.Code.IsBlank)
            return null;
        var keys = index.EntriesOf(asked);
        ImmutableArray<DiagnosisFeature> rows = [.. keys.Where(key => !key.IsBlank).SelectMany(index.FeaturesOf)];

        // The pair goes before the single code, and the dagger code alone gives no category.
        var category = index.FeaturesOf(keys[^1]).Concat(index.FeaturesOf(new Diagnosis(known.Code)))
            .FirstOrDefault(row => row.Type == FeatureType.Dgcat).Value ?? "";
        return new()
        {
            Kind = CodeKind.Diagnosis,
            Code = lookups.Named(asked),
            Problems =
            [
                .. new[] { asked.Code, asked.Dagger }.Where(code => !code.IsBlank)
                    .SelectMany(code => index.ProblemsOfCode(code.ToString())).Distinct(),
            ],
            TakenFor = known.Code == asked.Code && (known.Dagger.IsBlank || known.Dagger == asked.Dagger) ? null : known.ToString(),
            IsPairOfTables = asked.Dagger.IsBlank ? null : index.FeaturesOf(keys[^1]).Any() || index.ExclusionsOf(keys[^1]).Any(),
            LacksDagger = known.Dagger.IsBlank && !asked.Dagger.IsBlank,
            Properties = [.. rows.Where(row => row.Type != FeatureType.None)
                .Select(row => Property(new Diagnosis(row.Code, row.Dagger).ToString(), row.Type, row.Value, row.Source))],
            AsPrincipal = new(
                category.Length == 0 ? null : lookups.Named(FeatureType.Dgcat, category),
                category.Length < 2 ? null : lookups.Named(FeatureType.Mdc, category[..2]),
                [.. keys.SelectMany(index.ExclusionsOf)
                    .Select(row => Property(new Diagnosis(row.Code, row.Dagger).ToString(), FeatureType.Compl, row.Category, row.Source))]),
            Complications =
            [
                .. rows.Where(row => row.Type == FeatureType.Compl).Select(row => row.Value).Distinct().Select(properties.Complication),
            ],
            Pairs = [.. keys.Take(1).SelectMany(key => lookups.PairsOf(key.Code)).Select(lookups.Named)],
            AskedForBy = Uses(rows.Select(row => (row.Type, row.Value))),
            Before = [.. Near(lookups.Diagnoses, known.Code, -Around).Select(code => lookups.Named(new Diagnosis(code)))],
            After = [.. Near(lookups.Diagnoses, known.Code, Around).Select(code => lookups.Named(new Diagnosis(code)))],
        };
    }

    /// <summary>A procedure; null if the tables do not know it.</summary>
    internal CodeView? Of(ProcedureCode asked)
    {
        var known = lookups.Index.Resolve(asked);
        if (known.IsBlank || known == lookups.Set.PrimaryCareCode)
            return null;
        ImmutableArray<ProcedureFeature> rows = [.. lookups.Index.FeaturesOf(known)];
        return new()
        {
            Kind = CodeKind.Procedure,
            Code = lookups.Named(asked),
            Problems = [.. lookups.Index.ProblemsOfCode(asked.ToString())],
            TakenFor = known == asked ? null : known.ToString(),
            Properties = [.. rows.Where(row => row.Type != FeatureType.None)
                .Select(row => Property(known.ToString(), row.Type, row.Value, row.Source))],
            AskedForBy = Uses(rows.Select(row => (row.Type, row.Value))),
            Before = [.. Near(lookups.Procedures, known, -Around).Select(lookups.Named)],
            After = [.. Near(lookups.Procedures, known, Around).Select(lookups.Named)],
        };
    }

    /// <summary>Codes before (a negative count) or after a code in order, whether the code stands there or not.</summary>
    internal static IEnumerable<T> Near<T>(ImmutableArray<T> codes, T code, int count)
        where T : IComparable<T>
    {
        var at = codes.BinarySearch(code);
        var (before, after) = at >= 0 ? (at, at + 1) : (~at, ~at);
        return count < 0 ? codes[Math.Max(0, before + count)..before] : codes[after..Math.Min(codes.Length, after + count)];
    }

    private CodeProperty Property(string of, FeatureType type, string value, SourceRow source) =>
        new(of, lookups.Named(type, value), lookups.FileOf(source), source.Row);

    private ImmutableArray<PropertyUse> Uses(IEnumerable<(FeatureType Type, string Value)> values) =>
    [
        .. values.Distinct().Where(value =>
            value.Type is FeatureType.Dgcat or FeatureType.Pdgprop or FeatureType.Dgprop or FeatureType.Sdgprop or FeatureType.Procprop)
            .SelectMany(value => lookups.AsAskedFor(value.Type, value.Value), (value, asked) => properties.Use(value.Type, asked))
            .Where(use => use.Rules.Length > 0 || use.Activates.Length > 0),
    ];
}
