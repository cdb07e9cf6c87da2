using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Gruppera.Casemix;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera weights compute</c>: costs of grouped contacts in, a weight list out.</summary>
internal sealed class WeightsComputeCommand
{
    private const int ShownPerCode = 5;
    private readonly Session _session;
    private readonly GroupedOptions _contacts;
    private readonly TrimOptions _trim;
    private readonly Option<string?> _by;
    private readonly Option<string?> _index;
    private readonly Option<int?> _year;
    private readonly Option<int> _min;
    private readonly Option<string?> _previous;
    private readonly Option<string?> _manual;
    private readonly Option<string?> _cap;
    private readonly Option<string?> _limits;
    private readonly Option<string> _small;
    private readonly Option<string> _means;
    private readonly Option<string?> _cluster;
    private readonly Option<bool> _sharePq;
    private readonly Option<string[]> _share;
    private readonly Option<string?> _adjust;
    private readonly Option<int?> _costYear;
    private readonly Option<bool> _restore;
    private readonly Option<int?> _bootstrap;
    private readonly Option<int> _seed;
    private readonly Option<string> _kind;
    private readonly Option<string> _errata;
    private readonly Option<string?> _output;
    private readonly Option<string?> _store;
    private readonly Option<int> _first;
    private readonly Option<string> _format;

    private WeightsComputeCommand(Session session)
    {
        _session = session;
        _contacts = new(session, isOfCosts: true);
        _trim = new(session, "iqr:5%");
        _by = new("--by")
        {
            Description = session.Say(
                "care-form, specialty or care-form,specialty: a reference material for each"),
        };
        _by.AcceptOnlyFromAmong("care-form", "specialty", "care-form,specialty");
        _index = new("--price-index") { Description = session.Say("File of year and level: costs are moved to the price level of --year") };
        _year = new("--year") { Description = session.Say("Year of the list (default: the last year of the index)") };
        _min = new("--min-contacts")
        {
            Description = session.Say("Fewest inliers for a group to tell of others, and for its own mean to be used with borrow"),
            DefaultValueFactory = _ => 30,
        };
        _previous = new("--previous") { Description = session.Say("Weight list to borrow from first, a file or the id of a stored list") };
        _manual = new("--manual") { Description = session.Say("Weight list set by hand, used last") };
        _cap = new("--cap")
        {
            Description = session.Say(
                "The most that weights may change by from --previous, such as 10%; the others are moved so that points stay the same"),
        };
        _small = new("--small-groups")
        {
            Description = session.Say(
                "credibility: own contacts as far as they are worth it, the rest from the previous list, neighbouring groups and the " +
                "parent group; borrow: all or nothing below --min-contacts, as before (default credibility)"),
            DefaultValueFactory = _ => "credibility",
        };
        _small.AcceptOnlyFromAmong("credibility", "borrow");
        _means = new("--means")
        {
            Description = session.Say(
                "What mean costs are of: inliers; winsorised: all contacts, outliers at their limit; corrected: all contacts, outliers " +
                "at their limit times what outliers cost beyond it on the whole (default inliers)"),
            DefaultValueFactory = _ => "inliers",
        };
        _means.AcceptOnlyFromAmong("inliers", "winsorised", "corrected");
        _cluster = new("--cluster")
        {
            Description = session.Say(
                "Column of the patient, hospital or other unit within which contacts are not independent: errors and intervals by it"),
        };
        _limits = new("--limits")
        {
            Description = session.Say("Weight list whose outlier limits are used instead of --trim, a file or the id of a stored list"),
        };
        _sharePq = new("--share-pq") { Description = session.Say(OptionWords.SharePq) };
        _share = new("--share")
        {
            Description = session.Say("Groups that share a weight: T17P+T17Q, or a pattern such as T*P+T*Q"),
            AllowMultipleArgumentsPerToken = true,
        };
        _adjust = new("--adjust")
        {
            Description = session.Say("File of adjustments: drg, old, new, reason, who; refused if the old weight is another"),
        };
        _costYear = new("--cost-year")
        {
            Description = session.Say(
                "Only costs of this year (default: two years before of a prospective list, the year itself of a retrospective one " +
                "without index)"),
        };
        _restore = new("--restore-order") { Description = session.Say(OptionWords.RestoreOrder) };
        _bootstrap = new(PartOfMany.Rounds)
        {
            Description = session.Say(
                "How many samples to draw from the contacts with replacement (of clusters with --cluster): errors and intervals are then " +
                "those of their weights; --partition divides the samples, not the contacts"),
            HelpName = "rounds",
        };
        _seed = new("--seed")
        {
            Description = session.Say("Where chance starts with --bootstrap: the same seed gives the same intervals"),
            DefaultValueFactory = _ => 1,
        };
        _kind = new("--kind")
        {
            Description = SharedOptions.KindText(session),
            DefaultValueFactory = _ => "retrospective",
        };
        _kind.AcceptOnlyFromAmong("prospective", "retrospective", "reference");
        _errata = new("--errata")
        {
            Description = SharedOptions.ErrataText(session),
            DefaultValueFactory = _ => "",
        };
        _output = new("--output", "-o")
        {
            Description = session.Say("Output file: .csv, .xlsx, or .json (which can be stored with its manifest)"),
        };
        _store = new("--store") { Description = session.Say("Store the list under this id") };
        _first = new("--first")
        {
            Description = session.Say("How many groups the terminal shows, those with most contacts"),
            DefaultValueFactory = _ => 30,
        };
        _format = Answer.FormatOption(session);
    }

