using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Gruppera.Grouping;

namespace Gruppera.Workflows.Synthesis;

/// <summary>How a synthetic population is made. Immutable.</summary>
public sealed record SynthesisOptions
{
    /// <summary>Number of contacts: rows of the file.</summary>
    public long Contacts { get; init; } = 100_000;

    /// <summary>The year of admissions and visits.</summary>
    public int Year { get; init; } = 2025;

    /// <summary>The same seed and definition set give the same bytes on any machine with any number of threads.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>True to write the cost of each contact.</summary>
    public bool HasCosts { get; init; }

    /// <summary>Share of contacts with planted bad coding, 0 to 1.</summary>
    public double Faults { get; init; } = 0.03;

    /// <summary>Threads that make contacts: 1 or more; default one per processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>What a synthetic population came to be.</summary>
/// <param name="Contacts">Rows written.</param>
/// <param name="Inpatient">Inpatient contacts.</param>
/// <param name="Outpatient">Visits to hospitals.</param>
/// <param name="Primary">Visits to health centres.</param>
/// <param name="Faults">Contacts with a planted fault.</param>
public sealed record SynthesisSummary(long Contacts, long Inpatient, long Outpatient, long Primary, long Faults);

/// <summary>Makes contacts of a synthetic region whose codes go together as a definition set has them, with known true costs and
/// known faults. No one's data are in it. One call at a time on one object.</summary>
public sealed class SyntheticPopulation
{
    private readonly World _world;
    private readonly FaultPlanter _planter;
    private readonly SynthesisOptions _options;

    /// <summary>Finds out which contacts the set has groups for.</summary>
    /// <exception cref="ArgumentException">No contact can be made for any group of the set.</exception>
    public SyntheticPopulation(Grouper grouper, SynthesisOptions options)
    {
        ArgumentNullException.ThrowIfNull(grouper);
        ArgumentNullException.ThrowIfNull(options);
        _options = options with { Threads = Math.Max(1, options.Threads) };
        _world = new(grouper, options.Year);
        _planter = new(_world, options.HasCosts);
    }

    /// <summary>The kinds of fault that the set has codes and rules for.</summary>
    public ImmutableArray<FaultKind> Kinds => _planter.Kinds;

    /// <summary>Writes the contacts in the canonical layout, UTF-8, comma-separated. Memory is the same whatever their number.</summary>
    /// <param name="output">Takes the text.</param>
    /// <param name="planted">Called for each planted fault, in the order of rows.</param>
    /// <param name="progress">Called now and then with the number of contacts written.</param>
    /// <param name="stop">Stops between blocks.</param>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public SynthesisSummary Write(
        Stream output, Action<PlantedFault>? planted = null, Action<long>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(Encoding.ASCII.GetBytes(RowWriter.Header(_options.HasCosts)));
        var blocks = (_options.Contacts + BlockMaker.Size - 1) / BlockMaker.Size;
        var makers = Enumerable.Range(0, _options.Threads + 1).Select(_ => new BlockMaker(_world, _planter, _options)).ToArray();
        var tasks = new Task[makers.Length];
        var (byCare, faults) = (new long[3], 0L);
        for (long block = 0; block < blocks + makers.Length; block++)
        {
            stop.ThrowIfCancellationRequested();
            var slot = (int)(block % makers.Length);
            var maker = makers[slot];
            if (block >= makers.Length && block - makers.Length < blocks)
            {
                tasks[slot].GetAwaiter().GetResult();
                output.Write(maker.Rows.Text);
                foreach (var fault in maker.Planted)
                    planted?.Invoke(fault);
                faults += maker.Planted.Count;
                for (var care = 0; care < byCare.Length; care++)
                    byCare[care] += maker.ByCare[care];
                progress?.Invoke(byCare.Sum());
            }

            var next = block;
            if (next < blocks)
                tasks[slot] = Task.Run(() => maker.Make(next), CancellationToken.None);
        }

        return new(byCare.Sum(), byCare[0], byCare[1], byCare[2], faults);
    }

    /// <summary>Writes what is true of the population as JSON: the efficiency of each unit, the mean cost of each group.</summary>
    public void WriteTruth(Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var json = new Utf8JsonWriter(
            output,
            new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("set", _world.Grouper.Definition.Set.Version.Id);
        json.WriteNumber("seed", _options.Seed);
        json.WriteNumber("year", _options.Year);
        json.WriteNumber("contacts", _options.Contacts);
        json.WriteNumber("faults", _options.Faults);
        json.WriteStartArray("hospitals");
        foreach (var unit in _world.Region.Units)
        {
            json.WriteStartObject();
            json.WriteString("hospital", unit.Name);
            json.WriteString("mission", unit.Mission);
            json.WriteNumber("efficiency", unit.Efficiency);
            json.WriteNumber("secondary_diagnoses", unit.Secondary);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("groups");
        foreach (var group in _world.Costs.All)
        {
            json.WriteStartObject();
            json.WriteString("drg", group.Drg);
            json.WriteString("care_form", Region.NameOf(group.Care));
            json.WriteNumber("mean_cost", group.MeanCost);
            json.WriteNumber("log_sd_cost", group.CostSigma);
            json.WriteNumber("mean_days", group.MeanDays);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
