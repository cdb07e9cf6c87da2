namespace Gruppera.Workflows.Synthesis;

/// <summary>Makes a block of contacts as text. Each block has a stream of chance of its own, so that blocks can be made side by side
/// and come out the same. Not thread-safe.</summary>
internal sealed class BlockMaker
{
    internal const int Size = 4096;
    private readonly World _world;
    private readonly SynthesisOptions _options;
    private readonly FaultPlanter _planter;
    private readonly Draft _visit = new();
    private readonly Taker _take;
    private ContactDrafter _drafter = null!;
    private PatientDrafter _patients = null!;
    private long _next;
    private long _end;

    internal BlockMaker(World world, FaultPlanter planter, SynthesisOptions options)
    {
        (_world, _planter, _options, _take) = (world, planter, options, Take);
        _visit.HasCost = options.HasCosts;
        Rows = new(world.Grouper.Definition.Set.PrimaryCareCode);
    }

    internal RowWriter Rows { get; }

    internal List<PlantedFault> Planted { get; } = [];

    /// <summary>Contacts of the block by kind.</summary>
    internal long[] ByCare { get; } = new long[3];

    internal void Make(long block)
    {
        (_next, _end) = ((block * Size) + 1, Math.Min((block + 1) * Size, _options.Contacts) + 1);
        Rows.Clear();
        Planted.Clear();
        Array.Clear(ByCare);
        _drafter = new(_world, new(_options.Seed, block + 1));
        _drafter.Draft.HasCost = _options.HasCosts;
        _patients = new(_world, _drafter);
        for (var patient = _next; _next < _end; patient++)
            _patients.Make(patient, (int)(_end - _next), _take);
    }

    private bool Take(Draft draft)
    {
        if (_end - _next > 1 && _patients.IsUnplanned(draft))
            AddVisitBefore(draft);
        ref var dice = ref _drafter.Dice;
        var kind = dice.Chance(_options.Faults) ? Fault() : null;
        if (kind is { } planted)
            Planted.Add(new(_next + 1, _next, planted));
        Write(draft);
        if (kind is null && _options.Faults > 0 && _next < _end && dice.Chance(_options.Faults / _planter.Kinds.Length))
        {
            Planted.Add(new(_next + 1, _next, FaultKind.ContactTwice));
            Rows.Repeat(_next++);
            ByCare[(int)draft.Care]++;
        }

        return _next < _end;
    }

    private FaultKind? Fault() => _planter.Plant(_drafter);

    /// <summary>The visit that led to unplanned admission: the same day, the same hospital, marked XS100.</summary>
    private void AddVisitBefore(Draft stay)
    {
        _visit.Clear(Care.Outpatient);
        _visit.Add(stay.Diagnoses[0]);
        foreach (var code in new[] { _world.Visits.Unplanned, _world.Visits.Individual, _world.Visits.Physician })
        {
            if (code is not null)
                _visit.AddProcedure(code);
        }

        (_visit.Sex, _visit.Age, _visit.Admission, _visit.Patient, _visit.Unit) =
            (stay.Sex, stay.Age, stay.Admission, stay.Patient, stay.Unit);
        _visit.Clinic = World.EmergencyWard;
        var result = _world.Grouper.Group(_visit.View);
        if (result.ReturnCode.Value != '0')
            return;
        var cost = _world.Costs.OfRule(result.Rank);
        _visit.Cost = (long)Math.Max(
            1, Math.Floor(GroupCost.LogNormal(cost.MeanCost * stay.Unit.Efficiency, cost.CostSigma, _drafter.Dice.Normal()) + 0.5));
        Write(_visit);
    }

    private void Write(Draft draft)
    {
        Rows.Write(_next++, draft);
        ByCare[(int)draft.Care]++;
    }
}
