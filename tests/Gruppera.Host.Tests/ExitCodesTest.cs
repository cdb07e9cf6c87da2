using System.Text.RegularExpressions;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>One meaning of exit codes: each verb on files without fault, and with a row that cannot be used.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public partial class ExitCodesTest : Home
{
    private const string Header = "id,patient,hospital,care_form,sex,age_days,admission_date,discharge_date,duration,diagnoses,procedures,cost\n";
    private const string Rules = """{ "name": "R", "version": "1", "prices": [ { "price": 1000 } ] }""";

    /// <summary>Verbs on contacts: <c>*</c> is the file without fault, or with one of the faults that count.</summary>
    public static TheoryData<string, string> OfContacts => new()
    {
        { "agree *", "unreadable" }, { "casemix * --weights list.csv", "unreadable cost" }, { "report casemix * --weights list.csv -o made.html", "unreadable cost" },
        { "compare --a ok.csv --b * --weights list.csv", "unreadable cost" }, { "complications review * --min-contacts 5", "unreadable cost" }, { "contacts check *", "unreadable" },
        { "dump open-se --cases * -o made.txt", "unreadable" }, { "episodes * -o made.csv", "unreadable dates" }, { "group * -o made.csv", "unreadable" },
        { "code I500 --contacts *", "unreadable" }, { "drg E44E --contacts *", "unreadable" }, { "property 99X90 --contacts *", "" }, { "los * --trim-days none", "days" },
        { "monotonicity * --weights list.csv", "unreadable" }, { "sensitivity *", "unreadable" }, { "pay * --weights list.csv --rules payer.json", "" }, { "quality *", "unreadable" },
        { "split find E44E --contacts *", "unreadable cost" }, { "split check E44E --by age:20006 --contacts *", "unreadable cost" }, { "trim compare * --trim none", "unreadable cost" },
        { "weights compute * --min-contacts 1", "unreadable cost" }, { "waiting *", "times" }, { "budget plan.csv --weights list.csv --price 1 --outcome *", "unreadable" },
        { "tables diff open-se open-se --cases *", "unreadable" }, { "simulate --versus open-se --contacts *", "unreadable" },
    };

    [Theory]
    [MemberData(nameof(OfContacts))]
    public void Rows_that_cannot_be_used_are_3_in_every_verb(string command, string faults)
    {
        Write("list.csv", "DRG;Vikt\nE44E;1\n");
        Write("payer.json", Rules);
        Write("plan.csv", "drg,contacts\nE44E,12\n");
        Ok("ok.csv", "");
        var good = Run(Command(command, Ok("o.csv", command.StartsWith("waiting", StringComparison.Ordinal) ? "right-times" : "")));
        Assert.True(good.ExitCode == 0, $"{command}: {good.ExitCode} {good.Error}");
        foreach (var fault in faults.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var said = Run(Command(command, Ok(fault + ".csv", fault)));
            Assert.True(said.ExitCode == 3, $"{command} with {fault}: {said.ExitCode} {said.Error}");
        }
    }

    [Fact]
    public void Applied_and_stored_are_0_and_differences_and_findings_4_and_5()
    {
        Write("list.csv", "DRG;Vikt\nF05E;1\n");
        Write("other.csv", "DRG;Vikt\nF05E;2\n");
        Write("odd.csv", "DRG;Vikt\nF05E;1\nF05C;much\n");
        Assert.Equal(0, Run("weights", "import", PathOf("list.csv"), "--id", "a").ExitCode);
        Assert.Equal(3, Run("weights", "import", PathOf("odd.csv"), "--id", "b").ExitCode);
        Assert.Equal(0, Run("weights", "diff", PathOf("list.csv"), "a").ExitCode);
        Assert.Equal(4, Run("weights", "diff", PathOf("list.csv"), PathOf("other.csv")).ExitCode);
        Assert.Equal(0, Run("tables", "import", Tables, "--id", "t").ExitCode);
        Assert.Equal(3, Run("budget", Write("bad.csv", "drg,contacts\nF05E,many\nF05E,3\n"), "--weights", PathOf("list.csv"), "--price", "1").ExitCode);
        var growth = Write("growth.csv", "age,growth\n65-x,3\n80-,4\n");
        var without = Run("budget", growth, "--weights", PathOf("list.csv"), "--price", "1");
        Assert.Equal(1, without.ExitCode);
        Assert.Contains("growth.csv says how population groups grow: name the contacts that they grow from with --base", without.Error, StringComparison.Ordinal);
        var grown = Run("budget", growth, "--base", Ok("base.csv", ""), "--weights", Write("e.csv", "DRG;Vikt\nE44E;1\n"), "--price", "1");
        Assert.Equal(3, grown.ExitCode);
        Assert.Contains("GRP4502 growth.csv:2 '3'", grown.Error, StringComparison.Ordinal);
        Assert.Contains("GRP4503: contacts belong to no population group", grown.Error, StringComparison.Ordinal);
        Assert.Equal(2, Run("search", "zzzzqqqq").ExitCode);
        Assert.Equal(2, Run("drg", "ZZZZ").ExitCode);
        Assert.Equal(1, Run("casemix", PathOf("list.csv")).ExitCode);
    }

    /// <summary>The table of docs/exit-codes.md has each verb once.</summary>
    [Fact]
    public void The_table_names_every_verb()
    {
        var table = Repository.Read("docs/exit-codes.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]);
        var named = table.SelectMany(cell => Names().Matches(cell)).Select(match => match.Groups["verb"].Value).ToList();
        var verbs = Directory.EnumerateFiles(Repository.PathOf("eng/help")).Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet();
        var leaves = verbs.Where(verb => verb is "layouts" or not ("gruppera" or "keys" or "audit" or "weights" or "tables" or "change" or "change-new" or "codes" or "contacts" or "report" or "rules" or "split" or "technology" or "trim" or "complications" or "problems" or "jobs"));
        Assert.Equal(leaves.Order(StringComparer.Ordinal), named.Select(verb => verb.Replace(' ', '-')).Order(StringComparer.Ordinal));
        Assert.Contains("](../exit-codes.md)", Repository.Read("docs/formats/contacts.md"), StringComparison.Ordinal);
    }

    private string Ok(string name, string fault) => Write(name, Header
        .Replace("cost\n", fault.EndsWith("times", StringComparison.Ordinal) ? "cost,start_time,doctor_time,end_time\n" : "cost,drg,drg_mdc,set\n", StringComparison.Ordinal) + string.Concat(Enumerable.Range(1, 12).Select(i => i == 12 && fault != "right-times"
            ? fault switch
            {
                "unreadable" => "12,P12,A,inpatient,M,old,2025-03-01,2025-03-04,x,I500,,1000",
                "cost" => "12,P12,A,inpatient,M,20000,2025-03-01,2025-03-04,4,I500,,",
                "days" => "12,P12,A,inpatient,M,20000,2025-03-01,2025-03-04,x,I500,,1000",
                "dates" => "12,P12,A,inpatient,M,20000,2025-03-05,2025-03-04,,I500,,1000",
                "times" => "12,P12,A,outpatient,M,20000,2025-03-01,,0,R074,XS900 XS915,1000,10:00,09:00,12:00",
                _ => "12,P12,A,inpatient,M,20000,2025-03-01,2025-03-04,4,I500,,1000",
            } + (fault == "times" ? "\n" : ",E44E,05,open-se\n")
            : fault.EndsWith("times", StringComparison.Ordinal) ? $"{i},P{i},A,outpatient,M,20000,2025-03-01,,0,R074,XS900 XS915,1000,08:00,09:00,12:00\n"
            : $"{i},P{i},A,inpatient,M,{20000 + i},2025-03-01,2025-03-04,4,I500,,{1000 + i},E44E,05,open-se\n")));

    private string[] Command(string command, string file) =>
        [.. command.Split(' ').Select(word => word == "*" ? file : word.Contains('.', StringComparison.Ordinal) ? PathOf(word) : word)];

    [GeneratedRegex("`(?<verb>[a-z][^`]*)`", RegexOptions.None, 1000)]
    private static partial Regex Names();
}
