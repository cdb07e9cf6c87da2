using Gruppera.Definitions;
using Gruppera.Workflows.Synthesis;

namespace Gruppera.Tests.Formats.Synthesis;

/// <summary>Faults are where the list says, of every kind that the set allows, and nowhere else.</summary>
public class FaultsTest
{
    private static readonly HashSet<string> Diagnoses = [.. MadeUp.Set.DiagnosisFeatures.SelectMany(row => new[] { row.Code.ToString(), row.Dagger.ToString() })];
    private static readonly HashSet<string> Procedures = [.. MadeUp.Set.ProcedureFeatures.Select(row => row.Code.ToString())];

    [Fact]
    public void Every_kind_that_the_set_allows_occurs()
    {
        // The sample tables have neither R69 nor Z76.9 nor medicines.
        FaultKind[] impossible = [FaultKind.PrincipalUnspecific, FaultKind.MedicineWithoutAtc, FaultKind.MedicineWithoutCost];
        Assert.Equal(Enum.GetValues<FaultKind>().Except(impossible), MadeUp.Population.Kinds);
        Assert.Equal(MadeUp.Population.Kinds.Order(), MadeUp.Planted.Values.Distinct().Order());
    }

    [Theory]
    [InlineData(0.03)]
    [InlineData(0.2)]
    public void The_share_is_the_one_asked_for(double share)
    {
        var planted = 0;
        MadeUp.Lines(MadeUp.Options with { Contacts = 20_000, Faults = share }, _ => planted++);
        Assert.InRange(planted / 20_000.0, share * 0.85, share * 1.1);
    }

    [Fact]
    public void A_share_of_none_plants_none()
    {
        var planted = 0;
        var lines = MadeUp.Lines(MadeUp.Options with { Contacts = 20_000, Faults = 0 }, _ => planted++);
        Assert.Equal(0, planted);
        Assert.All(lines[1..], line => Assert.Equal('0', MadeUp.Grouper.Group(MadeUpRow.Read(line).Contact).ReturnCode.Value));
    }

