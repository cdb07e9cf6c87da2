using Gruppera.Formats.Contacts;
using Gruppera.Grouping;

namespace Gruppera.Workflows.Quality;

/// <summary>What the coding rules say about diagnoses: the principal one, pairs, repetitions, sex. Immutable.</summary>
internal sealed class DiagnosisChecks(SetKnowledge set, QualitySettings settings, RecordReader reader)
{
    internal void Check(ContactRecord record, in GroupingResult result, Report report)
    {
        var diagnoses = record.Contact.Diagnoses.AsSpan();
        if (record.LacksPrincipal)
            report(QualityCodes.PrincipalMissing, diagnoses.IsEmpty ? "" : reader.DiagnosisColumn(0), "");
        else
            CheckPrincipal(diagnoses[0], result, JoinedVisit.Marks(record.Contact.View), report);
        CheckPairs(diagnoses, report);
        CheckOperations(record.Contact, report);
        CheckFunctions(diagnoses, report);
        for (var i = 0; i < diagnoses.Length; i++)
        {
            var diagnosis = diagnoses[i];
            if (diagnosis == Diagnosis.NotGiven || (diagnosis.Code.IsUnknown && IsFunction(i, diagnoses.Length)))
                continue;
            if (i > 0 && !record.LacksPrincipal && diagnosis == diagnoses[0])
                Tell(QualityCodes.SecondaryIsPrincipal);
            else if (i > 0 && diagnoses[1..i].Contains(diagnosis))
                Tell(QualityCodes.SecondaryTwice);
            if (i > 0 && !set.Knows(diagnosis.Code) && !KnownCodes.IsMedicine(diagnosis.Code.ToString()))
                Tell(QualityCodes.DiagnosisUnknown);
            else if (!diagnosis.Dagger.IsBlank && !set.Knows(diagnosis.Dagger))
                Tell(QualityCodes.DiagnosisUnknown);
            if (IsOfOtherSex(diagnosis, record.Contact.Sex) || (i == 0 && result.ReturnCode.Value == '3'))
                Tell(QualityCodes.SexAgainstDiagnosis);

            void Tell(IssueCode code) => report(code, reader.DiagnosisColumn(i), diagnosis.ToString());
        }
    }

    private void CheckPrincipal(Diagnosis principal, in GroupingResult result, bool isPartOfStay, Report report)
    {
        var code = principal.Code.ToString();
        IssueCode? finding = null;
        if (!set.Knows(principal.Code))
            finding = QualityCodes.PrincipalUnknown;
        else if (settings.Unspecific.Any(unspecific => code.StartsWith(unspecific, StringComparison.Ordinal)))
            finding = QualityCodes.PrincipalUnspecific;
        else if (set.MdcOf(principal).Length == 0 || result.ReturnCode.Value == '8')
            finding = QualityCodes.PrincipalNotApplicable;
        else if (result.DrgMdc == "99" && !isPartOfStay && (result.ReturnCode.Value == '0' || set.MdcOf(principal) == "99"))
            finding = QualityCodes.PrincipalInMdc99;
        if (finding is not null)
            report(finding, reader.DiagnosisColumn(0), principal.ToString());
    }

    /// <summary>Diagnoses that mean an operation whose procedure is missing. Source: the Swedish document, page 6.</summary>
    private void CheckOperations(CareContact contact, Report report)
    {
        for (var i = 0; i < contact.Diagnoses.Length; i++)
        {
            var code = contact.Diagnoses[i].Code.ToString();
            foreach (var (diagnosis, procedures) in settings.Operations)
            {
                if (code.StartsWith(diagnosis, StringComparison.Ordinal) && !contact.Procedures.Any(given =>
                    procedures.Any(start => given.ToString().StartsWith(start, StringComparison.Ordinal))))
                    report(QualityCodes.OperationMissing, reader.DiagnosisColumn(i), code);
            }
        }
    }

    private bool IsFunction(int number, int count)
    {
        string[] texts = [.. reader.DiagnosisTexts()];
        return texts.Length == count && FunctionCode.IsAmong(texts[number], texts);
    }

    /// <summary>Codes of functions (ICF), such as b110, d450.2 and s730, that stand among the diagnoses.</summary>
    private void CheckFunctions(ReadOnlySpan<Diagnosis> diagnoses, Report report)
    {
        string[]? texts = null;
        for (var i = 0; i < diagnoses.Length; i++)
        {
            if (!diagnoses[i].Code.IsUnknown && !FunctionCode.MayBe(diagnoses[i].Code.ToString()))
                continue;
            texts ??= [.. reader.DiagnosisTexts()];
            if (texts.Length == diagnoses.Length && FunctionCode.IsAmong(texts[i], texts))
                report(QualityCodes.FunctionCode, reader.DiagnosisColumn(i), texts[i]);
        }
    }

    /// <summary>Pairs written as one entry, and as two diagnoses that follow one another, as registers have them.</summary>
    private void CheckPairs(ReadOnlySpan<Diagnosis> diagnoses, Report report)
    {
        for (var i = 0; i < diagnoses.Length; i++)
        {
            var (code, dagger) = diagnoses[i];
            var finding = !dagger.IsBlank ? OfPair(code, dagger)
                : AsteriskCategories.Contain(code) && !IsFollowedByDagger(diagnoses, i) ? OfAsterisk(diagnoses, i)
                : null;
            if (finding is not null)
                report(finding, reader.DiagnosisColumn(i), diagnoses[i].ToString());
        }
    }

    private IssueCode? OfPair(DiagnosisCode code, DiagnosisCode dagger)
    {
        if (set.HasPair(code, dagger) || AsteriskCategories.Contain(code))
            return null;
        return set.HasPair(dagger, code) || AsteriskCategories.Contain(dagger) ? QualityCodes.DaggerFirst
            : set.HasPairs(code) ? null : QualityCodes.NotAsterisk;
    }

    private IssueCode OfAsterisk(ReadOnlySpan<Diagnosis> diagnoses, int at) =>
        at > 0 && diagnoses[at - 1].Dagger.IsBlank && set.HasPair(diagnoses[at].Code, diagnoses[at - 1].Code)
            ? QualityCodes.DaggerFirst
            : QualityCodes.AsteriskWithoutDagger;

    /// <summary>True if the next diagnosis is the dagger code; where the set knows no pair of the asterisk code, any that could be
    /// one.</summary>
    private bool IsFollowedByDagger(ReadOnlySpan<Diagnosis> diagnoses, int at)
    {
        if (at + 1 >= diagnoses.Length || !diagnoses[at + 1].Dagger.IsBlank)
            return false;
        var (asterisk, next) = (diagnoses[at].Code, diagnoses[at + 1].Code);
        return set.HasPair(asterisk, next) || (!set.HasPairs(asterisk) && !AsteriskCategories.Contain(next));
    }

    private bool IsOfOtherSex(Diagnosis diagnosis, Sex sex) => sex != Sex.Missing && set.MdcOf(diagnosis) switch
    {
        "12" => sex == Sex.Female,
        "13" or "14" => sex == Sex.Male,
        _ => false,
    };
}
