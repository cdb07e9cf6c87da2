using System.Text.RegularExpressions;
using Gruppera.Cli;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>The C library, compiled ahead, from C, Python and R: their own tests, the examples of the documentation, and the same groups as
/// the program.</summary>
[Trait("lane", "slow")]
public sealed class NativeTest(NativeLibrary library) : IClassFixture<NativeLibrary>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gruppera-native").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_example_in_C_says_what_the_documentation_says()
    {
        var (folder, gcc) = (library.Folder(), NativeLibrary.Tool("gcc"));
        var program = Path.Combine(_folder, "group");
        NativeLibrary.Run(gcc,
        [
            "-std=c11", "-Wall", "-Wextra", "-Werror", "-I", "src/Gruppera.Native/include", "src/Gruppera.Native/examples/group.c",
            "-L", folder, "-lgruppera", $"-Wl,-rpath,{folder}", "-o", program,
        ]);
        var said = NativeLibrary.Run(program, [], Home);
        var told = Regex.Match(Repository.Read("docs/native.md"), @"(?s)\$ \./group\n(.*?)```").Groups[1].Value;
        Assert.Equal(told, said);
    }

    [Fact]
    public void The_library_needs_nothing_but_libc_and_libm()
    {
        var said = NativeLibrary.Run(NativeLibrary.Tool("readelf"), ["-d", library.Path()]);
        Assert.Subset(
            new HashSet<string> { "libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2" },
            Regex.Matches(said, @"NEEDED\).*\[(.*?)\]").Select(match => match.Groups[1].Value).ToHashSet());
    }

    [Fact]
    public void A_workbook_with_definition_tables_is_read_by_the_library()
    {
        var path = Path.Combine(_folder, "open.xlsx");
        using (var file = File.Create(path))
            ModernExcelWriter.Write(OpenSet.Open(TestCases.Read).Set!, file);
        var said = NativeLibrary.Run(Python(), ["-c", "import gruppera; print(gruppera.open('" + path + "').info['rules'])"], OfPython());
        Assert.Equal($"{OpenSet.Open().Set!.Rules.Length}\n", said);
    }

    [Fact]
    public void The_tests_of_Python_pass_and_its_groups_are_those_of_the_program()
    {
        var said = NativeLibrary.Run(
            Python(), ["-m", "unittest", "discover", "-s", "bindings/python/tests"], [.. OfPython(), .. Contacts()]);
        Assert.Contains("2000 of 2000 rows as the program", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_examples_of_Python_run() =>
        NativeLibrary.Run(Python(), ["-m", "doctest", "docs/python.md", "docs/how-to/embed-python.md"], OfPython());

    [Fact]
    public void The_tests_of_R_pass_and_its_groups_are_those_of_the_program()
    {
        var r = InstalledR();
        var said = NativeLibrary.Run(
            r, ["bindings/r/gruppera/tests/gruppera.R"], [.. OfR(), .. Contacts()]);
        Assert.Contains("2000 of 2000 rows as the program", said, StringComparison.Ordinal);
        Assert.EndsWith("passed\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_examples_of_R_print_what_the_documentation_says_and_the_vignette_runs()
    {
        var r = InstalledR();
        var script = Path.Combine(_folder, "examples.R");
        var blocks = Regex.Matches(Repository.Read("docs/r.md") + Repository.Read("docs/how-to/embed-r.md"), @"(?s)```r\n(.*?)```").Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(blocks);
        File.WriteAllText(script, "options(width = 80)\n" + string.Concat(blocks.Select(block => string.Concat(
            Lines(block).Where(line => !line.StartsWith("#>", StringComparison.Ordinal)).Select(line => line + "\n")) + "cat('@@\\n')\n")));
        var said = NativeLibrary.Run(r, ["-e", $"source('{script}', echo = FALSE, print.eval = TRUE)"], OfR());
        Assert.Equal(
            blocks.Select(block => string.Join(
                '\n', Lines(block).Where(line => line.StartsWith("#>", StringComparison.Ordinal)).Select(line => line[2..].Trim()))),
            said.Split("@@\n")[..^1].Select(part => string.Join('\n', Lines(part).Select(line => line.Trim()))));

        var vignette = Path.Combine(_folder, "vignette.R");
        var chunks = Regex.Matches(
            Repository.Read("bindings/r/gruppera/vignettes/registers.Rmd"), @"(?s)```\{r\}\n(.*?)```").Select(match => match.Groups[1].Value);
        File.WriteAllText(vignette, string.Concat(chunks));
        Assert.Contains("\"grouped\": 6", NativeLibrary.Run(r, [vignette], OfR()), StringComparison.Ordinal);

        static IEnumerable<string> Lines(string text) => text.Split('\n')[..^1];
    }

    [Fact]
    public void Every_function_of_R_has_a_page()
    {
        var exported = Regex.Match(Repository.Read("bindings/r/gruppera/NAMESPACE"), @"(?s)export\((.*?)\)").Groups[1].Value.Split(',')
            .Select(name => name.Trim());
        var pages = string.Concat(Directory.GetFiles(Repository.PathOf("bindings/r/gruppera/man")).Select(File.ReadAllText));
        Assert.All(exported, name => Assert.Contains($"\\alias{{{name}}}", pages, StringComparison.Ordinal));
    }

    private (string, string) Home => ("GRUPPERA_HOME", _folder);

    /// <summary>A Python that has pandas, or else any.</summary>
    private static string Python()
    {
        const string OfSystem = "/usr/bin/python3";
        return Directory.Exists("/usr/lib/python3/dist-packages/pandas") && File.Exists(OfSystem) ? OfSystem : NativeLibrary.Tool("python3");
    }

    private (string, string)[] OfPython() =>
    [
        Home, ("GRUPPERA_LIBRARY", library.Path()), ("PYTHONPATH", Repository.PathOf("bindings/python/src")),
        ("PYTHONDONTWRITEBYTECODE", "1"),
    ];

    private (string, string)[] OfR() =>
    [
        Home, ("GRUPPERA_LIBRARY", library.Path()), ("R_LIBS", Path.Combine(_folder, "r")), ("LC_ALL", "C.UTF-8"),
    ];

    /// <summary>Installs the package for R, from a copy, and gives the program that runs R.</summary>
    private string InstalledR()
    {
        library.Path();
        var r = NativeLibrary.Tool("R");
        NativeLibrary.Tool("gcc");
        NativeLibrary.Tool("make");
        var source = Path.Combine(_folder, "gruppera");
        foreach (var path in Directory.EnumerateFiles(Repository.PathOf("bindings/r/gruppera"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(source, Path.GetRelativePath(Repository.PathOf("bindings/r/gruppera"), path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        Directory.CreateDirectory(Path.Combine(_folder, "r"));
        NativeLibrary.Run(r, ["CMD", "INSTALL", "--no-test-load", $"--library={Path.Combine(_folder, "r")}", source],
            ("GRUPPERA_CPPFLAGS", $"-I{Repository.PathOf("src/Gruppera.Native/include")}"));
        return NativeLibrary.Tool("Rscript");
    }

    /// <summary>Synthetic contacts, with planted faults among them, and the same grouped by the program.</summary>
    private (string, string)[] Contacts()
    {
        var (contacts, grouped) = (Path.Combine(_folder, "contacts.csv"), Path.Combine(_folder, "grouped.csv"));
        var program = Path.Combine(AppContext.BaseDirectory, "Gruppera.Cli.dll");
        NativeLibrary.Run("dotnet", [program, "synth", "--contacts", "2000", "--year", "2025", "--seed", "7", "-o", contacts], Home);
        var (status, said) = NativeLibrary.Start("dotnet", [program, "group", contacts, "-o", grouped, "--quiet"], [Home]);
        Assert.True(status == ExitCode.UnreadableRows, said);
        return [("GRUPPERA_TEST_CONTACTS", contacts), ("GRUPPERA_TEST_GROUPED", grouped)];
    }
}
