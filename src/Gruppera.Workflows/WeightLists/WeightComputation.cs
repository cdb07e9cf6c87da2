using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;
using Gruppera.Grouping;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Partials;
using Gruppera.Workflows.Reports;

namespace Gruppera.Workflows.WeightLists;

/// <summary>What a list is to be computed from and how. Immutable.</summary>
/// <param name="Contacts">File of contacts with costs.</param>
public sealed record WeightRequest(string Contacts)
{
    /// <summary>Limits of cost.</summary>
    public required TrimRules Cost { get; init; }

    /// <summary>Limits of care days.</summary>
    public required TrimRules Days { get; init; }

    /// <summary>A list whose limits are used instead of both; null for none.</summary>
    public WeightList? Limits { get; init; }

    /// <summary>Column of the patient, hospital or other cluster within which contacts are not independent; null for none.</summary>
    public string? Cluster { get; init; }

    /// <summary>What the mean cost of a group is of.</summary>
    public MeanMethod Means { get; init; }

    /// <summary>True for a material for each care form.</summary>
    public bool ByCareForm { get; init; }

    /// <summary>True for a material for each specialty.</summary>
    public bool BySpecialty { get; init; }

    /// <summary>Years and price level.</summary>
    public required WeightYears Years { get; init; }

    /// <summary>How weights are computed.</summary>
    public required WeightOptions Options { get; init; }

    /// <summary>Samples that intervals are taken from; null for intervals by formulas.</summary>
    public BootstrapRequest? Bootstrap { get; init; }

    /// <summary>True to keep contacts, so that outliers can be listed.</summary>
    public bool KeepsContacts { get; init; }

    /// <summary>What is known of the list besides what is computed.</summary>
    public WeightManifest Manifest { get; init; } = new();
}

/// <summary>Samples that are drawn from the contacts of a list, so that intervals follow from them. Immutable.</summary>
/// <param name="Rounds">How many, 2 or more.</param>
/// <param name="Seed">Where chance starts.</param>
public sealed record BootstrapRequest(int Rounds, int Seed)
{
    /// <summary>The part of the rounds that is computed; null for all.</summary>
    public Partition? Part { get; init; }

    /// <summary>Where weights of rounds are written, or taken from; null to compute all here.</summary>
    public PartialFile? File { get; init; }
}

/// <summary>A computed list with what became of the contacts. Immutable.</summary>
/// <param name="Computed">The weights.</param>
/// <param name="Manifest">Where they come from.</param>
/// <param name="Summary">What became of the rows.</param>
/// <param name="Issues">Contacts of other years (GRP4110, GRP4113).</param>
/// <param name="Types">Mean cost by type, where costs have types.</param>
/// <param name="Contacts">The contacts, at the price level of the list, where they were to be kept.</param>
/// <param name="Names">Names of groups, where their set is available.</param>
public sealed record WeightResult(
    ComputedWeights Computed, WeightManifest Manifest, GroupedSummary Summary, ImmutableArray<Issue> Issues, CostTypes? Types,
    IReadOnlyList<GroupedContact> Contacts, Func<string, string> Names)
{
    /// <summary>True if contacts could not be used since the index lacks their year.</summary>
    public bool HasUnusable => Issues.Any(issue => issue.Code.Severity == IssueSeverity.Error);

    /// <summary>The list.</summary>
    public WeightList List() => Computed.ToList(Manifest, Names);
}

