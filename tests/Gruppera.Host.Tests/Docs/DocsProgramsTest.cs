using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Gruppera.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gruppera.Host.Tests.Docs;

/// <summary>Programs of documents: each block <c>csharp</c> that begins with <c>using</c> compiles as pasted into a new console project, runs at
/// the root of the project, and prints the block <c>text</c> below it. <c>GRUPPERA_APPROVE_API=1</c> writes what they print.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public sealed partial class DocsProgramsTest : Home
{
    /// <summary>What a new console project has before its first line.</summary>
    private const string Usings =
        "global using System; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; "
        + "global using System.Threading.Tasks; global using System.Collections.Generic;";

    private static readonly List<PortableExecutableReference> References = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator).Where(File.Exists).Select(path => MetadataReference.CreateFromFile(path))];

    public static TheoryData<string> Pages => [.. MarkdownPages.All.Where(page => Program().IsMatch(Repository.Read(page)))];

    [Fact]
    public void The_README_and_the_page_about_embedding_have_programs()
    {
        var pages = Pages.Select(row => row.Data).ToList();
        Assert.Contains("README.md", pages);
        Assert.Contains("docs/how-to/embed-csharp.md", pages);
        Assert.Equal("", Failure("Console.WriteLine(1);"));
        Assert.Contains("CS0103", Failure("Consol.WriteLine(1);"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_program_compiles_as_pasted_and_prints_what_the_page_shows(string page)
    {
        var text = Repository.Read(page);
        var written = text;
        foreach (var program in Program().Matches(text).Reverse())
        {
            var code = program.Groups["code"].Value;
            Assert.Equal("", Failure(code));
            Assert.True(program.Groups["output"].Success, $"{page}: a program without a block text below it");
            var printed = Run(code);
            if (Environment.GetEnvironmentVariable("GRUPPERA_APPROVE_API") != "1")
                Assert.Equal(program.Groups["output"].Value, printed);
            written = written.Remove(program.Groups["output"].Index, program.Groups["output"].Length).Insert(program.Groups["output"].Index, printed);
        }

        if (written != text)
            File.WriteAllText(Repository.PathOf(page), written);
    }

    private static string Failure(string code) => string.Join('\n', Compile(code).GetDiagnostics().Where(each => each.Severity == DiagnosticSeverity.Error));

    private static CSharpCompilation Compile(string code) => CSharpCompilation.Create(
        "Program", [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(code)], References, new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    private string Run(string code)
    {
        using var image = new MemoryStream();
        Assert.True(Compile(code).Emit(image).Success);
        image.Position = 0;
        var (folder, console, printed) = (Directory.GetCurrentDirectory(), Console.Out, new StringWriter { NewLine = "\n" });
        var context = new AssemblyLoadContext("document", isCollectible: true);
        Directory.CreateSymbolicLink(PathOf("samples"), Repository.PathOf("samples"));
        try
        {
            Directory.SetCurrentDirectory(Root);
            Console.SetOut(printed);
            context.LoadFromStream(image).EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Array.Empty<string>()], null);
        }
        finally
        {
            Console.SetOut(console);
            Directory.SetCurrentDirectory(folder);
            Directory.Delete(PathOf("samples"));
            context.Unload();
        }

        return printed.ToString();
    }

    [GeneratedRegex("```csharp\n(?<code>using .*?)```(?:\n\n```text\n(?<output>.*?)```)?", RegexOptions.Singleline, 1000)]
    private static partial Regex Program();
}
