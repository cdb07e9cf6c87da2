using System.Text.Json;

namespace Gruppera.Host.Tests;

/// <summary>What controllers do with weights: lists as published, limits of both sides, length of stay, budget, payment by the document.</summary>
[Collection(CommandLineCollection.Name)]
public class ProductionTest : Home
{
    private const string Published = """
        Referensviktlista NordDRG för psykiatriska kliniker, 2017;;;;;;;
        - enbart DRG i MDC 19, klinikvårdtillfällen;;;;;;;
        ;;;Poängpris;46 371;52 758;;
        DRG;MDC;NordDRG text;NordDRG vikt 2017;Gotland;SLL;Kostnadsytterfallsgräns;Vårdtidsytterfallsgräns
        T01N;19;Op vid psyk besvär;1,942;90 052;102 456;99 999 999 kr;29
        T10N;19;Bipolära syndrom <60;1,21;56 109;63 837;193 861 kr;29

        """;

    [Fact]
    public void A_list_is_read_as_it_was_published()
    {
        var said = Run("weights", "show", Write("list.csv", Published));
        Assert.Equal(0, said.ExitCode);
        Assert.Equal("list.csv, row 4: weight 'NordDRG vikt 2017'; limit in kronor 'Kostnadsytterfallsgräns' (none in 1 row); limit in care days 'Vårdtidsytterfallsgräns'; also 'NordDRG text'; not used: 'MDC', 'Gotland', 'SLL'; 2 DRGs\n", said.Error);
        Assert.Contains("T01N   1.942        -    29", said.Out, StringComparison.Ordinal);
        Assert.Contains("T10N    1.21  193 861    29", said.Out, StringComparison.Ordinal);

        var two = Write("two.csv", "Viktlista 2025, version 2\nDRG;Sjukhusvikt;Klinikvikt\nF05E;2,59;2,41\n");
        Expect(Run("weights", "import", two, "--id", "x"), 1, "", $"The weight list {two} has several columns of weights: 'Sjukhusvikt', 'Klinikvikt'. Choose one with --weight-column\n");
        Assert.Equal(0, Run("weights", "import", two, "--id", "clinic", "--weight-column", "Klinikvikt").ExitCode);
        Assert.Contains("F05E    2.41", Run("weights", "show", "clinic").Out, StringComparison.Ordinal);

        said = Run("weights", "import", Write("unsure.csv", "DRG;Vikt;Gräns kr\nF05E;2.59;193.861\n"), "--id", "y");
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("GRP4006 unsure.csv:2 [Gräns kr] '193.861': the number can be read in two ways, so it was not read (F05E: 193.861 / 193 861).", said.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("weights", "import", PathOf("unsure.csv"), "--id", "y", "--decimal", "point").ExitCode);

        said = Run("weights", "import", Write("odd.csv", "DRG;Vikt;Gräns kr\nF05E;2,59;see note\nF05C;3;90 000\n"), "--id", "z");
        Assert.Equal((3, "Stored z: 2 DRGs\n"), (said.ExitCode, said.Out));
        Assert.Contains("GRP4005 odd.csv:2 [Gräns kr] 'see note'", said.Error, StringComparison.Ordinal);
    }

