using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Gruppera.Formats.Deliveries;
using Gruppera.Tests;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Host.Tests;

/// <summary>A year of ten changes on the open set, from the register to a certified set, as docs/how-to/expert-year.md tells it.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public class ExpertsYearTest : Home
{
    private static readonly string Register = Repository.PathOf("samples/changes-2027");
    private readonly string _contacts;

    public ExpertsYearTest()
    {
        _contacts = PathOf("contacts.csv");
        Run("synth", "--contacts", "15000", "--kpp", "--faults", "0", "-o", _contacts, "--quiet");
    }

    private static string Of(string change) => Path.Combine(Register, change + ".xlsx");

    [Fact]
    public void The_register_tells_status_and_conflicts()
    {
        var said = Run("change", "register", Register);
        Assert.Equal(5, said.ExitCode);
        Assert.Contains("10 changes: 6 accepted, 2 proposed, 1 postponed, 1 withdrawn.", said.Out, StringComparison.Ordinal);
        Assert.All(said.Lines, line => Assert.InRange(line.Length, 0, 80));
        using var json = JsonDocument.Parse(Run("change", "register", Register, "--format", "json").Out);
        var conflicts = json.RootElement.GetProperty("conflicts").EnumerateArray().ToList();
        Assert.Equal(["samePlace", "together"], conflicts.Select(each => each.GetProperty("kind").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(["01-appendicectomy-children.xlsx", "09-appendicectomy-under-ten.xlsx"], conflicts.Single(each => each.GetProperty("kind").GetString() == "samePlace")
            .GetProperty("changes").EnumerateArray().Select(each => each.GetString()!));

        // Once one of the two is withdrawn there is no conflict left.
        var folder = Directory.CreateDirectory(PathOf("register")).FullName;
        foreach (var file in Directory.GetFiles(Register))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var ninth = Path.Combine(folder, "09-appendicectomy-under-ten.xlsx");
        Assert.Contains("status: withdrawn", Run("change", "describe", ninth, "--status", "withdrawn").Out, StringComparison.Ordinal);
        var after = Run("change", "register", folder);
        Assert.Equal(0, after.ExitCode);
        Assert.Contains("2 withdrawn.", after.Out, StringComparison.Ordinal);
        Assert.Equal(ChangeReader.Read(Of("09-appendicectomy-under-ten"), [])!.Rows.Select(row => string.Join('|', row.Cells)), ChangeReader.Read(ninth, [])!.Rows.Select(row => string.Join('|', row.Cells)));
    }

    [Fact]
    public void The_accepted_changes_are_applied_and_certified()
    {
        var said = RunWithReading("change", "apply", Register, "--as", "open-2027", "--year", "2027");
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("Left out, proposed: 07-fever.xlsx, 09-appendicectomy-under-ten.xlsx", said.Error, StringComparison.Ordinal);
        var certified = Run("certify", "open-2027");
        Assert.Equal(0, certified.ExitCode);
        var found = Regex.Match(certified.Out, "identical on ([0-9 ]+) of ([0-9 ]+) certification cases of pack open-2027");
        Assert.True(found.Success, certified.Out);
        Assert.Equal(found.Groups[1].Value, found.Groups[2].Value);
        Assert.StartsWith("F13E ", Run("explain", "--set", "open-2027", "--sex", "M", "--age", "8", "--days", "3", "--dx", "K35", "--proc", "JEA00").Out, StringComparison.Ordinal);
        Assert.StartsWith("E62N ", Run("explain", "--set", "open-2027", "--sex", "F", "--age", "85", "--days", "6", "--dx", "I35.0", "N39.0").Out, StringComparison.Ordinal);

        // As next year's set it moves contacts for causes, and none is unintended.
        var next = Run("simulate", "--versus", "open-2027", "--contacts", _contacts);
        Assert.DoesNotContain("UNINTENDED", next.Out, StringComparison.Ordinal);
        Assert.Contains("\nCAUSES\n", next.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Run("simulate", "--versus", "open-2027", "--contacts", _contacts, "--format", "json").Out);
        Assert.Equal(json.RootElement.GetProperty("moved").GetInt64(), json.RootElement.GetProperty("causes").EnumerateArray().Sum(cause => cause.GetProperty("contacts").GetInt64()));
        Assert.All(json.RootElement.GetProperty("moves").EnumerateArray(), move => Assert.False(move.TryGetProperty("unnamed", out var unnamed) && unnamed.ValueKind == JsonValueKind.Number));
        var patients = json.RootElement.GetProperty("patients").EnumerateArray().ToList();
        Assert.Equal(json.RootElement.GetProperty("moved").GetInt64(), patients.Sum(group => group.GetProperty("moved").GetInt64()), 3.0); // a return code alone moves no group
        Assert.All(patients.Where(group => group.TryGetProperty("changeLow", out var low) && low.ValueKind == JsonValueKind.Number), group =>
            Assert.InRange(group.GetProperty("change").GetDouble(), group.GetProperty("changeLow").GetDouble(), group.GetProperty("changeHigh").GetDouble()));
    }

    /// <summary>Of each change alone the same contacts move as in a simulation of it; in order they add up to all together.</summary>
    [Fact]
    public void Several_changes_are_tried_one_by_one()
    {
        using var all = JsonDocument.Parse(Run("simulate", "--change", Register, "--contacts", _contacts, "--each", "--format", "json").Out);
        var steps = all.RootElement.GetProperty("changes").EnumerateArray().ToDictionary(step => step.GetProperty("name").GetString()!);
        Assert.Equal(8, steps.Count);
        foreach (var name in (string[])["04-epilepsy", "08-inflammation-heart-oldest", "10-osteoporosis"])
        {
            using var one = JsonDocument.Parse(Run("simulate", "--change", Of(name), "--contacts", _contacts, "--format", "json").Out);
            Assert.True(one.RootElement.GetProperty("moved").GetInt64() > 0);
            Assert.Equal(one.RootElement.GetProperty("moved").GetInt64(), steps[name + ".xlsx"].GetProperty("movedAlone").GetInt64());
        }

        var total = all.RootElement.GetProperty("points");
        Assert.Equal(total.GetProperty("pointsAfter").GetDouble() - total.GetProperty("pointsBefore").GetDouble(), steps.Values.Sum(step => step.GetProperty("pointsInOrder").GetDouble()), 1e-6);
        Assert.All(steps.Values, step => Assert.Equal(
            step.GetProperty("movedInOrder").GetInt64(),
            step.GetProperty("movedAlone").GetInt64() - step.GetProperty("masked").GetInt64() + step.GetProperty("enabled").GetInt64()));
        Assert.Contains(all.RootElement.GetProperty("overlaps").EnumerateArray(), pair => pair.GetProperty("contacts").GetInt64() > 0);
        Assert.Contains("--each needs changes", Run("simulate", "--versus", "open-se", "--each", "--contacts", _contacts).Error, StringComparison.Ordinal);
        var text = Run("simulate", "--change", Register, "--contacts", _contacts, "--each", "--by", "hospital", "--lang", "sv");
        Assert.All(text.Lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Every_change_is_documented()
    {
        foreach (var path in Directory.GetFiles(Register))
        {
            var (name, change) = (Path.GetFileNameWithoutExtension(path), ChangeReader.Read(path, [])!);
            Assert.NotEqual("", change.About.Motive);
            var paper = Run("change", "document", path, "--format", "markdown");
            Assert.Equal((0, $"# {change.About.Title}"), (paper.ExitCode, paper.Lines[0]));
            Assert.Contains(change.About.Motive, paper.Out, StringComparison.Ordinal);
            Assert.Contains("## What", paper.Out, StringComparison.Ordinal);
            Assert.Contains("as expected", paper.Out, StringComparison.Ordinal);
            Expect(Run("change", "document", path, "-o", PathOf(name + ".docx")), 0, "", "");
            using var word = WordprocessingDocument.Open(PathOf(name + ".docx"), isEditable: false);
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(word, TestContext.Current.CancellationToken).Select(error => error.Description));
            Assert.Equal(change.About.Title, word.MainDocumentPart!.Document!.Body!.ChildElements[0].InnerText);
        }

        var tried = Run("change", "document", Of("02-valve-disease-oldest"), "--contacts", _contacts, "--format", "html");
        Assert.Contains("<h1>Valve disease, 80 years or older</h1>", tried.Out, StringComparison.Ordinal);
        Assert.Contains("80 years or older (age above 29219 days)", tried.Out, StringComparison.Ordinal);
        Assert.Contains("rule E62N01 is new", tried.Out, StringComparison.Ordinal);
        Assert.Contains("--format docx needs --output", Run("change", "document", Of("04-epilepsy"), "--format", "docx").Error, StringComparison.Ordinal);
        var minutes = Run("change", "minutes", Register, "--contacts", _contacts, "-o", PathOf("minutes.md"));
        Assert.Equal(5, minutes.ExitCode);
        var told = File.ReadAllText(PathOf("minutes.md"));
        Assert.Contains("## accepted, 6", told, StringComparison.Ordinal);
        Assert.Contains("## What the accepted changes do together", told, StringComparison.Ordinal);
        Assert.Matches("contacts: [0-9 ]+ moved alone", told);
    }

    [Fact]
    public void What_is_said_of_a_change_is_read_and_refused()
    {
        var made = PathOf("made.xlsx");
        Assert.Equal(0, Run("change", "new", "split", "F12E", "--into", "F13E", "--by", "agelim", "--value", "<6575", "--name", "x", "--title", "Children", "--reference", "one", "--reference", "two", "--status", "postponed", "-o", made).ExitCode);
        var about = ChangeReader.Read(made, [])!.About;
        Assert.Equal(("Children", "", ChangeStatus.Postponed), (about.Title, about.Motive, about.Status));
        Assert.Equal(["one", "two"], about.References);
        var folder = Directory.CreateDirectory(PathOf("tc")).FullName;
        File.WriteAllText(Path.Combine(folder, "change.csv"), "field,value\ntitle,Mine\nstatus,maybe\ncolour,red\n");
        File.WriteAllText(Path.Combine(folder, "drg_name.csv"), "IN/OUT,drg_nat,drg_text_nat\nIN,A99Z,x\n");
        var issues = new List<Issue>();
        Assert.Equal("Mine", ChangeReader.Read(folder, issues)!.About.Title);
        Assert.Equal(["GRP6011 3 maybe", "GRP6011 4 colour"], issues.Where(issue => issue.Code.Id == "GRP6011").Select(issue => $"{issue.Code.Id} {issue.Row} {issue.Value}"));
    }

    [Fact]
    public void New_gone_and_inactive_codes_are_listed_and_given_properties()
    {
        var later = PathOf("later");
        Run("tables", "export", Tables, "-o", later);
        var features = Path.Combine(later, "dg_feat.csv");
        var lines = File.ReadAllLines(features);
        var code = lines[1].Split(',')[0];
        File.WriteAllLines(features, lines.Select(line => line.StartsWith(code + ",", StringComparison.Ordinal) ? code + "9" + line[code.Length..] : line));
        var texts = Path.Combine(later, "dg.csv");
        File.WriteAllText(texts, File.ReadLines(texts).First() + "\n" + Row(texts, ("code_nat", code + "9"), ("text_nat", "Deleted 2015/12/31-x")) + "\n");
        using var changes = JsonDocument.Parse(Run("codes", "changes", Tables, later, "--format", "json").Out);
        Assert.Contains(changes.RootElement.GetProperty("new").EnumerateArray(), each => each.GetProperty("code").GetProperty("code").GetString() == code + "9");
        Assert.Contains(changes.RootElement.GetProperty("gone").EnumerateArray(), each => each.GetProperty("code").GetProperty("code").GetString() == code);

        var proposed = Run("codes", "propose", "I71.45", "--text", "Aneurysm of the abdominal aorta", "--change", PathOf("p.xlsx"));
        Assert.Equal(0, proposed.ExitCode);
        Assert.Matches("(?m)^yes +1\\.00 +10/10 +5/5 +MDC 05", proposed.Out);
        Assert.Equal(0, Run("change", "apply", PathOf("p.xlsx"), "--as", "proposed").ExitCode);
        Assert.Equal(Run("explain", "--sex", "M", "--age", "65", "--days", "5", "--dx", "I71.4").Lines[0], Run("explain", "--set", "proposed", "--sex", "M", "--age", "65", "--days", "5", "--dx", "I71.45").Lines[0]);

        // A code whose text says that it went out: the change takes out all its rows.
        var inactive = Run("codes", "inactive", later, "--change", PathOf("out.xlsx"));
        Assert.Equal(0, inactive.ExitCode);
        Assert.Contains(code[..3], inactive.Out, StringComparison.Ordinal);
        Assert.All(ChangeReader.Read(PathOf("out.xlsx"), [])!.Rows, row => Assert.Equal((ChangeDirection.Out, code + "9"), (row.Direction, row["code_nat"])));
    }

    [Fact]
    public void Known_problems_are_shown_and_counted()
    {
        var list = Write("problems.csv", "id,text,rule,drg,code,from,mended_in\nP1,The limit is a year too low,E61C01,,,2026,2027\nP2,Counts twice,,,I50.9,,\nP3,,X99,,,,\nP4,No such rule,X99,,,,\n");
        var stored = Run("problems", "import", list);
        Assert.Equal((3, "3 known problems of open-se stored"), (stored.ExitCode, stored.Lines[^1]));
        Assert.Contains("GRP3054", stored.Error, StringComparison.Ordinal);
        Assert.Contains("GRP6012 [rule] 'X99'", stored.Error, StringComparison.Ordinal);
        Assert.Contains("P2: Counts twice", Run("explain", "--sex", "F", "--age", "70", "--days", "3", "--dx", "I35.0", "I50.9").Out, StringComparison.Ordinal);
        Assert.DoesNotContain("P2", Run("explain", "--sex", "F", "--age", "70", "--days", "3", "--dx", "I35.0").Out, StringComparison.Ordinal);
        foreach (var page in (string[][])[["rule", "E61C01"], ["drg", "E61C"]])
            Assert.Contains("P1: The limit is a year too low (since 2026, mended in 2027)", Run(page).Out, StringComparison.Ordinal);
        Assert.Contains("P2", Run("code", "I50.9").Out, StringComparison.Ordinal);
        using var counted = JsonDocument.Parse(Run("problems", "count", _contacts, "--format", "json").Out);
        var with = File.ReadLines(_contacts).Count(line => Regex.IsMatch(line.Split(',')[12], "\\bI509\\b"));
        Assert.True(with > 0);
        Assert.Equal(with, counted.RootElement.GetProperty("problems").EnumerateArray().Single(each => each.GetProperty("problem").GetProperty("id").GetString() == "P2").GetProperty("contacts").GetInt64());
        Assert.Equal(0, Run("problems", "remove", "open-se").ExitCode);
        Assert.Equal(1, Run("problems", "count", _contacts).ExitCode);
    }

    /// <summary>Marks of visits are found by what they are in the tables: no code that only marks a visit is named, and with them more.</summary>
    [Fact]
    public void Codes_that_lower_the_weight_are_no_marks_of_visits_and_may_be_mended()
    {
        Run("tables", "export", "open-se", "-o", PathOf("tables"));
        var weights = Write("weights.csv", "DRG;Vikt\n" + string.Join('\n', File.ReadLines(Path.Combine(PathOf("tables"), "drg_name.csv")).Skip(1).Select(line => line.Split(',')[0]).Distinct()
            .Select(drg => $"{drg};{(drg == "P01E" ? "0,5" : drg.EndsWith('O') ? "0,1" : "1")}")));
        using var json = JsonDocument.Parse(Run("monotonicity", _contacts, "--weights", weights, "--mend", "3", "--change", PathOf("mend.xlsx"), "--format", "json").Out);
        Assert.DoesNotContain(json.RootElement.GetProperty("codes").EnumerateArray(), code => code.GetProperty("code").GetString()!.StartsWith("XS", StringComparison.Ordinal));
        Assert.True(json.RootElement.GetProperty("marks").GetInt64() > 0);
        using var marked = JsonDocument.Parse(Run("monotonicity", _contacts, "--weights", weights, "--marks", "--format", "json").Out);
        Assert.Equal(0, marked.RootElement.GetProperty("marks").GetInt64());
        Assert.True(marked.RootElement.GetProperty("codes").GetArrayLength() >= json.RootElement.GetProperty("codes").GetArrayLength());
        var first = json.RootElement.GetProperty("mends").EnumerateArray().First(each => each.GetProperty("isFound").GetBoolean());
        Assert.True(first.GetProperty("mended").GetInt32() > 0);

        // Applied, the worst pair lowers no weight any more.
        Assert.Equal(0, Run("change", "apply", PathOf("mend.xlsx"), "--as", "mended", "--despite-errors").ExitCode);
        using var after = JsonDocument.Parse(Run("monotonicity", _contacts, "--weights", weights, "--set", "mended", "--format", "json").Out);
        Assert.DoesNotContain(after.RootElement.GetProperty("rulePairs").EnumerateArray(), pair =>
            pair.GetProperty("rule").GetString() == first.GetProperty("rule").GetString() && pair.GetProperty("ruleWithout").GetString() == first.GetProperty("ruleWithout").GetString());
        Assert.Contains("--change has no effect without --mend", Run("monotonicity", _contacts, "--weights", weights, "--change", PathOf("x.xlsx")).Error, StringComparison.Ordinal);
    }

    /// <summary>Contacts with E78.5 cost and stay much more: the review proposes a level, and the change gives it.</summary>
    [Fact]
    public void A_review_of_complications_becomes_a_change()
    {
        var lines = File.ReadAllLines(_contacts);
        var dear = lines.Select((line, i) => i > 0 && line.Contains(" E785", StringComparison.Ordinal) ? line[..(line.LastIndexOf(',') + 1)] + "9" + line[(line.LastIndexOf(',') + 1)..] : line);
        var said = Run("complications", "review", Write("dear.csv", string.Join('\n', dear)), "--change", PathOf("levels.xlsx"));
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("\nCOST AND CARE DAYS TOGETHER\n", said.Out, StringComparison.Ordinal);
        var change = ChangeReader.Read(PathOf("levels.xlsx"), [])!;
        var row = Assert.Single(change.Rows, each => each.Table == "dg_feat" && each["code_nat"] == "E785" && each["vartype"] == "COMPL" && each.Direction == ChangeDirection.In);
        Assert.Matches("^..[CG]9[0-9]$", row["varval"]);
        Assert.StartsWith("cost ratio ", row.Comment, StringComparison.Ordinal);
        Assert.Equal("Levels of complications", change.About.Title);
        Assert.Equal(0, Run("change", "apply", PathOf("levels.xlsx"), "--as", "levels", "--despite-errors").ExitCode);
    }

    private static string Row(string table, params (string Column, string Cell)[] cells)
    {
        var header = TableFile.Rows(table).First().Cells;
        return string.Join(',', header.Select(column => cells.FirstOrDefault(cell => cell.Column == column).Cell ?? ""));
    }
}
