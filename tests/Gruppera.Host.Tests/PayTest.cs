namespace Gruppera.Host.Tests;

[Collection(CommandLineCollection.Name)]
public class PayTest : Home
{
    private const string Grouped = """
        id,hospital,care_form,duration,diagnoses,cost,drg,mdc,set,payer,implant
        1,North,inpatient,4,I21 E11,60000,F01E,06,se-2025,Home,
        2,North,inpatient,5,I21,250000,F01E,06,se-2025,Home,1200.50
        3,South,inpatient,2,I21,9000,X99X,06,se-2025,Other,
        4,South,outpatient,0,,800,,,se-2025,Other,
        5,South,outpatient,0,J18,1500,D04O,04,se-2025,Home,much

        """;

    private const string List = "DRG;Vikt;Gräns;Vårdtidsgräns\nF01E;2,59;150000;12\nD04O;0,125;;\n";

    private const string Rules = """
        { "name": "Region Exempel", "version": "2025-1", "columns": { "payer": "payer", "addition": "implant" },
          "prices": [ { "careForm": "inpatient", "price": 65000 }, { "payer": "Home", "price": 60000 } ],
          "costOutliers": { "pay": "share", "share": 0.8 }, "withoutWeight": "cost", "vatPercent": 6 }
        """;

    [Fact]
    public void Every_contact_has_a_row_with_its_set_list_and_rules_and_the_sums_are_theirs()
    {
        var (grouped, list, rules) = (Write("g.csv", Grouped), Write("list.csv", List), Write("rules.json", Rules));
        var said = Run("pay", grouped, "--weights", list, "--rules", rules, "-o", PathOf("rows.csv"), "--sums", PathOf("sums.csv"), "--price", "70000");
        Assert.Equal(3, said.ExitCode);
        Assert.StartsWith("list.csv, row 1: weight 'Vikt'; limit in kronor 'Gräns' (none in 1 row); limit in care days 'Vårdtidsgräns'; 2 DRGs\n", said.Error, StringComparison.Ordinal);
        Assert.EndsWith("GRP4117 list.csv: the list has a weight for fewer than all of the contacts (3 / 4 contacts, 75.0 %; 2 / 3 DRG). Use the list that belongs to the definition set; indices are of the contacts that have a weight.\n" +
            "GRP4305 g.csv [implant]: the addition or fee is not an amount of kronor and counts as 0 (1 contact). Write it with a point or a comma before the öre and nothing else.\n", said.Error, StringComparison.Ordinal);
        Assert.Equal(
            """
            row,hospital,care_form,drg,payer,kind,weight,price,drg_price,days_outlier,cost_outlier,outside,addition,fee,gross,discount,vat,total,set,list,rules
            2,North,inpatient,F01E,Home,innerfall,2.59,65000.00,168350.00,0.00,0.00,0.00,0.00,0.00,168350.00,0.00,10101.00,178451.00,se-2025,list.csv,2025-1
            3,North,inpatient,F01E,Home,cost_outlier,2.59,65000.00,168350.00,0.00,80000.00,0.00,1200.50,0.00,249550.50,0.00,14973.03,264523.53,se-2025,list.csv,2025-1
            4,South,inpatient,X99X,Other,without_weight,0,0.00,0.00,0.00,0.00,9000.00,0.00,0.00,9000.00,0.00,540.00,9540.00,se-2025,list.csv,2025-1
            5,South,outpatient,,Other,without_group,0,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,se-2025,list.csv,2025-1
            6,South,outpatient,D04O,Home,innerfall,0.125,60000.00,7500.00,0.00,0.00,0.00,0.00,0.00,7500.00,0.00,450.00,7950.00,se-2025,list.csv,2025-1

            """,
            File.ReadAllText(PathOf("rows.csv")));
        Assert.Contains("460 464.53  * all\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("GRP4302: 1 group with 1 contact (20.00 %) has no weight in the list.", said.Out, StringComparison.Ordinal);
        Assert.Contains("WITH REGION EXEMPEL --PRICE 70000, KRONOR", said.Out, StringComparison.Ordinal);
        Assert.Contains("27 454.00  6.2  * North", said.Out, StringComparison.Ordinal);
        Assert.All(said.Lines, line => Assert.True(line.Length <= 80, line));
        Assert.Equal(["hospital,contacts,points", "North,2,5.18", "South,3,0.125", "*,5,5.305"], File.ReadAllLines(PathOf("sums.csv")).Select(line => string.Join(',', line.Split(',')[..3])));
    }

    /// <summary>Claims have the fields of the national specification, and its two formulas hold to the öre.</summary>
    [Fact]
    public void Claims_between_regions_have_the_fields_of_their_specification()
    {
        var (grouped, list, rules) = (Write("g.csv", Grouped), Write("list.csv", List), Write("rules.json", Rules));
        Assert.Equal(3, Run("pay", grouped, "--weights", list, "--rules", rules, "--claims", PathOf("claims.csv")).ExitCode);
        var lines = File.ReadAllLines(PathOf("claims.csv")).Select(line => line.Split(',')).ToList();
        Assert.Equal(
            "row careContactId careType inCare productCategory DRGCode DRGPrice extendedAllowanceCareTime extendedAllowanceCost patientSpecificCareTotalAmount outPatientCareFeePaid patientCareInvoiceGrossAmount patientCareCharge patientCareAllowance patientCareDiscount patientCareInvoiceNetAmount currency set list rules",
            string.Join(' ', lines[0]));
        Assert.Equal(
            [
                "2,1,02,4,02,F01E,168350.00,0.00,0.00,0.00,0.00,168350.00,10101.00,0.00,0.00,178451.00,SEK,se-2025,list.csv,2025-1",
                "3,2,02,5,02,F01E,168350.00,0.00,80000.00,1200.50,0.00,249550.50,14973.03,0.00,0.00,264523.53,SEK,se-2025,list.csv,2025-1",
                "4,3,02,2,03,,0.00,0.00,0.00,9000.00,0.00,9000.00,540.00,0.00,0.00,9540.00,SEK,se-2025,list.csv,2025-1",
                "6,5,01,,02,D04O,7500.00,0.00,0.00,0.00,0.00,7500.00,450.00,0.00,0.00,7950.00,SEK,se-2025,list.csv,2025-1",
            ],
            lines.Skip(1).Select(line => string.Join(',', line)));
        foreach (var amounts in lines.Skip(1).Select(line => line[6..16].Select(decimal.Parse).ToList()))
        {
            Assert.Equal(amounts[5], amounts[0] + amounts[1] + amounts[2] + amounts[3] - amounts[4]);
            Assert.Equal(amounts[9], amounts[5] + amounts[6] - amounts[7] - amounts[8]);
        }
    }

    /// <summary>Rows are left out by rule as in weights; costs that no contact has are told of, and a column that was named must be there.</summary>
    [Fact]
    public void What_is_left_out_is_told()
    {
        var (grouped, list, rules) = (Write("g.csv", Grouped.Replace("1500", "1000000000000", StringComparison.Ordinal) + "6,South\n"), Write("list.csv", List), Write("rules.json", Rules));
        var exclude = Write("exclude.json", """[ { "name": "North", "columns": { "hospital": ["North"] } } ]""");
        var said = Run("pay", grouped, "--weights", list, "--rules", rules, "--exclude", exclude, "--issues", PathOf("i.csv"), "--price", "70000,50");
        Assert.Equal(3, said.ExitCode);
        Assert.Contains(
            "\ng.csv: 6 contacts read, 3 used\n  1 left out: GRP3001 the row cannot be read\n  1 without a cost: GRP3009 the cost is not a number, or is 10^12 or more\n  2 left out by rule: North\n",
            said.Error, StringComparison.Ordinal);
        Assert.Equal(["g.csv,6,cost,GRP3009", "g.csv,7,,GRP3001"], File.ReadAllLines(PathOf("i.csv")).Skip(1).Select(line => string.Join(',', line.Split(',')[..4])));
        Assert.Contains("\nthe file has no column kost; it has id, ", Run("casemix", grouped, "--weights", list, "--cost-column", "kost").Error, StringComparison.Ordinal);
        Assert.EndsWith("\nempty.csv is empty\n", Run("casemix", Write("empty.csv", ""), "--weights", list).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_against_the_schema_are_refused_with_file_place_and_value()
    {
        var rules = Write("rules.json", """{ "name": "R", "version": "1", "prices": [ { "price": -1 } ], "rabatt": 3 }""");
        Expect(Run("pay", Write("g.csv", Grouped), "--weights", Write("list.csv", List), "--rules", rules), 1, "",
            "GRP4301 rules.json [$.prices[0].price] '-1': the file does not follow its schema (must be at least 0). Correct the value at this place; gruppera pay --schema and technology-gap --schema print the schemas.\n" +
            "GRP4301 rules.json [$.rabatt] '3': the file does not follow its schema (is not known; remove it or correct its name: $schema, name, version, columns, prices, terms, dayRates, transfers, costShare, supplements, patients, lowOutliers, costOutliers, daysOutliers, both, outside, withoutGroup, withoutWeight, fees, discountPercent, vatPercent). Correct the value at this place; gruppera pay --schema and technology-gap --schema print the schemas.\n" +
            $"{rules} cannot be used\n");
        Assert.Equal(Gruppera.Casemix.Reimbursement.PaymentRulesReader.Schema, Run("pay", "--schema").Out);
        Assert.Equal(1, Run("pay").ExitCode);
    }
}