    /// <summary>Limits on both sides: weights, casemix, compare and pay have the same outliers and the same cost of 1.0.</summary>
    [Fact]
    public void Low_outliers_are_outliers_everywhere()
    {
        var random = new Random(36);
        var costs = Enumerable.Range(0, 200).Select(_ => (int)Math.Exp(10 + random.NextDouble())).ToList();
        var file = Write("g.csv", "id,hospital,care_form,drg,duration,cost,set\n" + string.Concat(costs.Select((cost, i) => $"{i},A,inpatient,F01E,4,{cost},est\n")));
        var said = Run("weights", "compute", file, "--trim", "quantile:10%:10%", "--store", "both", "--format", "json", "--quiet", "--outliers", PathOf("w.csv"));
        Assert.Equal(0, said.ExitCode);
        var material = Parsed(said.Out).GetProperty("materials")[0];
        var inner = material.GetProperty("inner").GetInt64();
        Assert.InRange(inner, 158, 162);

        said = Run("casemix", file, "--weights", "both", "--format", "json", "--outliers", PathOf("c.csv"));
        var inliers = Parsed(said.Out).GetProperty("all").GetProperty("inliers");
        Assert.Equal(inner, inliers.GetProperty("contacts").GetInt64());
        Assert.Equal(material.GetProperty("meanCost").GetDouble(), inliers.GetProperty("costPerPoint").GetProperty("value").GetDouble(), 1e-6);
        said = Run("compare", "--a", file, "--b", file, "--weights", "both", "--format", "json");
        Assert.Equal(inner, Parsed(said.Out).GetProperty("inliers").GetProperty("all").GetProperty("after").GetProperty("contacts").GetInt64());
        said = Run("pay", file, "--weights", "both", "--rules", Write("r.json", """{ "name": "R", "version": "1", "prices": [ { "price": 1000 } ], "costOutliers": { "pay": "cost" } }"""), "--format", "json");
        Assert.Equal(inner, Parsed(said.Out).GetProperty("all").GetProperty("kinds").GetProperty("innerfall").GetInt64());

        var rows = File.ReadAllLines(PathOf("c.csv"));
        Assert.Equal("row,id,hospital,drg,care_form,cost,cost_limit,low_cost_limit,days,days_limit,low_days_limit,reason,list", rows[0]);
        Assert.Equal(200 - inner, rows.Length - 1);
        Assert.Equal(rows.Skip(1).Select(row => (row.Split(',')[0], row.Split(',')[1], row.Split(',')[^2])).Order(), File.ReadAllLines(PathOf("w.csv")).Skip(1).Select(row => (row.Split(',')[0], row.Split(',')[1], row.Split(',')[^2])).Order());
        Assert.All(rows.Skip(1).Select(row => row.Split(',')), row => Assert.Equal(
            row[^2], double.Parse(row[5], System.Globalization.CultureInfo.InvariantCulture) > double.Parse(row[6], System.Globalization.CultureInfo.InvariantCulture) ? "cost" : "low_cost"));
    }

