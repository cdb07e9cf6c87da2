namespace Gruppera.Workflows.Synthesis;

/// <summary>The contact being made, in buffers that are used again. Not thread-safe.</summary>
internal sealed class Draft
{
    internal const int MaxCodes = 28;
    private readonly Diagnosis[] _diagnoses = new Diagnosis[MaxCodes];
    private readonly ProcedureCode[] _procedures = new ProcedureCode[MaxCodes];

    internal Code[] Diagnoses { get; } = new Code[MaxCodes];

    internal Code[] Procedures { get; } = new Code[MaxCodes];

    internal int DiagnosisCount { get; set; }

    internal int ProcedureCount { get; set; }

    internal Care Care { get; set; }

    internal bool IsOutside { get; set; }

    internal Sex Sex { get; set; }

    internal int Age { get; set; }

    internal int Admission { get; set; }

    internal int Discharged { get; set; }

    internal int Days { get; set; }

    internal int LeaveDays { get; set; }

    internal DischargeMode Discharge { get; set; }

    internal SyntheticUnit Unit { get; set; } = null!;

    internal byte[] Clinic { get; set; } = [];

    internal long Patient { get; set; }

    internal long Cost { get; set; }

    internal bool HasCost { get; set; }

    internal ContactView View
    {
        get
        {
            for (var i = 0; i < DiagnosisCount; i++)
                _diagnoses[i] = Diagnoses[i].Diagnosis;
            for (var i = 0; i < ProcedureCount; i++)
                _procedures[i] = Procedures[i].Procedure;
            return new(Sex, new(Age), new(Days), Discharge, _diagnoses.AsSpan(0, DiagnosisCount), _procedures.AsSpan(0, ProcedureCount));
        }
    }

    internal void Clear(Care care)
    {
        (DiagnosisCount, ProcedureCount, Care, IsOutside, LeaveDays, Days, Discharge) = (0, 0, care, false, 0, 0, DischargeMode.Alive);
    }

    /// <summary>Adds a diagnosis; false if it is there already or there is no room.</summary>
    internal bool Add(Code code)
    {
        if (DiagnosisCount == MaxCodes)
            return false;
        for (var i = 0; i < DiagnosisCount; i++)
        {
            if (ReferenceEquals(Diagnoses[i], code))
                return false;
        }

        Diagnoses[DiagnosisCount++] = code;
        return true;
    }

    internal void AddProcedure(Code code)
    {
        if (ProcedureCount < MaxCodes)
            Procedures[ProcedureCount++] = code;
    }

    internal void RemoveProcedureAt(int index)
    {
        for (var i = index + 1; i < ProcedureCount; i++)
            Procedures[i - 1] = Procedures[i];
        ProcedureCount--;
    }

    internal bool HasProcedure(Predicate<Code> wanted)
    {
        for (var i = 0; i < ProcedureCount; i++)
        {
            if (wanted(Procedures[i]))
                return true;
        }

        return false;
    }
}
