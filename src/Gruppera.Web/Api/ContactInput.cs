using System.Collections.Immutable;

namespace Gruppera.Web.Api;

// What ContactJsonReader reads, for the OpenAPI document; a test holds the two together.

/// <summary>A care contact as requests have it. Something must give the age, and something the care days or that it is a visit; the rest
/// may be left out; other fields are refused. Immutable.</summary>
public sealed record ContactInput
{
    /// <summary>What the sender calls the contact; given back, never used in grouping.</summary>
    public string? Id { get; init; }

    /// <summary>Legal sex: M or 1, F, K or 2, or a word; missing if left out.</summary>
    public string? Sex { get; init; }

    /// <summary>Age in days at admission or visit.</summary>
    public int? AgeDays { get; init; }

    /// <summary>Age in completed years; used where neither days nor dates give the age.</summary>
    public int? Age { get; init; }

    /// <summary>Date of birth; with the admission date it gives the age in days.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Year of birth; used where nothing else gives the age, with the admission date.</summary>
    public int? BirthYear { get; init; }

    /// <summary>Date of admission or visit.</summary>
    public DateOnly? AdmissionDate { get; init; }

    /// <summary>Date of discharge; with the admission date it gives the care days.</summary>
    public DateOnly? DischargeDate { get; init; }

    /// <summary>Care days; 0 for an outpatient contact.</summary>
    public int? Duration { get; init; }

    /// <summary>Days of leave within the stay: they explain care days fewer than the dates say.</summary>
    public int? LeaveDays { get; init; }

    /// <summary>E dead, R transferred, L left against advice, N other.</summary>
    public string? Discharge { get; init; }

    /// <summary>inpatient, outpatient, primary or outside; where left out, care days decide. Outside:
    /// care that NordDRG does not describe has no group.</summary>
    public string? CareForm { get; init; }

    /// <summary>somatic or psychiatric; where left out, the MDC of the group decides.</summary>
    public string? Specialty { get; init; }

    /// <summary>Diagnoses, the principal one first: a code, or a pair as G94.0*A50.3. An object of code and dagger is read too.</summary>
    public ImmutableArray<string> Diagnoses { get; init; }

    /// <summary>Procedure codes; their order makes no difference.</summary>
    public ImmutableArray<string> Procedures { get; init; }
}
