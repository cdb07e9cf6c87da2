using Gruppera.Definitions;
using Gruppera.Questions;

namespace Gruppera.Presentation.Words;

/// <summary>What is said of groups, rules, codes and properties, the same in documents and on pages.</summary>
public static class LogicWords
{
    /// <summary>That a set lacks what was asked for.</summary>
    public static Text Missing(string set, Text what) => $"{set:id} has no {what}";

    /// <summary>A type of property, as <c>procedure property</c>.</summary>
    public static Text Type(FeatureType type) => type switch
    {
        FeatureType.Mdc => Text.Verbatim("MDC"),
        FeatureType.Dgcat => "diagnosis category",
        FeatureType.Pdgprop => "principal diagnosis property",
        FeatureType.Dgprop => "diagnosis property",
        FeatureType.Sdgprop => "property of the first secondary diagnosis",
        FeatureType.Compl => "complication category",
        FeatureType.Procprop => "procedure property",
        FeatureType.Or => "OR value",
        FeatureType.Cc => "complication level of a procedure",
        _ => Text.None,
    };

    /// <summary>Level of complication of a group; null if it is not divided.</summary>
    public static Text Level(int? level) => level switch
    {
        2 => (Text)"very complicated",
        1 => "complicated",
        0 => "not complicated",
        _ => "not divided by complication",
    };

    /// <summary>Level of complication that a rule asks for; 0 for none.</summary>
    public static Text AskedLevel(int level) => level switch
    {
        2 => (Text)"level 2",
        1 => "level 1 or 2",
        _ => "no level",
    };

    /// <summary>Procedure group or conservative group, and why.</summary>
    /// <param name="language">Language.</param>
    /// <param name="steering">What the rules of the group ask for.</param>
    /// <param name="hasVisitMarkers">True if rules ask for what indicates visit form or profession.</param>
    /// <param name="demanding">The rules that ask for a procedure, where they are named; otherwise empty.</param>
    public static string Kind(Language language, GroupSteering steering, bool hasVisitMarkers, string demanding = "")
    {
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(steering);
        var all = steering.Rules.Length;
        var text = steering.Kind switch
        {
            GroupKind.Procedure => Text.Count(
                all, "procedure group: its only rule asks for a procedure", $"procedure group: all its {all} rules ask for a procedure"),
            GroupKind.Conservative => Text.Count(
                all, "conservative group: its only rule asks for no procedure",
                $"conservative group: none of its {all} rules asks for a procedure"),
            _ => Mixed(steering.Rules.Count(rule => rule.Column is not null), all, demanding),
        };
        return text.In(language) + (hasVisitMarkers ? language.Say(" (visit form and profession are not counted as procedures)") : "");
    }

    /// <summary>What the code of a group says.</summary>
    public static string Meaning(Language language, DrgCodeMeaning meaning)
    {
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(meaning);
        string[] parts =
        [
            $"MDC {meaning.Mdc}" + (meaning.AgreesOnMdc == false ? language.Say($" (the name table says {meaning.TableMdc})") : ""),
            CareForm(meaning.CareForm).In(language),
            Level(meaning.ComplicationLevel).In(language),
            VisitForm(meaning.VisitForm).In(language),
            meaning.IsSwedishOutpatientGroup ? language.Say("group of Swedish outpatient care") : "",
            meaning.IsPhysicianVisit ? language.Say("physician visit without a procedure that affects grouping") : "",
        ];
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    /// <summary>Where a rule stands.</summary>
    public static Text Place(RuleView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return $"{view.Rule.Ord}; number {Voice.Number(view.Place):place} of {Voice.Number(view.Of):of} rules";
    }

    /// <summary>What a code that the set lacks is read as.</summary>
    public static Text ReadAs(string taken) =>
        $"The code is not in the definition tables: it is read as {taken}, the longest code that it begins with.";

    private static Text Mixed(int demanding, int all, string shown)
    {
        if (shown.Length > 0)
            return Text.Count(
                demanding,
                $"mixed: {demanding} of its {all} rules demands a procedure ({shown}), the others do not; a procedure is " +
                $"no requirement for the group, so it is conservative in the sense of the Swedish document",
                $"mixed: {demanding} of its {all} rules ask for a procedure ({shown}), the others do not; a procedure is " +
                $"thus not required for the group, which is conservative in Socialstyrelsen's sense");
        return Text.Count(
            demanding,
            $"mixed: {demanding} of its {all} rules demands a procedure; as a procedure is no requirement, it is conservative in the " +
            $"sense of the Swedish document",
            $"mixed: {demanding} of its {all} rules ask for a procedure; a procedure is thus not required for the group, which is " +
            $"conservative in Socialstyrelsen's sense");
    }

    private static Text CareForm(DrgCareForm? form) => form switch
    {
        DrgCareForm.Inpatient => (Text)"inpatient care",
        DrgCareForm.Outpatient => "outpatient care",
        DrgCareForm.PrimaryCare => "primary care",
        DrgCareForm.PrimaryCareInpatient => "inpatient care in primary care",
        _ => "unknown care form",
    };

    private static Text VisitForm(DrgVisitForm? form) => form switch
    {
        DrgVisitForm.Individual => "individual visit",
        DrgVisitForm.Team => "team visit",
        DrgVisitForm.Group => "group visit",
        DrgVisitForm.Telephone => "consultation by telephone",
        _ => Text.None,
    };
}
