using Gruppera.Definitions;
using Gruppera.Formats.Schemas;

namespace Gruppera.Tests.Formats.Sets;

/// <summary>Two sets are the same where everything but the places of the rows and the language of the texts is.</summary>
internal static class SameSet
{
    public static void Assert(DefinitionSet expected, DefinitionReading reading)
    {
        Xunit.Assert.DoesNotContain(reading.Issues, issue => issue.Code.Severity == IssueSeverity.Error);
        var set = reading.Set!;
        Xunit.Assert.Equal(expected.Order, set.Order);
        Xunit.Assert.Equal(expected.CodeLookup, set.CodeLookup);
        Xunit.Assert.Equal(expected.Rules.Select(Text), set.Rules.Select(Text));
        Xunit.Assert.Equal(expected.DiagnosisFeatures.Select(row => row with { Source = default }), set.DiagnosisFeatures.Select(row => row with { Source = default }));
        Xunit.Assert.Equal(expected.ProcedureFeatures.Select(row => row with { Source = default }), set.ProcedureFeatures.Select(row => row with { Source = default }));
        Xunit.Assert.Equal(expected.ComplicationExclusions.Select(row => row with { Source = default }), set.ComplicationExclusions.Select(row => row with { Source = default }));
        Xunit.Assert.Equal(
            expected.ComplicationCategories.Select(row => row with { Source = default, Text = Plain(row.Text) }),
            set.ComplicationCategories.Select(row => row with { Source = default, Text = Plain(row.Text) }));
        Xunit.Assert.Equal(expected.DrgNames.Select(Plain), set.DrgNames.Select(Plain));
        Xunit.Assert.Equal(
            expected.ReturnCodes.Select(code => code with { Text = Plain(code.Text) }), set.ReturnCodes.Select(code => code with { Text = Plain(code.Text) }));
        Xunit.Assert.Equal(Values(expected), Values(set));
        Xunit.Assert.Equal(
            expected.Texts.Diagnoses.Select(code => code with { Text = Plain(code.Text) }),
            set.Texts.Diagnoses.Select(code => code with { Text = Plain(code.Text) }));
        Xunit.Assert.Equal(
            expected.Texts.Procedures.OrderBy(text => text.Code).Select(code => code with { Text = Plain(code.Text) }),
            set.Texts.Procedures.OrderBy(text => text.Code).Select(code => code with { Text = Plain(code.Text) }));
    }

    private static DrgName Plain(DrgName name) => name with { Source = default, Text = Plain(name.Text), ShortText = Plain(name.ShortText) };

    /// <summary>The language of a text is that of the set's country, which a folder of tables may not say.</summary>
    private static TableText Plain(TableText text) => text with { NationalLanguage = null };

    /// <summary>Values of one type lie in one table, so only their order within the type is kept.</summary>
    private static IEnumerable<ValueName> Values(DefinitionSet set) =>
        set.Texts.Values.Select(row => row with { Source = default, Text = Plain(row.Text) }).OrderBy(row => row.Type);

    private static string Text(RuleRow rule) =>
        $"{rule.Ord}|{rule.Id}|{rule.Drg}|{rule.CombinedDrg}|{rule.ReturnCode}|{rule.NationalVersions}|{string.Join('|', rule.Conditions)}";
}
