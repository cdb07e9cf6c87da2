using System.Collections.Immutable;

namespace Gruppera.Workflows.Quality;

/// <summary>Every kind of finding about the coding of contacts. GRQ10xx: diagnoses; GRQ11xx: patient and dates; GRQ12xx: procedures
/// and visits; GRQ13xx: the contact as a whole; GRQ14xx: medicines and cost. The list stands in docs/quality.md; a test holds the
/// two together.</summary>
public static class QualityCodes
{
    private static readonly List<IssueCode> Codes = [];

    /// <summary>All codes, in order of their ids.</summary>
    public static ImmutableArray<IssueCode> All => [.. Codes.OrderBy(code => code.Id, StringComparer.Ordinal)];

    /// <summary>The place of the principal diagnosis is blank.</summary>
    public static readonly IssueCode PrincipalMissing = Add("GRQ1001", IssueSeverity.Error,
        "there is no principal diagnosis", "State the condition that was the main reason for the care.");

    /// <summary>A principal diagnosis that the set does not have.</summary>
    public static readonly IssueCode PrincipalUnknown = Add("GRQ1002", IssueSeverity.Error,
        "principal diagnosis is not in the definition tables", "Use a valid code of the year; check spelling and all positions.");

    /// <summary>A code that cannot be principal diagnosis.</summary>
    public static readonly IssueCode PrincipalNotApplicable = Add("GRQ1003", IssueSeverity.Error,
        "the code cannot be principal diagnosis", "State the condition itself: external causes, functions and the like are secondary.");

    /// <summary>A principal diagnosis that says too little.</summary>
    public static readonly IssueCode PrincipalUnspecific = Add("GRQ1004", IssueSeverity.Warning,
        "the principal diagnosis is too unspecific", "State what the examination showed, or the symptom that was examined.");

    /// <summary>An asterisk code without its dagger code.</summary>
    public static readonly IssueCode AsteriskWithoutDagger = Add("GRQ1005", IssueSeverity.Error,
        "an asterisk code lacks its dagger code", "Add the code of the underlying disease, directly after it.");

    /// <summary>A pair in the wrong order.</summary>
    public static readonly IssueCode DaggerFirst = Add("GRQ1006", IssueSeverity.Error,
        "the dagger code comes before its asterisk code", "Put the asterisk code first.");

    /// <summary>A pair whose first code is no asterisk code.</summary>
    public static readonly IssueCode NotAsterisk = Add("GRQ1007", IssueSeverity.Warning,
        "the first code of the pair is not an asterisk code", "Record the two as diagnoses of their own, or correct the first.");

    /// <summary>A secondary diagnosis that repeats the principal one.</summary>
    public static readonly IssueCode SecondaryIsPrincipal = Add("GRQ1008", IssueSeverity.Warning,
        "a secondary diagnosis repeats the principal diagnosis", "Remove it.");

    /// <summary>A secondary diagnosis given twice.</summary>
    public static readonly IssueCode SecondaryTwice = Add("GRQ1009", IssueSeverity.Warning,
        "a secondary diagnosis is given twice", "Remove one of them.");

    /// <summary>A secondary diagnosis, or a dagger code, that the set does not have.</summary>
    public static readonly IssueCode DiagnosisUnknown = Add("GRQ1010", IssueSeverity.Warning,
        "the diagnosis is not in the definition tables", "Use a valid code of the year; it was ignored.");

    /// <summary>A principal diagnosis whose group is of MDC 99.</summary>
    public static readonly IssueCode PrincipalInMdc99 = Add("GRQ1011", IssueSeverity.Warning,
        "with this principal diagnosis the contact is grouped to MDC 99, unspecific or wrong information",
        "Check the principal diagnosis: state the condition itself.");

    /// <summary>A code that is not valid on the day of the contact.</summary>
    public static readonly IssueCode CodeNotValid = Add("GRQ1013", IssueSeverity.Warning,
        "the code was not valid on the day of the contact",
            "Use a code that is valid on the day, or follow codes between years with gruppera codes.");

    /// <summary>A code of functions among the diagnoses.</summary>
    public static readonly IssueCode FunctionCode = Add("GRQ1012", IssueSeverity.Warning,
        "this looks like a code of functions (ICF) and is no diagnosis",
        "Move it to the procedures: ICF codes are not diagnoses.");

    /// <summary>An age above the limit.</summary>
    public static readonly IssueCode AgeImpossible = Add("GRQ1101", IssueSeverity.Error,
        "the age is more than 125 years", "Correct the date of birth or of admission.");

    /// <summary>Dates in the wrong order, or an inpatient episode without care days.</summary>
    public static readonly IssueCode DatesImpossible = Add("GRQ1102", IssueSeverity.Error,
        "the dates cannot be right",
        "Check that birth comes before admission and admission before discharge, and that an inpatient episode has at least one care day.");

