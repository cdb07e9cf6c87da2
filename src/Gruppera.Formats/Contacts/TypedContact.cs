using System.Collections.Immutable;
using System.Text;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>The facts of a contact as a person types them, in options or in a form; null or empty if omitted. Immutable.</summary>
public sealed record TypedContact
{
    private static readonly ImmutableArray<string> Dates = new ContactLayout { Name = "" }.Dates;

    /// <summary>Age in days.</summary>
    public string? AgeDays { get; init; }

    /// <summary>Age in completed years.</summary>
    public string? Age { get; init; }

    /// <summary>Date of birth.</summary>
    public string? BirthDate { get; init; }

    /// <summary>Year of birth.</summary>
    public string? BirthYear { get; init; }

    /// <summary>Date of admission or visit.</summary>
    public string? AdmissionDate { get; init; }

    /// <summary>Date of discharge.</summary>
    public string? DischargeDate { get; init; }

    /// <summary>Care days.</summary>
    public string? Duration { get; init; }

    /// <summary>Days of leave.</summary>
    public string? LeaveDays { get; init; }

    /// <summary>Care form.</summary>
    public string? CareForm { get; init; }

    /// <summary>Legal sex.</summary>
    public string? Sex { get; init; }

    /// <summary>Mode of discharge.</summary>
    public string? Discharge { get; init; }

    /// <summary>Reads what was typed.</summary>
    public TypedReading Read()
    {
        var faults = ImmutableArray.CreateBuilder<TypedFault>();
        var sex = Word<Sex>(Sex, ContactField.Sex, Gruppera.Sex.TryRead);
        var discharge = Word<DischargeMode>(Discharge, ContactField.Discharge, DischargeMode.TryRead);
        var facts = ContactFacts.Of(new()
        {
            AgeDays = Number(AgeDays, ContactField.AgeDays, FormatIssues.UnreadableAge),
            AgeYears = Number(Age, ContactField.Age, FormatIssues.UnreadableAge),
            BirthDate = Date(BirthDate, ContactField.BirthDate, Scalars.FirstBirthSerial),
            BirthYear = Number(BirthYear, ContactField.BirthYear, IssueCodes.UnreadableDate),
            Admission = Date(AdmissionDate, ContactField.AdmissionDate, Scalars.FirstSerial),
            Discharge = Date(DischargeDate, ContactField.DischargeDate, Scalars.FirstSerial),
            Duration = Number(Duration, ContactField.Duration, FormatIssues.UnreadableDuration),
            LeaveDays = Number(LeaveDays, ContactField.LeaveDays, FormatIssues.UnreadableDuration),
            CareForm = Word<CareForm>(CareForm, ContactField.CareForm, Gruppera.CareForm.TryRead),
        });
        if (facts.Problem is { } problem && problem != IssueCodes.AgeMissing && problem != IssueCodes.DurationMissing)
            Fail(problem, ContactFields.Of(facts.ProblemIn));
        if (facts.Missing.HasFlag(ContactNeeds.Age) && faults.All(fault => fault.Code != FormatIssues.UnreadableAge))
            Fail(IssueCodes.AgeMissing, ContactField.Age);
        if (facts.Missing.HasFlag(ContactNeeds.Duration) && faults.All(fault => fault.Code != FormatIssues.UnreadableDuration))
            Fail(IssueCodes.DurationMissing, ContactField.Duration);
        return new(facts, sex, discharge, faults.ToImmutable());

        int? Number(string? text, ContactField field, IssueCode problem)
        {
            if (IsBlank(text))
                return null;
            if (WholeNumber.TryParse(text, out var number))
                return number;
            Fail(problem, field);
            return null;
        }

        DateOnly? Date(string? text, ContactField field, int firstSerial)
        {
            if (IsBlank(text))
                return null;
            if (Scalars.TryReadDate(Encoding.UTF8.GetBytes(text!.Trim()), Dates, firstSerial, out var date))
                return date;
            Fail(IssueCodes.UnreadableDate, field);
            return null;
        }

        T Word<T>(string? text, ContactField field, TryRead<T> read)
            where T : struct
        {
            if (IsBlank(text))
                return default;
            if (!read(Encoding.UTF8.GetBytes(text!.Trim()), out var value))
                Fail(FormatIssues.UnexpectedValue, field);
            return value;
        }

        void Fail(IssueCode code, ContactField field) => faults.Add(new(code, ContactFields.NameOf(field)));
    }

    private static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text) || Scalars.IsBlank(Encoding.UTF8.GetBytes(text.Trim()));
}

/// <summary>What typed facts come to. Immutable.</summary>
/// <param name="Facts">Age, care days and care form; they hold where there is no fault.</param>
/// <param name="Sex">Legal sex.</param>
/// <param name="Discharge">Mode of discharge.</param>
/// <param name="Faults">What cannot be read and what is missing: with any, the contact cannot be grouped.</param>
public sealed record TypedReading(ContactFacts Facts, Sex Sex, DischargeMode Discharge, ImmutableArray<TypedFault> Faults)
{
    /// <summary>The contact of these facts with its codes.</summary>
    /// <param name="diagnoses">Diagnoses, the principal one first.</param>
    /// <param name="procedures">Procedures.</param>
    public CareContact ToContact(IEnumerable<Diagnosis> diagnoses, IEnumerable<ProcedureCode> procedures)
    {
        ArgumentNullException.ThrowIfNull(diagnoses);
        ArgumentNullException.ThrowIfNull(procedures);
        return new()
        {
            Sex = Sex,
            Age = Facts.Age,
            Duration = Facts.Duration,
            Discharge = Discharge,
            CareForm = Facts.CareForm,
            Diagnoses = [.. diagnoses],
            Procedures = [.. procedures],
        };
    }
}

/// <summary>Something wrong with what was typed. Immutable; it never holds a value.</summary>
/// <param name="Code">The kind of issue.</param>
/// <param name="Field">The field, named as in JSON: <c>age</c>, <c>ageDays</c>, <c>birthDate</c> ...</param>
public sealed record TypedFault(IssueCode Code, string Field);
