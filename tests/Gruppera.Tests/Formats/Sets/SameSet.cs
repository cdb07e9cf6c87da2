using Gruppera.Definitions;
using Gruppera.Formats.Schemas;

namespace Gruppera.Tests.Formats.Sets;

/// <summary>Two sets are the same where everything but the places of the rows is.</summary>
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
        Xunit.Assert.Equal(expected.ComplicationCategories.Select(row => row with { Source = default }), set.ComplicationCategories.Select(row => row with { Source = default }));
        Xunit.Assert.Equal(expected.DrgNames.Select(row => row with { Source = default }), set.DrgNames.Select(row => row with { Source = default }));
        Xunit.Assert.Equal(expected.ReturnCodes.AsEnumerable(), set.ReturnCodes);
        Xunit.Assert.Equal(Values(expected), Values(set));
        Xunit.Assert.Equal(expected.Texts.Diagnoses.AsEnumerable(), set.Texts.Diagnoses);
        Xunit.Assert.Equal(expected.Texts.Procedures.OrderBy(text => text.Code), set.Texts.Procedures.OrderBy(text => text.Code));
    }

    /// <summary>Values of one type lie in one table, so only their order within the type is kept.</summary>
    private static IEnumerable<ValueName> Values(DefinitionSet set) =>
        set.Texts.Values.Select(row => row with { Source = default }).OrderBy(row => row.Type);

    private static string Text(RuleRow rule) =>
        $"{rule.Ord}|{rule.Id}|{rule.Drg}|{rule.CombinedDrg}|{rule.ReturnCode}|{rule.NationalVersions}|{string.Join('|', rule.Conditions)}";
}
