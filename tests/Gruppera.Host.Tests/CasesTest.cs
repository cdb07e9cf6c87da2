using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>Files from people who do this job, under the licensed set of their year: skipped where neither is here.</summary>
[Collection(CommandLineCollection.Name)]
public class CasesTest : Home
{
    [Theory]
    [InlineData("02-indatuma/in.csv", "E47A H18E")]
    [InlineData("02-indatuma/nohdia.csv", "E47E H18E")]
    [InlineData("02-indatuma/ref.csv", "E47A H18E")]
    [InlineData("01-no-age/ref.csv", "E47A A29O H18E")]
    [InlineData("14-finnish/hilmo.csv", "E47A H51C B39E")]
    [InlineData("17-lists-in-a-cell/in.csv", "H18E H18E H18E H18E H18E H18E H18E H18E")]
    [InlineData("22-markers/dag2.csv", "M40E M40E M40E M40E S59E")]
    [InlineData("10-floats/in.csv", "P05E A25N")]
    public void Cases_have_their_groups(string file, string groups)
    {
        var (set, path) = (Licensed.Pack("swe-2014-pr1.zip"), Case(file));
        var said = Run("group", path, "--set", set, "-o", PathOf("o.csv"));
        Assert.Equal(0, said.ExitCode);
        Assert.Equal(groups, Groups(PathOf("o.csv")));
    }

    [Fact]
    public void A_file_without_ages_is_refused_and_goes_on_where_that_is_allowed()
    {
        var (set, path) = (Licensed.Pack("swe-2014-pr1.zip"), Case("01-no-age/in.csv"));
        var refused = Run("group", path, "--set", set, "-o", PathOf("o.csv"));
        Assert.Equal((1, "", false), (refused.ExitCode, refused.Out, File.Exists(PathOf("o.csv"))));
        Assert.Contains("gives no age. Looked for ALDER, FODDATUM", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Columns not used: AR, INDATUMA, UTDATUMA, ICDO3", refused.Error, StringComparison.Ordinal);
        var said = Run("group", path, "--set", set, "-o", PathOf("o.csv"), "--allow-missing", "age,sex");
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("Allowed to be missing: age, sex", said.Error, StringComparison.Ordinal);
        Assert.Contains("1 row is left out by a condition of the layout", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layout_whose_columns_the_file_lacks_is_told()
    {
        var file = Case("02-indatuma/in.csv");
        var said = Run("layouts", "check", Case("02-indatuma/sv-wrong.json"), "--contacts", file);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("lacks columns of the layout", said.Error, StringComparison.Ordinal);
        Assert.Contains("INDATUM (admission_date), UTDATUM (discharge_date)", said.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("layouts", "check", Case("02-indatuma/sv.json"), "--contacts", file).ExitCode);
    }

    [Fact]
    public void Danish_files_are_joined_in_the_order_of_their_types()
    {
        var (set, folder) = (Licensed.Pack("swe-2014-pr1.zip"), Path.GetDirectoryName(Case("13-danish/t_adm.csv"))!);
        Assert.Contains("order_values", Run("contacts", "join", Path.Combine(folder, "lpr-let.json"), "-o", PathOf("j.csv")).Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("contacts", "join", "lpr2", "--folder", folder, "-o", PathOf("j.csv")).ExitCode);
        Assert.Equal(0, Run("group", PathOf("j.csv"), "--set", set, "-o", PathOf("o.csv"), "--quiet").ExitCode);
        Assert.Equal("E47A H51C", Groups(PathOf("o.csv")));
    }

    /// <summary>Case 34: the side code of both sides means both sides, in the open set as in the Swedish tables.</summary>
    [Theory]
    [InlineData("open-se")]
    [InlineData("swe-2014-pr1.zip")]
    public void The_side_code_means_both_sides(string set)
    {
        var path = Case("34-bilateral/in.csv");
        Assert.Equal(0, Run("group", path, "--set", set == "open-se" ? set : Licensed.Pack(set), "-o", PathOf("o.csv")).ExitCode);
        Assert.Equal("H00N F25O B12P", Groups(PathOf("o.csv")));
    }

    /// <summary>Case 37: codes that went out are counted and told; with their successors contacts have the groups of these.</summary>
    [Fact]
    public void Codes_that_went_out_are_told_and_replaced_by_their_successors()
    {
        var (set, earlier, path) = (Licensed.Pack("swe-2014-pr1.zip"), Licensed.Pack("swe-2013-pr1.zip"), Case("37-codes-gone/c.csv"));
        var alone = Run("group", path, "--set", set, "-o", PathOf("o.csv"));
        Assert.Contains("3 codes in 3 contacts are not in the set and were ignored: AV079 (1), CBB35 (1), CBE10 (1)\n", alone.Out + alone.Error, StringComparison.Ordinal);
        Assert.Equal("Z80O B39E E52E", Groups(PathOf("o.csv")));

        Assert.Equal(0, Run("tables", "import", earlier, "--id", "swe-2013").ExitCode);
        var told = Run("group", path, "--set", set, "-o", PathOf("o.csv"));
        Assert.Contains("because they went out: 3, 3 times", told.Out + told.Error, StringComparison.Ordinal);
        Assert.Matches("\n  CBB35 .+ \\(1\\): known to swe-2013\n", told.Out + told.Error);

        Assert.Equal(0, Run("codes", "succession", "swe-2013", set, "-o", PathOf("t.csv")).ExitCode);
        var draft = File.ReadAllLines(PathOf("t.csv"));
        var best = draft.First(line => line.StartsWith("procedure,CBB35,", StringComparison.Ordinal));
        Assert.InRange(double.Parse(Fields(best, ',')[6], System.Globalization.CultureInfo.InvariantCulture), 0.5, 1);
        File.WriteAllLines(PathOf("t.csv"), draft.Select(line => line == best ? line + "yes" : line));
        var mapped = Run("group", path, "--set", set, "--code-map", PathOf("t.csv"), "-o", PathOf("o.csv"));
        Assert.Contains("2 codes in 2 contacts are not in the set", mapped.Out + mapped.Error, StringComparison.Ordinal);
        Assert.StartsWith("B", Groups(PathOf("o.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Finnish_dagger_columns_of_different_names_are_pairs() =>
        Assert.Equal(0, Run("layouts", "check", Case("14-finnish/hilmo.json"), "--contacts", Case("14-finnish/hilmo.csv")).ExitCode);

    private static string Groups(string path)
    {
        var lines = File.ReadAllLines(path);
        var delimiter = lines[0].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var column = Array.FindIndex(lines[0].Split(delimiter), name => name == "drg") - lines[0].Split(delimiter).Length;
        return string.Join(' ', lines.Skip(1).Select(line => Fields(line, delimiter)[^-column]));
    }

    private static List<string> Fields(string line, char delimiter)
    {
        var fields = new List<string> { "" };
        var isQuoted = false;
        foreach (var letter in line)
        {
            isQuoted ^= letter == '"';
            if (letter == delimiter && !isQuoted)
                fields.Add("");
            else
                fields[^1] += letter;
        }

        return fields;
    }

    private static string Case(string name)
    {
        var path = Repository.PathOf("../shared/cases/" + name);
        Assert.SkipUnless(File.Exists(path), "the shared cases are not here");
        return path;
    }
}