    [Fact]
    public void Without_costs_no_fault_is_about_cost()
    {
        var population = new SyntheticPopulation(MadeUp.Grouper, MadeUp.Options with { HasCosts = false, Contacts = 100 });
        Assert.DoesNotContain(FaultKind.CostNotPositive, population.Kinds);
        Assert.DoesNotContain(",cost", MadeUp.Text(population), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_planted_fault_is_in_its_row()
    {
        Assert.InRange(MadeUp.Planted.Count, 7_000, 8_600);
        Assert.All(MadeUp.Planted, planted => Assert.True(Has(MadeUp.Rows[planted.Key - 1], planted.Value), $"{planted.Value}: {MadeUp.Rows[planted.Key - 1].Text}"));
    }

    /// <summary>What can be seen in the row itself is seen in no row without a fault.</summary>
    [Trait("lane", "slow")]
    [Theory]
    [InlineData(FaultKind.PrincipalMissing)]
    [InlineData(FaultKind.PrincipalUnknown)]
    [InlineData(FaultKind.PrincipalNotApplicable)]
    [InlineData(FaultKind.AsteriskWithoutDagger)]
    [InlineData(FaultKind.DaggerFirst)]
    [InlineData(FaultKind.NotAsterisk)]
    [InlineData(FaultKind.SecondaryIsPrincipal)]
    [InlineData(FaultKind.SecondaryTwice)]
    [InlineData(FaultKind.DiagnosisUnknown)]
    [InlineData(FaultKind.AgeImpossible)]
    [InlineData(FaultKind.DatesImpossible)]
    [InlineData(FaultKind.SexMissing)]
    [InlineData(FaultKind.SexAgainstDiagnosis)]
    [InlineData(FaultKind.AgeAgainstDiagnosis)]
    [InlineData(FaultKind.ProcedureUnknown)]
    [InlineData(FaultKind.ProcedureUnrelated)]
    [InlineData(FaultKind.ProfessionMissing)]
    [InlineData(FaultKind.VisitFormMissing)]
    [InlineData(FaultKind.OutsideNordDrg)]
    [InlineData(FaultKind.LongWithLeave)]
    [InlineData(FaultKind.ContactTwice)]
    [InlineData(FaultKind.CostNotPositive)]
    public void No_other_row_has_it(FaultKind kind) => Assert.DoesNotContain(MadeUp.Clean, row => Has(row, kind));

    private static bool Has(MadeUpRow row, FaultKind kind) => kind switch
    {
        FaultKind.PrincipalMissing => row.Diagnoses.Length == 0,
        FaultKind.PrincipalUnknown => !Diagnoses.Contains(row.Diagnoses[0].Split('*')[0]),
        FaultKind.PrincipalNotApplicable => Grouped(row) == '8' || (Grouped(row) == '1' && Diagnoses.Contains(row.Diagnoses[0])),
        FaultKind.AsteriskWithoutDagger => row.Diagnoses.Any(code => code is "G01" or "G632" or "N083" or "J171" or "D630" or "H360" or "F009" or "G999"),
        FaultKind.DaggerFirst => row.Diagnoses.Any(entry => Diagnosis.Parse(entry) is { Dagger.IsBlank: false } pair && HasPair(pair.Dagger, pair.Code)),
        FaultKind.NotAsterisk => row.Diagnoses.Any(IsUnknownPair),
        FaultKind.SecondaryIsPrincipal => row.Diagnoses.Skip(1).Contains(row.Diagnoses.FirstOrDefault()),
        FaultKind.SecondaryTwice => row.Diagnoses.Skip(1).Distinct().Count() < row.Diagnoses.Length - 1,
        FaultKind.DiagnosisUnknown => row.Diagnoses.Skip(1).Any(code => !Diagnoses.Contains(code.Split('*')[0])),
        FaultKind.AgeImpossible => row.Age > 46_022,
        FaultKind.DatesImpossible => row.Discharged < row.Admission && row.IsInpatient && row.Days == 0,
        FaultKind.SexMissing => row.Sex.Length == 0,
        FaultKind.SexAgainstDiagnosis => MdcOf(row) is "12" ? row.Sex == "F" : MdcOf(row) is "13" or "14" && row.Sex == "M",
        FaultKind.AgeAgainstDiagnosis => Grouped(row) is '4' or '5',
        FaultKind.ProcedureUnknown => row.Procedures.Any(code => !Procedures.Contains(code)),
        FaultKind.ProcedureUnrelated => Grouped(row) == '7',
        FaultKind.ProfessionMissing => row.Days == 0 && row.CareForm != "inpatient" && !row.Procedures.Any(code => code is "XS915" or "XS918" or "XS919"),
        FaultKind.VisitFormMissing => row.Days == 0 && row.CareForm != "inpatient" && !row.Procedures.Any(code => code is "XS900" or "XS902"),
        FaultKind.ContactTwice => row.Id > 1 && MadeUp.Rows[row.Id - 2].Text.Split(',', 2)[1] == row.Text.Split(',', 2)[1],
        FaultKind.OutsideNordDrg => row.CareForm == "outside",
        FaultKind.LongWithLeave => row.Days > 365 && row.Leave.Length > 0,
        FaultKind.CostNotPositive => row.Cost <= 0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>True for a pair that the set has in neither order.</summary>
    private static bool IsUnknownPair(string entry) =>
        Diagnosis.Parse(entry) is { Dagger.IsBlank: false } pair && !HasPair(pair.Code, pair.Dagger) && !HasPair(pair.Dagger, pair.Code);

    private static bool HasPair(DiagnosisCode asterisk, DiagnosisCode dagger) =>
        MadeUp.Set.DiagnosisFeatures.Any(row => row.Code == asterisk && row.Dagger == dagger);

    private static char Grouped(MadeUpRow row) => MadeUp.Grouper.Group(row.Contact).ReturnCode.Value;

    private static string MdcOf(MadeUpRow row) => row.Diagnoses.Length == 0 ? "" : MadeUp.Set.DiagnosisFeatures
        .Where(feature => feature.Type == FeatureType.Dgcat && feature.Code.ToString() == row.Diagnoses[0] && feature.Dagger.IsBlank)
        .Select(feature => feature.Value[..2]).FirstOrDefault("");
}