/// <summary>Contacts with costs -> a weight list.</summary>
public static class WeightComputation
{
    /// <summary>Computes.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="input">The files.</param>
    /// <param name="language">Language of the names of groups.</param>
    /// <exception cref="NothingToComputeException">No contact with a cost is left.</exception>
    /// <exception cref="RefusedException">The contacts are grouped under several sets, or their costs are in several
    /// currencies.</exception>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public static WeightResult Run(WeightRequest request, GroupedInput input, Language language)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        var costs = input.Costs();
        var (store, years, kept) = (new CaseStore(request.ByCareForm, request.BySpecialty), request.Years, new List<GroupedContact>());
        var keeps = request.KeepsContacts || costs is { Types.Length: > 1 };
        ImmutableArray<string> by =
        [
            .. years.AreAsked ? ["year"] : Array.Empty<string>(), .. request.Cluster is { } column ? [column] : Array.Empty<string>(),
        ];
        Func<ReportingUnit, double?>? factor = years.AreAsked ? years.FactorOf : null;
        var summary = input.Read(request.Contacts, new(by) { KeepsIds = request.KeepsContacts }, contacts =>
        {
            store.Add(contacts, factor);
            if (years.AreAsked)
                years.Count(contacts);
            if (!keeps)
                return;
            foreach (ref readonly var contact in contacts)
            {
                if ((factor is null ? 1 : factor(contact.Unit)) is { } times)
                    kept.Add(contact with { Cost = contact.Cost * times });
            }
        }, keeps ? [] : [store, years]);
        var issues = Issues(request).ToImmutableArray();
        if (store.Count == 0)
            throw new NothingToComputeException(issues);
        var table = Trimmed(store.ToTable());
        var options = request.Options with { HasClusters = request.Cluster is not null };
        var computed = WeightCalculator.Compute(table, options);
        if (request.Bootstrap is { } bootstrap)
            computed = Resampled(bootstrap, table.Table, Trimmed, options, input.Host.Stop).Into(computed);
        var manifest = request.Manifest with
        {
            Set = input.SetId(summary),
            Year = years.Year,
            CostYears = years.Stamp(),
            Adjustments = request.Options.Adjustments,
            Material = string.Create(CultureInfo.InvariantCulture, $"{request.Manifest.Material}, {table.Table.Count} contacts"),
            Trimming = (request.Limits is { } given ? $"limits of {given.Name}" : $"cost {request.Cost}, days {request.Days}")
                + (request.Means == MeanMethod.Inliers ? "" : request.Means == MeanMethod.Winsorised ? ", winsorised" : ", corrected"),
            SmallGroups = string.Create(
                CultureInfo.InvariantCulture,
                $"{(request.Options.SmallGroups == SmallGroups.Borrow ? "borrow" : "credibility")}, {request.Options.MinContacts}"),
            Cap = string.Join("; ", computed.Caps.Select(cap => string.Create(
                CultureInfo.InvariantCulture,
                $"{(cap.Material.Length > 0 ? cap.Material + ": " : "")}{100 * cap.Share:0.##} % from {request.Options.Previous!.Name}: " +
                $"{cap.Capped} groups, the others x {cap.Factor:0.000000}"))),
            Intervals = request.Bootstrap is { } drawn ? string.Create(
                CultureInfo.InvariantCulture, $"bootstrap, {drawn.Rounds} rounds, seed {drawn.Seed}") : "",
            Engine = Grouper.EngineVersion,
            Kronor = computed.Materials.ToImmutableSortedDictionary(material => material.Name, material => material.MeanCost),
        };
        var types = costs is { Types.Length: > 1 }
            ? CostTypes.Of(costs, computed.ToList(manifest, _ => ""), kept, byUnit: false)
            : null;
        return new(computed, manifest, summary, issues, types, kept, input.Names(summary, language));

        TrimmedTable Trimmed(CaseTable cases) => (request.Limits is { } limits
            ? new TrimmedTable(cases, limits.LimitsOf)
            : new TrimmedTable(cases, request.Cost, request.Days)).With(request.Means);
    }

    private static WeightBootstrap Resampled(
        BootstrapRequest request, CaseTable table, Func<CaseTable, TrimmedTable> trim, WeightOptions options, CancellationToken stop)
    {
        var rounds = new WeightBootstrap(request.Rounds, request.Seed);
        if (request.File is { IsMerging: true } merged)
            merged.AddTo(new(), rounds);
        else
            rounds.Run(
                table, trim, options, (int)(request.Part?.Begin(request.Rounds) ?? 0),
                (int)Math.Min(request.Part?.End(request.Rounds) ?? long.MaxValue, request.Rounds), stop);
        if (request.File is { IsMerging: false } part)
            part.Write([], rounds);
        return rounds;
    }

    /// <summary>Writes the outliers of a list as rows of a CSV file; nothing for no path.</summary>
    public static void WriteOutliers(WeightResult result, string? path)
    {
        ArgumentNullException.ThrowIfNull(result);
        using var outliers = new OutlierFile(path, []);
        YearlyWeights list = result.List();
        foreach (var contact in result.Contacts)
            outliers.Add(contact, list);
        outliers.Commit();
    }

    /// <summary>Contacts that were passed over for their year.</summary>
    private static IEnumerable<Issue> Issues(WeightRequest request)
    {
        foreach (var (year, contacts) in request.Years.WithoutIndex)
            yield return new(
                WorkflowIssues.YearWithoutIndex, request.Manifest.PriceIndex.Split(' ')[0], Value: year, Detail: Number(contacts));
        foreach (var (year, contacts) in request.Years.Others)
            yield return new(WorkflowIssues.OtherCostYear, Value: year, Detail: Number(contacts));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>No contact with a cost above 0 is left to compute weights from.</summary>
/// <param name="issues">What became of them.</param>
public sealed class NothingToComputeException(ImmutableArray<Issue> issues)
    : RefusedException("No contact with a cost above 0 is left to compute weights from.")
{
    /// <summary>What became of the contacts.</summary>
    public ImmutableArray<Issue> Issues => issues;
}
