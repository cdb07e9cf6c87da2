using Gruppera.Definitions;
using Gruppera.Workflows.Synthesis;

namespace Gruppera.Tests.Formats.Synthesis;

/// <summary>A synthetic population is the same for everyone who makes it, looks like care, and is what it says it is.</summary>
public class SyntheticPopulationTest
{
    [Fact]
    public void The_same_seed_gives_the_same_bytes_with_any_number_of_threads()
    {
        var options = new SynthesisOptions { Contacts = 13_000, Seed = 7, HasCosts = true };
        var lines = MadeUp.Lines(options with { Threads = 1 });
        Assert.Equal(lines, MadeUp.Lines(options with { Threads = 5 }));
        Assert.Equal(13_001, lines.Length);
        Assert.NotEqual(lines, MadeUp.Lines(options with { Seed = 8 }));

        // Blocks are made one by one: a shorter file is the beginning of a longer one, but for its last block.
        Assert.Equal(lines[..4_097], MadeUp.Lines(options with { Contacts = 5_000 })[..4_097]);
    }

    /// <summary>Exponential and logarithm are made here, so that they are the same on every machine.</summary>
    [Fact]
    public void Elementary_functions_are_right()
    {
        for (var x = -20.0; x < 20; x += 0.37)
        {
            Assert.Equal(1, Elementary.Exp(x) / Math.Exp(x), 1e-13);
            Assert.Equal(x, Elementary.Log(Math.Exp(x)), 1e-12);
        }

        var dice = new Dice(7, 1);
        Assert.Equal(0xBC5C680BC83C6952UL, dice.Next());
        Assert.NotEqual(new Dice(7, 2).Next(), new Dice(7, 1).Next());
        var normals = Enumerable.Range(0, 100_000).Select(_ => dice.Normal()).ToList();
        Assert.InRange(normals.Average(), -0.015, 0.015);
        Assert.InRange(normals.Average(x => x * x), 0.98, 1.02);
    }