    /// <summary>Sex is missing if it decides the group.</summary>
    public static readonly IssueCode SexMissing = Add("GRQ1103", IssueSeverity.Error,
        "sex is missing and decides the group", "Record the patient's legal sex.");

    /// <summary>A diagnosis of the other sex.</summary>
    public static readonly IssueCode SexAgainstDiagnosis = Add("GRQ1104", IssueSeverity.Warning,
        "sex and diagnosis do not go together", "Check sex and code.");

    /// <summary>A diagnosis of another age.</summary>
    public static readonly IssueCode AgeAgainstDiagnosis = Add("GRQ1105", IssueSeverity.Warning,
        "age and diagnosis do not go together", "Check the date of birth and the code.");

    /// <summary>Times of a visit in the wrong order.</summary>
    public static readonly IssueCode TimesInWrongOrder = Add("GRQ1106", IssueSeverity.Error,
        "the times of the visit cannot be right", "The visit starts before the physician comes, and the physician comes before it ends.");

    /// <summary>A time that cannot be read.</summary>
    public static readonly IssueCode TimeUnreadable = Add("GRQ1107", IssueSeverity.Warning,
        "the time cannot be read", "Write 14:05, or 2025-03-01 14:05.");

    /// <summary>A procedure that the set does not have.</summary>
    public static readonly IssueCode ProcedureUnknown = Add("GRQ1201", IssueSeverity.Warning,
        "the procedure is not in the definition tables", "Use a valid code of the year; it was ignored.");

    /// <summary>An operating-room procedure that the principal diagnosis does not explain.</summary>
    public static readonly IssueCode ProcedureUnrelated = Add("GRQ1202", IssueSeverity.Warning,
        "no diagnosis explains the procedure: it is grouped as a rare combination",
        "Check the procedure and the choice of principal diagnosis.");

    /// <summary>A visit without profession.</summary>
    public static readonly IssueCode ProfessionMissing = Add("GRQ1203", IssueSeverity.Warning,
        "the visit lacks the profession met, which the set asks for", "Add a code of XS910 to XS925.");

    /// <summary>A visit without its form.</summary>
    public static readonly IssueCode VisitFormMissing = Add("GRQ1204", IssueSeverity.Warning,
        "the visit lacks its form, which the set asks for", "Add XS900, XS901 or XS902.");

    /// <summary>XS100 on an inpatient stay.</summary>
    public static readonly IssueCode UnplannedOnStay = Add("GRQ1205", IssueSeverity.Error,
        "XS100 is recorded on an inpatient stay", "Record it on the visit where admission was decided, and nowhere else.");

    /// <summary>A diagnosis that means an operation, without it.</summary>
    public static readonly IssueCode OperationMissing = Add("GRQ1206", IssueSeverity.Warning,
        "the diagnosis means an operation, but its procedure is missing",
        "Add the procedure, such as MCA10 to O82.0: the diagnosis alone does not decide the group.");

    /// <summary>A contact that is there twice.</summary>
    public static readonly IssueCode ContactTwice = Add("GRQ1301", IssueSeverity.Error,
        "the contact occurs more than once", "Remove one of them.");

    /// <summary>Care that NordDRG does not describe.</summary>
    public static readonly IssueCode OutsideNordDrg = Add("GRQ1302", IssueSeverity.Information,
        "NordDRG does not describe this care: home care, self-care, care chains", "Report it in another way; leave it out of DRG figures.");

    /// <summary>Many care days with leave among them.</summary>
    public static readonly IssueCode LongWithLeave = Add("GRQ1303", IssueSeverity.Warning,
        "so many care days with leave among them look like continuous care at home", "Close the episode when the care goes on at home.");

    /// <summary>A medicine was given, and no one can say which.</summary>
    public static readonly IssueCode MedicineWithoutAtc = Add("GRQ1401", IssueSeverity.Warning,
        "a medicine was given, but its ATC code is missing", "Add the ATC code, directly after the procedure.");

    /// <summary>A medicine decides the group, and the contact has no cost.</summary>
    public static readonly IssueCode MedicineWithoutCost = Add("GRQ1402", IssueSeverity.Warning,
        "a medicine decides the group, but the contact has no cost", "Include the cost of the medicine in that of the contact.");

    /// <summary>A cost of 0 or less.</summary>
    public static readonly IssueCode CostNotPositive = Add("GRQ1403", IssueSeverity.Warning,
        "the cost is 0 or less", "Correct it, or leave it blank if it is unknown.");

    private static IssueCode Add(string id, IssueSeverity severity, Text meaning, Text remedy)
    {
        var code = new IssueCode(id, severity, Recoverable: true, meaning, remedy);
        Codes.Add(code);
        return code;
    }
}