    [Fact]
    public void A_list_that_knows_few_of_the_groups_is_refused_unless_asked_for()
    {
        var file = Write("g.csv", "hospital,care_form,drg,duration,cost,set\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"A,inpatient,{(i < 4 ? "F01E" : "F02E")},4,1000,est\n")));
        var list = Write("l.csv", "DRG;Vikt\nF01E;2\n");
        var said = Run("casemix", file, "--weights", list);
        Assert.Equal((1, ""), (said.ExitCode, said.Out));
        Assert.EndsWith("The weight list l.csv has a weight for 40.0 % of the contacts: choose another list, or add --allow-few-weights\n", said.Error, StringComparison.Ordinal);
        said = Run("casemix", file, "--weights", list, "--allow-few-weights");
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("GRP4117 l.csv", said.Error, StringComparison.Ordinal);
        Assert.Contains("40.0 %", said.Out.Split('\n').First(line => line.EndsWith(" A", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(0.4, Parsed(Run("casemix", file, "--weights", list, "--allow-few-weights", "--format", "json").Out).GetProperty("all").GetProperty("all").GetProperty("weightedShare").GetDouble(), 1e-9);
        Assert.Equal(1, Run("pay", file, "--weights", list, "--rules", Write("r.json", """{ "name": "R", "version": "1", "prices": [ { "price": 1 } ] }"""), "-o", PathOf("rows.csv")).ExitCode);
        Assert.False(File.Exists(PathOf("rows.csv")));
    }

    [Fact]
    public void Adjustments_are_applied_listed_and_refused_where_the_weight_is_another()
    {
        var file = Write("g.csv", "hospital,drg,duration,cost,set\n" + string.Concat(Enumerable.Range(0, 40).Select(_ => "A,F05E,4,60000,est\nA,F06E,4,20000,est\n")));
        Run("weights", "compute", file, "--trim", "none", "--store", "plain", "--quiet");
        var said = Run("weights", "compute", file, "--trim", "none", "--adjust", Write("a.csv", "drg;old;new;reason;who\nF05E;1,5;1,45;new implants;the group\n"), "--store", "adjusted", "--quiet");
        Assert.Equal(0, said.ExitCode);
        Assert.Matches("adjusted +F05E 1.50 -> 1.45: new implants \\(the group\\)", Run("weights", "show", "adjusted").Out);
        var diff = Run("weights", "diff", "plain", "adjusted").Out;
        Assert.Contains("F05E 1.50 -> 1.45: new implants (the group)", diff, StringComparison.Ordinal);
        Assert.Contains("1 weight changed, 1 the same", diff, StringComparison.Ordinal);
        said = Run("weights", "compute", file, "--trim", "none", "--adjust", Write("b.csv", "drg;old;new;reason;who\nF05E;1,6;1,45;x;y\n"), "--store", "never", "--quiet");
        Assert.Equal((1, "1 adjustment is for another weight than that of the list (F05E: 1.6 in the file, 1.50 in the list): nothing was written\n"), (said.ExitCode, said.Error));
        Assert.DoesNotContain("never", Run("weights", "list").Out, StringComparison.Ordinal);
        Assert.Equal(1, Run("weights", "compute", file, "--adjust", Write("c.csv", "drg;old;new;reason;who\nF05E;1,5;1,45;;y\n"), "--quiet").ExitCode);
    }

    [Fact]
    public void Costs_of_a_file_of_their_own_are_joined_by_id_and_told_by_type()
    {
        var contacts = Write("g.csv", "id,hospital,care_form,drg,duration,discharge_date,set\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"c{i},A,inpatient,F0{5 + (i % 2)}E,4,2025-03-01,est\n")));
        var costs = Write("k.csv", "id;cost_type;cost\n" + string.Concat(Enumerable.Range(0, 59).Select(i => $"c{i};ward;{1000 + i}\nc{i};theatre;{(i % 2 == 0 ? "2500,50" : "500")}\nc{i};ward;-100\n")) + "nobody;ward;7\n");
        var said = Run("weights", "compute", contacts, "--costs", costs, "--trim", "none", "--min-contacts", "1", "-o", PathOf("w.xlsx"), "--format", "json");
        Assert.Equal(1, Run("weights", "compute", contacts, "--quiet").ExitCode); // no costs of its own
        Assert.Equal(3, said.ExitCode);
        Assert.Contains("k.csv: 178 rows of costs of 60 contacts; types: ward, theatre\n", said.Error, StringComparison.Ordinal);
        Assert.Contains("1 left out: GRP4101", said.Error, StringComparison.Ordinal);
        Assert.Contains("GRP4116 k.csv: rows of the file of costs have an id that no contact has, and were not used (1).", said.Error, StringComparison.Ordinal);
        said = Run("weights", "compute", contacts, "--costs", costs, "--trim", "none", "--min-contacts", "1", "--format", "json", "--quiet");
        var all = Enumerable.Range(0, 59).ToList();
        var root = Parsed(said.Out);
        var mean = all.Average(i => 900 + i + (i % 2 == 0 ? 2500.5 : 500));
        Assert.Equal(mean, root.GetProperty("materials")[0].GetProperty("meanCost").GetDouble(), 1e-6);
        var types = root.GetProperty("costTypes").GetProperty("rows").EnumerateArray().First(row => row.GetProperty("name").GetString() == "F05E");
        Assert.Equal((30L, Math.Round(all.Where(i => i % 2 == 0).Sum(i => 900.0 + i), 2), 30 * 2500.5), (types.GetProperty("contacts").GetInt64(), Math.Round(types.GetProperty("kronor")[0].GetDouble(), 2), Math.Round(types.GetProperty("kronor")[1].GetDouble(), 2)));
        var list = Write("l.csv", "DRG;Vikt\nF05E;1\nF06E;2\n");
        said = Run("compare", "--a", contacts, "--b", contacts, "--costs", costs, "--weights", list);
        Assert.Equal(3, said.ExitCode);
        Assert.Contains("COST PER POINT BY TYPE, INLIERS", said.Out, StringComparison.Ordinal);
        Assert.Contains("GRP4116 k.csv: rows", said.Error, StringComparison.Ordinal);

        // Costs of visits that are part of a stay are theirs, not nobody's, and are told as costs in a column are.
        File.AppendAllText(contacts, "nobody,A,outpatient,Z82O,0,2025-03-01,est\n");
        said = Run("casemix", contacts, "--costs", costs, "--weights", list);
        Assert.Contains("GRP4108", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("GRP4116", said.Error, StringComparison.Ordinal);
    }

    /// <summary>A table of volumes gives the index and the cost per point of its contacts one by one.</summary>
    [Fact]
    public void Rows_that_stand_for_many_contacts_are_counted_as_such_or_refused()
    {
        var list = Write("l.csv", "DRG;Vikt\nF05E;2\nF06E;1\n");
        var many = Write("m.csv", "hospital,care_form,drg,antal,cost,set\nA,inpatient,F05E,30,300000,est\nA,inpatient,F06E,70,350000,est\n");
        var single = Write("s.csv", "hospital,care_form,drg,cost,set\n" + string.Concat(Enumerable.Repeat("A,inpatient,F05E,10000,est\n", 30)) + string.Concat(Enumerable.Repeat("A,inpatient,F06E,5000,est\n", 70)));
        Expect(Run("casemix", many, "--weights", list, "--quiet"), 1, "", "column antal: the rows seem to stand for many contacts each. Give --count-column antal if the command has it, or rename the column\n");
        JsonElement All(string file, params string[] more) => Parsed(Run(["casemix", file, "--weights", list, "--format", "json", .. more]).Out).GetProperty("all").GetProperty("all");
        var (counted, one) = (All(many, "--count-column", "antal"), All(single));
        foreach (var figure in new[] { "contacts", "points", "cost" })
            Assert.Equal(one.GetProperty(figure).GetDouble(), counted.GetProperty(figure).GetDouble());
        Assert.Equal(one.GetProperty("costPerPoint").GetProperty("value").GetDouble(), counted.GetProperty("costPerPoint").GetProperty("value").GetDouble(), 1e-9);
        Assert.Equal(JsonValueKind.Null, counted.GetProperty("costPerPoint").GetProperty("low").ValueKind);
        Assert.Equal(JsonValueKind.Null, counted.GetProperty("secondaryDiagnoses").GetProperty("value").ValueKind); // no column of diagnoses
        var rules = Write("r.json", """{ "name": "R", "version": "1", "prices": [ { "price": 1000 } ] }""");
        Assert.Equal(130_000, Parsed(Run("pay", many, "--weights", list, "--rules", rules, "--count-column", "antal", "--format", "json").Out).GetProperty("all").GetProperty("amounts").GetProperty("total").GetDouble());
    }

    /// <summary>Limits are held against means with their decimals; what is paid at actual cost is all of it.</summary>
    [Fact]
    public void Rows_that_stand_for_many_contacts_are_outliers_and_paid_by_their_means()
    {
        var list = Write("l.csv", "DRG;Vikt;Vårdtidsytterfallsgräns\nF05E;2;14\nF06E;1;14\n");
        var many = Write("m.csv", "hospital,care_form,drg,antal,cost,duration,set\nA,inpatient,F05E,2,20000,29,est\nA,inpatient,F06E,2,20000,28,est\nA,inpatient,F99E,3,100,3,est\n");
        var all = Parsed(Run("casemix", many, "--weights", list, "--count-column", "antal", "--format", "json").Out).GetProperty("all");
        Assert.Equal((7, 5), (all.GetProperty("all").GetProperty("contacts").GetInt32(), all.GetProperty("inliers").GetProperty("contacts").GetInt32()));
        var rules = Write("r.json", """{ "name": "R", "version": "1", "prices": [ { "price": 1000 } ], "daysOutliers": { "pay": "day", "pricePerDay": 100 }, "withoutWeight": "cost" }""");
        var amounts = Parsed(Run("pay", many, "--weights", list, "--rules", rules, "--count-column", "antal", "--format", "json").Out).GetProperty("all").GetProperty("amounts");
        Assert.Equal((6000, 100, 100), (amounts.GetProperty("drg").GetDecimal(), amounts.GetProperty("daysOutlier").GetDecimal(), amounts.GetProperty("outside").GetDecimal()));
    }

    /// <summary>The list of each row's own care form, in every command that shows a weight.</summary>
    [Fact]
    public void Weights_of_care_forms_are_told_apart()
    {
        var contacts = Write("c.csv", "id,care_form,sex,age_days,duration,diagnoses,procedures\na,outpatient,M,20000,0,I509,XS900 XS915\n");
        Run("group", contacts, "-o", PathOf("g.csv"));
        var drg = Cell("g.csv", 1, "drg");
        var list = Write("l.csv", $"DRG;Vikt;Vårdform\n{drg};7;PV\n{drg};0,5;ÖV\n");
        Run("group", contacts, "--weights", list, "-o", PathOf("g.csv"));
        Assert.EndsWith(",0.5,", File.ReadAllLines(PathOf("g.csv"))[1], StringComparison.Ordinal);
        Run("group", Write("d.csv", "id,care_form,sex,age_days,admission_date,duration,diagnoses,procedures\na,outpatient,M,20000,2025-01-02,0,I509,XS900 XS915\nb,outpatient,M,20000,2024-01-02,0,I509,XS900 XS915\n"), "--weights-by-date", $"2025={list}", "-o", PathOf("g.csv"));
        Assert.EndsWith(",open-se,0.5,l.csv,", File.ReadAllLines(PathOf("g.csv"))[1], StringComparison.Ordinal);
        Assert.EndsWith(",,,,GRP3053", File.ReadAllLines(PathOf("g.csv"))[2], StringComparison.Ordinal);

        var stay = Write("e.csv", "id,care_form,sex,age_days,duration,diagnoses,procedures\na,inpatient,F,25000,4,K802,JKA21\n");
        Run("group", stay, "-o", PathOf("g.csv"));
        var (with, without) = (Cell("g.csv", 1, "drg"), "");
        File.WriteAllText(stay, "id,care_form,sex,age_days,duration,diagnoses,procedures\na,inpatient,F,25000,4,K802,\n");
        Run("group", stay, "-o", PathOf("g.csv"));
        without = Cell("g.csv", 1, "drg");
        File.WriteAllText(stay, "id,care_form,sex,age_days,duration,diagnoses,procedures\na,inpatient,F,25000,4,K802,JKA21\n");
        var forms = Write("f.csv", $"DRG;Vikt;Vårdform\n{with};9;PV\n{with};2;SV\n{without};8;PV\n{without};0,5;SV\n");
        var lost = Parsed(Run("sensitivity", stay, "--weights", forms, "--format", "json").Out);
        Assert.Equal(1.5, lost.GetProperty("summary").GetProperty("total").GetProperty("atStake").GetDouble(), 1e-9);

        var costs = Write("k.csv", "hospital,care_form,drg,cost,set\n" + string.Concat(Enumerable.Repeat("A,inpatient,F05E,10000,est\nA,outpatient,F05E,500,est\n", 40)));
        var said = Run("weights", "compute", costs, "--trim", "none", "--by", "care-form", "--quiet");
        Assert.Contains("\nF05E inpatient         40       10 000", said.Out, StringComparison.Ordinal);
        Assert.Contains("\nF05E outpatient        40          500", said.Out, StringComparison.Ordinal);

        string Cell(string file, int row, string column) =>
            File.ReadAllLines(PathOf(file)) is var lines ? lines[row].Split(',')[lines[0].Split(',').IndexOf(column)] : "";
    }

    /// <summary>A group of visits and of stays is two groups to compare: what the unit has of one is not held against the other.</summary>
    [Fact]
    public void A_unit_is_held_against_the_others_within_care_forms_and_marked_as_small_as_in_the_casemix()
    {
        var random = new Random(14);
        int Cost(int mean, double spread) => (int)(mean * Math.Exp(spread * ((random.NextDouble() * 2) - 1)));
        string Rows(string unit, string form, int times, int mean, double spread) => string.Concat(Enumerable.Range(0, times).Select(_ => $"{unit},{form},F05E,4,{Cost(mean, spread)},2025-02-03,est\n"));
        var file = Write("g.csv", "hospital,care_form,drg,duration,cost,discharge_date,set\n" + Rows("A", "inpatient", 250, 10000, 0.1) + Rows("A", "outpatient", 10, 500, 0.1) + Rows("B", "inpatient", 300, 10000, 3) + Rows("B", "primary", 300, 500, 0.1) + Rows("C", "inpatient", 20, 10000, 0.1) + "D,outpatient,Z82O,0,,2025-01-01,est\n");
        var list = Write("l.csv", "DRG;Vikt\nF05E;1\n");
        var groups = Parsed(Run("compare", "--a", file, "--b", file, "--weights", list, "--unit", "A", "--format", "json").Out).GetProperty("benchmark");
        Assert.Equal((250, 10), (groups.GetProperty("contacts").GetInt32(), groups.GetProperty("alone").GetInt32()));
        Assert.Equal(("F05E", "inpatient", 320), (groups.GetProperty("groups")[0].GetProperty("drg").GetString(), groups.GetProperty("groups")[0].GetProperty("careForm").GetString(), groups.GetProperty("groups")[0].GetProperty("others").GetProperty("contacts").GetInt32()));

        string Small(JsonElement answer, Func<JsonElement, string> name) => string.Join(' ', answer.GetProperty("units").EnumerateArray().Select(unit => name(unit) + unit.GetProperty("isSmall").GetBoolean()));
        var casemix = Small(Parsed(Run("casemix", file, "--weights", list, "--format", "json").Out), unit => unit.GetProperty("unit").GetProperty("parts")[0].GetString()!);
        var paid = Run("pay", file, "--weights", list, "--rules", Write("r.json", """{ "name": "R", "version": "1", "prices": [ { "price": 1000 } ] }"""), "--format", "json");
        Assert.Equal("AFalse BTrue CTrue", casemix);
        Assert.Equal(casemix, Small(Parsed(paid.Out), unit => unit.GetProperty("unit")[0].GetString()!)); // D has a visit that is part of a stay alone
    }

    [Fact]
    public void A_stored_list_has_the_names_of_groups_in_the_language_of_the_run()
    {
        var costs = Write("k.csv", "hospital,care_form,drg,cost,set\n" + string.Concat(Enumerable.Repeat("A,inpatient,A01C,10000,open-se\n", 40)));
        Run("weights", "compute", costs, "--trim", "none", "--store", "one", "--quiet");
        Run("weights", "compute", costs, "--trim", "none", "--store", "two", "--adjust", Write("a.csv", "drg;old;new;reason;who\nA01C;1,0;2;x;y\n"), "--quiet");
        Assert.EndsWith("complicated\n", Run("weights", "show", "one", "--format", "markdown").Out.Replace(" |", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.EndsWith("komplicerat\n", Run("weights", "show", "one", "--format", "markdown", "--lang", "sv").Out.Replace(" |", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var diff = Run("weights", "diff", "one", "two", "--format", "markdown", "--lang", "sv");
        Assert.StartsWith("one -> two: 1 vikt ändrad, oförändrade 0, tillkomna 0, borttagna 0; 0 gränser ändrade", diff.Out, StringComparison.Ordinal);
        Assert.Contains("komplicerat", diff.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_of_stay_tells_of_years_without_a_list()
    {
        var file = Write("g.csv", "hospital,care_form,drg,duration,discharge_date,set\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"A,inpatient,F05E,4,202{(i < 2 ? 4 : 5)}-03-01,est\n")));
        var list = Write("l.csv", "DRG;Vikt;Vårdtidsytterfallsgräns\nF05E;2;14\n");
        var said = Run("los", file, "--weights-by-date", $"2025={list}");
        Assert.Equal(3, said.ExitCode);
        Assert.Contains("GRP4118 '2024': no weight list was named for the year, so its contacts have no weight (2).", said.Error, StringComparison.Ordinal);
    }

    /// <summary>Half of the values lie on each side: the median between two is their mean, in both commands.</summary>
    [Fact]
    public void Waiting_and_length_of_stay_have_one_median_and_visits_without_a_unit_are_no_total()
    {
        var stays = Write("g.csv", "hospital,care_form,drg,duration,set\nA,inpatient,F05E,60,est\nA,inpatient,F05E,75,est\n");
        Assert.Equal(67.5, Parsed(Run("los", stays, "--trim-days", "none", "--format", "json").Out).GetProperty("all").GetProperty("all").GetProperty("median").GetProperty("value").GetDouble());
        var visits = Write("v.csv", "id,hospital,care_form,sex,age_days,admission_date,start_time,doctor_time,end_time,diagnoses\na,A,outpatient,F,20000,2025-03-10,08:00,09:00,10:00,R074\nb,A,outpatient,F,20000,2025-03-10,23:30,00:45,03:00,R074\nc,,outpatient,F,20000,2025-03-10,08:00,08:10,08:30,R074\n");
        Run("waiting", visits, "--by", "hospital", "-o", PathOf("w.csv"));
        Assert.Equal(
            ["-,waiting,1,10.0,10,10,1.0000,0,0", "A,waiting,2,67.5,67.5,73.5,1.0000,0,0", ",waiting,3,48.3,60,72,1.0000,0,0"],
            File.ReadAllLines(PathOf("w.csv")).Where(line => line.Contains(",waiting,", StringComparison.Ordinal)));
    }

    [Fact]
    public void Length_of_stay_is_shown_by_unit_and_group_with_outliers_as_rows()
    {
        var file = Write("g.csv", "hospital,care_form,drg,duration,discharge_date,set\n" + string.Concat(Enumerable.Range(1, 300).Select(i =>
            $"{(i % 3 == 0 ? "North" : "South")},inpatient,F0{5 + (i % 2)}E,{(i == 150 ? 90 : 2 + (i % 5))},2025-0{1 + (i % 6)}-11,est\nSouth,outpatient,F99O,0,2025-01-02,est\n")));
        var said = Run("los", file, "--trim-days", "iqr:0.5%", "--outliers", PathOf("o.csv"), "-o", PathOf("los.xlsx"));
        Assert.Equal(0, said.ExitCode);
        Assert.StartsWith("Length of stay\n300 inpatient contacts with ", said.Out, StringComparison.Ordinal);
        Assert.Contains("OUTLIERS BY CARE DAYS", said.Out, StringComparison.Ordinal);
        Assert.All(said.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(["300,,North,F05E,inpatient,,,,90,6,,days,"], File.ReadAllLines(PathOf("o.csv")).Skip(1));
        var root = Parsed(Run("los", file, "--by", "hospital,month", "--format", "json").Out);
        Assert.Equal(("North", "2025-01"), (root.GetProperty("units")[0].GetProperty("unit").GetProperty("parts")[0].GetString(), root.GetProperty("units")[0].GetProperty("unit").GetProperty("parts")[1].GetString()));
        Assert.Equal(300, root.GetProperty("visits").GetInt64());
        Assert.Equal(1, root.GetProperty("all").GetProperty("all").GetProperty("index").GetProperty("value").GetDouble(), 1e-9);
        Assert.StartsWith("Vårdtid\n", Run("los", file, "--lang", "sv").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Inflation_is_a_part_of_its_own_and_months_have_a_trend()
    {
        string Year(int year, int cost) => "hospital,care_form,drg,duration,cost,discharge_date,set\n" + string.Concat(Enumerable.Range(0, 48).Select(i => $"A,inpatient,F05E,4,{cost},{year}-{1 + (i % 12):00}-11,est\n"));
        var (a, b, list) = (Write("a.csv", Year(2024, 1000)), Write("b.csv", Year(2025, 1100)), Write("l.csv", "DRG;Vikt\nF05E;2\n"));
        var said = Run("compare", "--a", a, "--b", b, "--weights", list, "--price-index", Write("lpi.csv", "year;level\n2024;100\n2025;104\n"), "--monthly", "-o", PathOf("c.xlsx"), "--format", "json");
        Assert.Equal(0, said.ExitCode);
        var cost = Parsed(said.Out).GetProperty("all").GetProperty("all").GetProperty("cost");
        Assert.Equal(4_800, cost.GetProperty("total").GetDouble());
        Assert.Equal(4_800, cost.GetProperty("price").GetDouble() + cost.GetProperty("productivity").GetDouble());
        Assert.Equal(1_975.38, cost.GetProperty("price").GetDouble()); // (1 - 1 / 1.04) x 48 x 2 x (520 + 550) / 2
        Assert.Equal(48, Parsed(said.Out).GetProperty("series").GetProperty("months").GetArrayLength());
        said = Run("compare", "--a", a, "--b", b, "--weights", list, "--price-index", PathOf("lpi.csv"), "--monthly", "--quiet");
        Assert.Contains("TREND IN A YEAR", said.Out, StringComparison.Ordinal);
        Assert.All(said.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.StartsWith("The price index lpi.csv lacks years of the contacts: 2023", Run("compare", "--a", Write("x.csv", Year(2023, 1)), "--b", b, "--weights", list, "--price-index", PathOf("lpi.csv")).Error.Split('\n')[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_is_priced_set_beside_another_and_followed_up()
    {
        var list = Write("l.csv", "DRG;Vikt\nF05E;2\nF06E;1\n");
        var plan = Write("plan.csv", "unit;drg;contacts\nA;F05E;120\nA;F06E;240\nB;F06E;12\nB;X99X;6\n");
        var other = Write("more.csv", "unit;drg;contacts\nA;F05E;132\nA;F06E;240\nB;F06E;12\n");
        var outcome = Write("g.csv", "hospital,care_form,drg,duration,discharge_date,cost,set\n" + string.Concat(Enumerable.Repeat("A,inpatient,F05E,4,2025-01-11,9000,est\n", 8)) + string.Concat(Enumerable.Repeat("A,inpatient,F06E,4,2025-02-11,9000,est\n", 25)));
        var said = Run("budget", plan, other, "--weights", list, "--price", "1000", "--outcome", outcome, "-o", PathOf("b.xlsx"), "--format", "json");
        Assert.Equal(0, said.ExitCode);
        var root = Parsed(said.Out);
        Assert.Equal((378, 492, 492_000), Sum(root.GetProperty("scenarios")[0].GetProperty("all")));
        Assert.Equal((384, 516, 516_000), Sum(root.GetProperty("scenarios")[1].GetProperty("all")));
        var follow = root.GetProperty("followUp").EnumerateArray().Where(row => row.GetProperty("unit").GetString() == "A").ToList();
        Assert.Equal(((30, 40, 40_000), (8, 16, 16_000)), (Sum(follow[0].GetProperty("plan")), Sum(follow[0].GetProperty("outcome"))));
        Assert.Equal(((60, 80, 80_000), (33, 41, 41_000)), (Sum(follow[1].GetProperty("planSoFar")), Sum(follow[1].GetProperty("outcomeSoFar"))));
        said = Run("budget", plan, other, "--weights", list, "--price", "1000", "--outcome", outcome);
        Assert.Contains("GRP4302: 1 group with 6 planned contacts has no weight in the list: X99X", said.Out, StringComparison.Ordinal);
        Assert.Contains("+24  more.csv", said.Out, StringComparison.Ordinal);
        Assert.All(said.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(3, Run("budget", Write("bad.csv", "drg,contacts\nF05E,many\nF06E,3\n"), "--weights", list, "--price", "1").ExitCode);
        Assert.Equal(1, Run("budget", plan, "--weights", list).ExitCode);

        static (decimal, decimal, decimal) Sum(JsonElement sum) => (sum.GetProperty("contacts").GetDecimal(), sum.GetProperty("points").GetDecimal(), sum.GetProperty("kronor").GetDecimal());
    }

    private static JsonElement Parsed(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