    internal static Command Create(Session session)
    {
        var made = new WeightsComputeCommand(session);
        var command = new Command("compute", session.Say(OperationWords.Weights));
        made._contacts.AddTo(command);
        made._trim.AddTo(command);
        made._contacts.AddOutliersTo(command);
        foreach (var option in new Option[]
        {
            made._by, made._index, made._year, made._min, made._small, made._means, made._cluster, made._previous, made._manual, made._cap,
            made._limits, made._costYear, made._sharePq, made._share, made._adjust, made._restore, made._bootstrap, made._seed,
            made._kind, made._errata,
            made._output, made._store, made._first, made._format,
        })
            command.Options.Add(option);
        command.SetAction(made.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (cost, days) = (_trim.Cost(parsed), _trim.Days(parsed));
        if (parsed.GetValue(_output) is { } output && !WeightsFile.IsName(output))
            throw new UsageException($"--output {output}: give a name that ends in .csv, .xlsx or .json");
        if (parsed.GetValue(_store) is { } id && (!WeightStore.IsId(id) || WeightsCommand.Store.Exists(id)))
            throw new UsageException($"--store {id}: use a new id of a-z, 0-9 and hyphen");
        var index = PriceIndexFile.Read(parsed.GetValue(_index), parsed.GetValue(_year), _session.Tell);
        var years = WeightYears.Of(parsed.GetValue(_kind)!, parsed.GetValue(_year), parsed.GetValue(_costYear), index, out var problem)
            ?? throw new UsageException(problem);
        var by = parsed.GetValue(_by) ?? (cost.Own.IsEmpty && days.Own.IsEmpty ? "" : "care-form");
        var request = new WeightRequest(_contacts.Contacts(parsed))
        {
            Cost = cost,
            Days = days,
            Cluster = parsed.GetValue(_cluster),
            Means = parsed.GetValue(_means) switch
            {
                "winsorised" => MeanMethod.Winsorised,
                "corrected" => MeanMethod.Corrected,
                _ => MeanMethod.Inliers,
            },
            Limits = Weights.Read(_session, parsed.GetValue(_limits)),
            ByCareForm = by.Contains("care-form", StringComparison.Ordinal),
            BySpecialty = by.Contains("specialty", StringComparison.Ordinal),
            Years = years,
            Bootstrap = Bootstrap(parsed),
            KeepsContacts = _contacts.Outliers(parsed) is not null,
            Options = new()
            {
                MinContacts = Math.Max(1, parsed.GetValue(_min)),
                SmallGroups = parsed.GetValue(_small) == "borrow" ? SmallGroups.Borrow : SmallGroups.Credibility,
                Previous = Weights.Read(_session, parsed.GetValue(_previous)),
                Manual = Weights.Read(_session, parsed.GetValue(_manual)),
                Cap = Cap(parsed),
                SharesPq = parsed.GetValue(_sharePq),
                Shared = [.. (parsed.GetValue(_share) ?? []).Select(Shared)],
                Adjustments = AdjustmentFile.Read(parsed.GetValue(_adjust), _session.Tell),
                RestoresOrder = parsed.GetValue(_restore),
            },
            Manifest = new()
            {
                Id = parsed.GetValue(_store) ?? "",
                Kind = parsed.GetValue(_kind)!,
                Material = Path.GetFileName(_contacts.Contacts(parsed)),
                PriceIndex = index is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{index.Name} to {years.Year}"),
                Errata = parsed.GetValue(_errata)!,
            },
        };
        var input = _contacts.Input(parsed);
        var result = Compute(parsed, request, input);
        var (computed, manifest, names) = (result.Computed, result.Manifest, result.Names);
        Tell(parsed, result.Issues);
        Tell(parsed, Together(computed.Issues));
        if (!computed.Unmet.IsEmpty)
        {
            var first = computed.Unmet[0];
            var now = first.Weight is { } weight ? _session.Weight(weight) : "-";
            throw new UsageException(
                Text.Count(computed.Unmet.Length,
                    $"{computed.Unmet.Length} adjustment is for another weight than that of the list ({first.Adjustment.Drg}: " +
                    $"{first.Adjustment.Old} in the file, {now:weight} in the list): " +
                    $"nothing was written",
                    $"{computed.Unmet.Length} adjustments are for another weight than that of the list ({first.Adjustment.Drg}: " +
                    $"{first.Adjustment.Old} in the file, {now:weight} in the list): " +
                    $"nothing was written"));
        }

        WeightsFile.Write(_session, parsed.GetValue(_output), computed, manifest, names, result.Types);
        WeightComputation.WriteOutliers(result, _contacts.Outliers(parsed));
        if (manifest.Id.Length > 0)
            WeightsCommand.Add(result.List());
        if (parsed.GetValue(_output) is null || parsed.GetValue(_format) != "json")
            Answer.Write(
                _session, parsed.GetValue(_format)!, WeightsAnswer.Of(computed, manifest, names, result.Types),
                answer => answer.Document(_session, Math.Max(0, parsed.GetValue(_first))));
        return result.HasUnusable ? ExitCode.UnreadableRows : GroupedOptions.ExitOf(input, result.Summary);
    }

    private WeightResult Compute(ParseResult parsed, WeightRequest request, GroupedInput input)
    {
        try
        {
            return WeightComputation.Run(request, input, _session.Language);
        }
        catch (NothingToComputeException exception)
        {
            Tell(parsed, exception.Issues);
            throw;
        }
    }

    private void Tell(ParseResult parsed, IEnumerable<Issue> issues)
    {
        foreach (var code in issues.GroupBy(issue => issue.Code))
        {
            foreach (var issue in code.Take(ShownPerCode))
                _session.Error.WriteLine(IssueHints.Line(
                    issue.File.Length > 0 ? issue : issue with { File = Path.GetFileName(_contacts.Contacts(parsed)) }, _session.Language));
            var more = code.Skip(ShownPerCode).Select(issue => issue.Value).ToList();
            if (more.Count > 0)
                _session.Error.WriteLine(_session.Say($"{code.Key.Id} and {more.Count} more: {string.Join(", ", more):more}"));
        }
    }

    private BootstrapRequest? Bootstrap(ParseResult parsed)
    {
        if (parsed.GetValue(_bootstrap) is not { } rounds)
        {
            return parsed.GetResult(_seed) is { Implicit: false }
                ? throw OutputNames.WithoutEffect("--seed", PartOfMany.Rounds) : null;
        }

        return rounds is < 2 or > Partition.Most
            ? throw new UsageException($"--bootstrap {rounds}: give 2 to {Partition.Most:most} rounds")
            : new(rounds, parsed.GetValue(_seed)) { Part = _session.Share?.Part, File = _session.SharePartial };
    }

    private double Cap(ParseResult parsed)
    {
        if (parsed.GetValue(_cap) is not { } text)
            return 0;
        if (parsed.GetValue(_previous) is null)
            throw new UsageException("--cap needs the list before: --previous LIST");
        return WeightCap.ReadShare(text)
            ?? throw new UsageException($"--cap {text}: give a percentage between 0 and 100, such as 10%");
    }

    private static SharedWeights Shared(string text) => SharedWeights.Parse(text) ?? throw new UsageException(
        $"--share {text}: give groups or patterns with + between, such as T17P+T17Q or *P+*Q");

    /// <summary>Groups with too few contacts in one line; the flags of the list show which they are.</summary>
    private static IEnumerable<Issue> Together(ImmutableArray<Issue> issues)
    {
        var few = issues.Count(issue => issue.Code == CasemixIssues.TooFewContacts);
        return issues.Where(issue => issue.Code != CasemixIssues.TooFewContacts)
            .Concat(few == 0 ? [] : [new Issue(CasemixIssues.TooFewContacts, Detail: $"{Session.Number(few)} DRG")]);
    }
}