    [Fact]
    public void Kinds_of_care_come_in_their_shares()
    {
        var shares = MadeUp.Clean.CountBy(row => row.CareForm).ToDictionary(pair => pair.Key, pair => (double)pair.Value / (MadeUp.Rows.Length - MadeUp.Planted.Count), StringComparer.Ordinal);
        Assert.Equal(["inpatient", "outpatient", "primary"], shares.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(shares["inpatient"], 0.14, 0.22);
        Assert.InRange(shares["outpatient"], 0.38, 0.48);
        Assert.InRange(shares["primary"], 0.30, 0.42);
        Assert.All(MadeUp.Clean, row => Assert.Equal(row.IsInpatient, row.Days > 0));
        Assert.All(MadeUp.Clean, row => Assert.Equal(row.IsInpatient ? row.Admission.AddDays(row.Days - 1) : null, row.Discharged));
        Assert.All(MadeUp.Rows, row => Assert.Equal(2025, row.Admission.Year));
    }

    [Fact]
    public void Secondary_diagnoses_have_the_means_of_their_hospitals()
    {
        var stays = MadeUp.Clean.Where(row => row.IsInpatient).ToLookup(row => row.Hospital, row => row.Diagnoses.Length - 1, StringComparer.Ordinal);
        Assert.Equal(7, stays.Count);
        Assert.InRange(stays.SelectMany(counts => counts).Average(), 2.2, 2.6); // 3.4 diagnoses per stay: Socialstyrelsen, 2018-1-38.
        foreach (var hospital in MadeUp.Truth.GetProperty("hospitals").EnumerateArray().Where(unit => unit.GetProperty("mission").GetString() != "centre"))
        {
            var mean = hospital.GetProperty("secondary_diagnoses").GetDouble();
            Assert.InRange(mean, 0, 4.7);
            Assert.InRange(stays[hospital.GetProperty("hospital").GetString()!].Average(), mean - 0.3, mean + 0.35);
        }
    }

    [Fact]
    public void Diagnoses_fit_sex_and_age()
    {
        var categories = MadeUp.Set.DiagnosisFeatures.Where(row => row.Type == FeatureType.Dgcat).ToLookup(row => row.Code.ToString(), row => row.Value[..2], StringComparer.Ordinal);
        var limits = new LimitTable();
        var (men, women) = (0, 0);
        foreach (var row in MadeUp.Clean)
        {
            foreach (var code in row.Diagnoses)
            {
                var mdc = categories[code.Split('*')[0]].FirstOrDefault("");
                men += mdc == "12" ? 1 : 0;
                women += mdc == "13" ? 1 : 0;
                Assert.False(mdc == "12" && row.Sex != "M", row.Text);
                Assert.False(mdc is "13" or "14" && row.Sex != "F", row.Text);
                Assert.False(code == "N409" && row.Age < 45 * 365, row.Text);
                Assert.True(limits.Of(Diagnosis.Parse(code), "").Fit(row.Contact.Sex, row.Age), row.Text);
            }
        }

        Assert.True(men > 100 && women > 100, $"{men} and {women}");
    }

    [Theory]
    [InlineData("C61", Sex.Male, 46, true)]
    [InlineData("C61", Sex.Female, 70, false)]
    [InlineData("C61", Sex.Male, 44, false)]
    [InlineData("O800", Sex.Female, 15, true)]
    [InlineData("O800", Sex.Female, 49, true)]
    [InlineData("O800", Sex.Female, 50, false)]
    [InlineData("O800", Sex.Male, 30, false)]
    [InlineData("P220", Sex.Male, 0, true)]
    [InlineData("P220", Sex.Male, 1, false)]
    [InlineData("J189", Sex.Male, 1, true)]
    public void Limits_of_codes_are_as_the_table_says(string code, Sex sex, int years, bool fits) =>
        Assert.Equal(fits, new LimitTable().Of(Diagnosis.Parse(code), "").Fit(sex, AgeInDays.FromYears(years).Days));

    [Fact]
    public void Contacts_without_a_planted_fault_group_without_remark() =>
        Assert.All(MadeUp.Clean, row => Assert.Equal('0', MadeUp.Grouper.Group(row.Contact).ReturnCode.Value));

    [Fact]
    public void Contacts_without_a_planted_fault_cite_codes_of_the_set()
    {
        var diagnoses = MadeUp.Set.DiagnosisFeatures.Select(row => new Diagnosis(row.Code, row.Dagger)).ToHashSet();
        var procedures = MadeUp.Set.ProcedureFeatures.Select(row => row.Code).ToHashSet();
        Assert.All(MadeUp.Clean.Select(row => row.Contact), contact =>
        {
            Assert.Subset(diagnoses, contact.Diagnoses.ToHashSet());
            Assert.Subset(procedures, contact.Procedures.ToHashSet());
            Assert.Equal(contact.Diagnoses.Length, contact.Diagnoses.Distinct().Count());
        });
    }

    [Fact]
    public void Patients_come_back_in_the_order_of_their_dates_and_never_after_death()
    {
        var patients = MadeUp.Clean.GroupBy(row => row.Patient).ToList();
        Assert.InRange((double)MadeUp.Rows.Length / patients.Count, 1.8, 3.5);
        Assert.All(patients, rows =>
        {
            var contacts = rows.ToList();
            Assert.Single(contacts.Select(row => row.Sex).Distinct());
            Assert.Equal(contacts.Select(row => row.Admission).Order(), contacts.Select(row => row.Admission));
            Assert.Single(contacts.Select(row => row.Admission.DayNumber - row.Age).Distinct());
            Assert.DoesNotContain(contacts[..^1], row => row.Discharge == "E");
        });
    }

    [Fact]
    public void An_unplanned_admission_begins_with_a_marked_visit_the_same_day_at_the_same_hospital()
    {
        var visits = MadeUp.Clean.Where(row => row.Procedures.Contains("XS100")).ToList();
        var stays = MadeUp.Rows.Count(row => row.IsInpatient);
        Assert.InRange((double)visits.Count / stays, 0.2, 0.32);
        Assert.All(visits, visit =>
        {
            var stay = MadeUp.Rows[visit.Id];
            Assert.Equal((visit.Patient, visit.Hospital, visit.Admission), (stay.Patient, stay.Hospital, stay.Admission));
            Assert.Equal("Z82O", MadeUp.Grouper.Group(visit.Contact).Drg);
            Assert.True(stay.IsInpatient || MadeUp.Planted.ContainsKey(stay.Id));
        });
    }

    [Fact]
    public void Visits_keep_office_hours_and_winter_is_busier_than_summer()
    {
        var visits = MadeUp.Rows.Where(row => row.CareForm == "outpatient").ToList();
        Assert.InRange(visits.Count(row => row.Admission.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) / (double)visits.Count, 0.01, 0.07);
        Assert.True(visits.Count(row => row.Admission.Month == 7) * 1.3 < visits.Count(row => row.Admission.Month == 3));
        var weekend = MadeUp.Rows.Where(row => row.IsInpatient).Average(row => row.Admission.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1.0 : 0);
        Assert.InRange(weekend, 0.16, 0.24);
    }

    /// <summary>The mean cost of each group, freed from the efficiency of the hospital, is the promised one within its standard error.</summary>
    [Fact]
    public void Costs_are_log_normal_with_the_promised_means()
    {
        var efficiency = MadeUp.Truth.GetProperty("hospitals").EnumerateArray().ToDictionary(unit => unit.GetProperty("hospital").GetString()!, unit => unit.GetProperty("efficiency").GetDouble(), StringComparer.Ordinal);
        var costs = MadeUp.Clean.ToLookup(row => MadeUp.Grouper.Group(row.Contact).Drg, row => row.Cost / efficiency[row.Hospital], StringComparer.Ordinal);
        var deviations = new List<double>();
        foreach (var group in MadeUp.Truth.GetProperty("groups").EnumerateArray())
        {
            var some = costs[group.GetProperty("drg").GetString()!].ToList();
            if (some.Count < 100)
                continue;
            var (mean, sigma) = (group.GetProperty("mean_cost").GetDouble(), group.GetProperty("log_sd_cost").GetDouble());
            deviations.Add((some.Average() - mean) / (mean * Math.Sqrt((Math.Exp(sigma * sigma) - 1) / some.Count)));
            var logs = some.ConvertAll(cost => Math.Log(cost));
            var middle = logs.Average();
            Assert.Equal(sigma, Math.Sqrt(logs.Average(log => (log - middle) * (log - middle))), 5 * sigma / Math.Sqrt(2 * some.Count));
        }

        Assert.True(deviations.Count > 40);
        Assert.All(deviations, deviation => Assert.InRange(deviation, -4.5, 4.5));
        Assert.InRange(deviations.Average(deviation => deviation * deviation), 0.4, 1.6);
    }

    [Trait("lane", "slow")]
    [Fact]
    public void Stays_are_longer_in_more_complicated_groups_and_have_a_heavy_tail()
    {
        var days = MadeUp.Clean.Where(row => row.IsInpatient).ToLookup(row => MadeUp.Grouper.Group(row.Contact).Drg, row => row.Days, StringComparer.Ordinal);
        Assert.True(MeanOf('A') > MeanOf('C') && MeanOf('C') > MeanOf('E'));
        var all = days.SelectMany(some => some).Order().ToList();
        Assert.True(all[(int)(0.99 * all.Count)] >= 4 * all[all.Count / 2]);

        double MeanOf(char level) => days.Where(group => group.Key[^1] == level).SelectMany(some => some).Average();
    }
}
