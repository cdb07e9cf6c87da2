using System.Collections.Immutable;

namespace Gruppera;

/// <summary>A care contact as the grouper sees it: one inpatient episode or one outpatient visit. Immutable, thread-safe.</summary>
/// <remarks>Source: docs/specification/grouping.md §0.</remarks>
public sealed record CareContact
{
    /// <summary>What the sender calls the contact; never used in grouping.</summary>
    public string Id { get; init; } = "";

    /// <summary>Legal sex.</summary>
    public Sex Sex { get; init; }

    /// <summary>Age at admission or visit.</summary>
    public AgeInDays Age { get; init; }

    /// <summary>Care days; 0 for an outpatient contact.</summary>
    public Duration Duration { get; init; }

    /// <summary>Form of care, where it is given. Primary care decides the group where the set says by which property; the other forms are
    /// told by care days alone.</summary>
    public CareForm CareForm { get; init; }

    /// <summary>How the contact ended.</summary>
    public DischargeMode Discharge { get; init; }

    /// <summary>The principal diagnosis first, then the secondary diagnoses. Blank entries are dropped before grouping.</summary>
    public ImmutableArray<Diagnosis> Diagnoses { get; init; } = [];

    /// <summary>Procedure codes; their order makes no difference.</summary>
    public ImmutableArray<ProcedureCode> Procedures { get; init; } = [];

    /// <summary>Builds a contact from codes as one writes them: <c>Of("I71.4 I20.9", "")</c>.</summary>
    /// <param name="diagnoses">Diagnoses separated by blanks, the principal first, pairs as <c>G940*A503</c>.</param>
    /// <param name="procedures">Procedure codes separated by blanks.</param>
    public static CareContact Of(string diagnoses, string procedures = "") => new()
    {
        Diagnoses = [.. Words(Argument.Needed(diagnoses)).Select(word => Diagnosis.Parse(word))],
        Procedures = [.. Words(Argument.Needed(procedures)).Select(word => ProcedureCode.Parse(word))],
    };

    /// <summary>The contact as the hot path takes it.</summary>
    public ContactView View => new(Sex, Age, Duration, Discharge, Diagnoses.AsSpan(), Procedures.AsSpan(), CareForm);

    /// <summary>How many codes it has, and no more: a contact in a log or an exception's text says nothing of a patient.</summary>
    public override string ToString() => $"care contact with {Diagnoses.Length} diagnoses and {Procedures.Length} procedures";

    private static string[] Words(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
