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
            CheckPrincipal(diagnoses[0], result, report);
        CheckPairs(diagnoses, report);
        for (var i = 0; i < diagnoses.Length; i++)
        {
            var diagnosis = diagnoses[i];
            if (diagnosis == Diagnosis.NotGiven)
                continue;
            if (i > 0 && !record.LacksPrincipal && diagnosis == diagnoses[0])
                Tell(QualityCodes.SecondaryIsPrincipal);
            else if (i > 0 && diagnoses[1..i].Contains(diagnosis))
                Tell(QualityCodes.SecondaryTwice);
            if (i > 0 && !set.Knows(diagnosis.Code) && !SetKnowledge.IsMedicine(diagnosis.Code.ToString()))
                Tell(QualityCodes.DiagnosisUnknown);
            else if (!diagnosis.Dagger.IsBlank && !set.Knows(diagnosis.Dagger))
                Tell(QualityCodes.DiagnosisUnknown);
            if (IsOfOtherSex(diagnosis, record.Contact.Sex) || (i == 0 && result.ReturnCode.Value == '3'))
                Tell(QualityCodes.SexAgainstDiagnosis);

            void Tell(IssueCode code) => report(code, reader.DiagnosisColumn(i), diagnosis.ToString());
        }
    }

    private void CheckPrincipal(Diagnosis principal, in GroupingResult result, Report report)
    {
        var code = principal.Code.ToString();
        IssueCode? finding = null;
        if (!set.Knows(principal.Code))
            finding = QualityCodes.PrincipalUnknown;
        else if (settings.Unspecific.Any(unspecific => code.StartsWith(unspecific, StringComparison.Ordinal)))
            finding = QualityCodes.PrincipalUnspecific;
        else if (set.MdcOf(principal).Length == 0 || result.ReturnCode.Value == '8')
            finding = QualityCodes.PrincipalNotApplicable;
        if (finding is not null)
            report(finding, reader.DiagnosisColumn(0), principal.ToString());
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

    /// <summary>True where the next diagnosis is the dagger code; where the set knows no pair of the asterisk code, any that could be one.</summary>
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
