using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Deliveries;
using Gruppera.Grouping;
using Gruppera.Presentation.Production;

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
    private readonly Option<bool> _sharePq;
    private readonly Option<bool> _restore;
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
        _by = new("--by") { Description = session.Say("care-form: a reference material for each care form") };
        _by.AcceptOnlyFromAmong("care-form");
        _index = new("--price-index") { Description = session.Say("File of year and level: costs are moved to the price level of --year") };
        _year = new("--year") { Description = session.Say("Year of the list (default: the last year of the index)") };
        _min = new("--min-contacts") { Description = session.Say("Innerfall below which a group's own mean is not used"), DefaultValueFactory = _ => 30 };
        _previous = new("--previous") { Description = session.Say("Weight list to borrow from first, a file or the id of a stored list") };
        _manual = new("--manual") { Description = session.Say("Weight list set by hand, used last") };
        _sharePq = new("--share-pq") { Description = session.Say("Let P and Q of the same visit group share their contacts' mean") };
        _restore = new("--restore-order") { Description = session.Say("Pool groups A, C, E whose weights are against their order") };
        _kind = new("--kind") { Description = session.Say("prospective, retrospective or reference"), DefaultValueFactory = _ => "retrospective" };
        _kind.AcceptOnlyFromAmong("prospective", "retrospective", "reference");
        _errata = new("--errata") { Description = session.Say("What was corrected after the list was first given out"), DefaultValueFactory = _ => "" };
        _output = new("--output", "-o") { Description = session.Say("Output file: .csv, .xlsx, or .json (which the store takes with its manifest)") };
        _store = new("--store") { Description = session.Say("Store the list under this id") };
        _first = new("--first") { Description = session.Say("How many groups the terminal shows, those with most contacts"), DefaultValueFactory = _ => 30 };
        _format = Answer.FormatOption(session);
    }

    internal static Command Create(Session session)
    {
        var made = new WeightsComputeCommand(session);
        var command = new Command("compute", session.Say("Compute weights from the costs of grouped contacts"));
        made._contacts.AddTo(command);
        made._trim.AddTo(command);
        foreach (var option in new Option[] { made._by, made._index, made._year, made._min, made._previous, made._manual, made._sharePq, made._restore, made._kind, made._errata, made._output, made._store, made._first, made._format })
            command.Options.Add(option);
        command.SetAction(made.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (cost, days) = (_trim.Cost(parsed), _trim.Days(parsed));
        if (parsed.GetValue(_output) is { } output && !WeightsFile.IsName(output))
            throw new UsageException($"--output {output}: a name that ends in .csv, .xlsx or .json");
        if (parsed.GetValue(_store) is { } id && (!WeightStore.IsId(id) || WeightsCommand.Store.Exists(id)))
            throw new UsageException($"--store {id}: a new id of a-z, 0-9 and hyphen");
        var options = new WeightOptions
        {
            MinContacts = Math.Max(1, parsed.GetValue(_min)),
            Previous = Weights.Read(_session, parsed.GetValue(_previous)),
            Manual = Weights.Read(_session, parsed.GetValue(_manual)),
            SharesPq = parsed.GetValue(_sharePq),
            RestoresOrder = parsed.GetValue(_restore),
        };
        var index = Index(parsed);
        var year = parsed.GetValue(_year) ?? (index is { Levels.IsEmpty: false } ? index.Levels.Keys.Last() : 0);
        var store = new CaseStore(parsed.GetValue(_by) is not null);
        var summary = _contacts.Read(parsed, index is null ? [] : ["year"], contacts => store.Add(contacts, index is null ? null : unit => Factor(index, unit, year)));
        var issues = store.WithoutFactor.Select(pair => new Issue(IssueCodes.YearWithoutIndex, index!.Name, Value: pair.Key, Detail: Session.Number(pair.Value))).ToList();
        if (store.Count == 0)
            throw new UsageException("No contact with a cost above 0 is left to compute weights from.");
        var table = new TrimmedTable(store.ToTable(), cost, days);
        var computed = WeightCalculator.Compute(table, options);
        var manifest = new WeightManifest
        {
            Id = parsed.GetValue(_store) ?? "",
            Set = _contacts.SetId(parsed, summary),
            Kind = parsed.GetValue(_kind)!,
            Year = year,
            Material = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(_contacts.Contacts(parsed))}, {table.Table.Count} contacts"),
            Trimming = $"cost {cost}, days {days}",
            PriceIndex = index is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{index.Name} to {year}"),
            Errata = parsed.GetValue(_errata)!,
            Engine = Grouper.EngineVersion,
            Kronor = computed.Materials.ToImmutableSortedDictionary(material => material.Name, material => material.MeanCost),
        };
        var names = _contacts.Names(parsed, summary);
        foreach (var code in issues.Concat(Together(computed.Issues)).GroupBy(issue => issue.Code))
        {
            foreach (var issue in code.Take(ShownPerCode))
                _session.Error.WriteLine((issue.File.Length > 0 ? issue : issue with { File = Path.GetFileName(_contacts.Contacts(parsed)) }).ToString(_session.Language));
            var more = code.Skip(ShownPerCode).Select(issue => issue.Value).ToList();
            if (more.Count > 0)
                _session.Error.WriteLine(_session.Say($"{code.Key.Id} and {more.Count} more: {string.Join(", ", more):more}"));
        }

        WeightsFile.Write(_session, parsed.GetValue(_output), computed, manifest, names);
        if (manifest.Id.Length > 0)
            WeightsCommand.Add(computed.ToList(manifest, names));
        if (parsed.GetValue(_output) is null || parsed.GetValue(_format) != "json")
            Answer.Write(_session, parsed.GetValue(_format)!, WeightsAnswer.Of(computed, manifest, names), answer => answer.Document(_session, Math.Max(0, parsed.GetValue(_first))));
        return issues.Count > 0 ? ExitCode.UnreadableRows : GroupedOptions.ExitOf(summary);
    }

    /// <summary>Groups with too few contacts in one line; the flags of the list tell which they are.</summary>
    private static IEnumerable<Issue> Together(ImmutableArray<Issue> issues)
    {
        var few = issues.Count(issue => issue.Code == IssueCodes.TooFewContacts);
        return issues.Where(issue => issue.Code != IssueCodes.TooFewContacts).Concat(few == 0 ? [] : [new Issue(IssueCodes.TooFewContacts, Detail: $"{Session.Number(few)} DRG")]);
    }

    private static double? Factor(PriceIndex index, ReportingUnit unit, int year) =>
        int.TryParse(unit.Parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? index.Factor(from, year) : null;

    private PriceIndex? Index(ParseResult parsed)
    {
        if (parsed.GetValue(_index) is not { } path)
            return null;
        if (!File.Exists(path))
            throw new UsageException($"No price index {path}");
        var issues = new List<Issue>();
        var index = PriceIndex.Read(Path.GetFileName(path), TableFile.Rows(path), issues);
        foreach (var issue in issues)
            _session.Error.WriteLine(issue.ToString(_session.Language));
        var year = parsed.GetValue(_year);
        return index.Levels.IsEmpty || (year is { } asked && !index.Levels.ContainsKey(asked))
            ? throw new UsageException(year is { } missing ? $"The price index {path} has no level for {missing:year}" : (Text)$"The price index {path} has no level for any year")
            : index;
    }
}
