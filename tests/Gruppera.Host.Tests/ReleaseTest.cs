using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>What stands around the program: the launcher, the packing of a release, the workflows of forges.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class ReleaseTest : Home
{
    private static readonly string[] LinesOfTheFirstStart =
    [
        "Building Gruppera, which is done once and takes a minute or more.",
        "  1 of 2: fetching packages",
        "     Gruppera",
        "  2 of 2: compiling",
        "     Gruppera",
        "warning X1: seen",
        "runs: a b|c",
    ];

    [Fact]
    public void The_launcher_shows_what_it_builds_and_works_through_links()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a shell");
        Clone(exit: 0);
        File.CreateSymbolicLink(PathOf("one"), "clone/gruppera");
        Directory.CreateDirectory(PathOf("bin"));
        File.CreateSymbolicLink(PathOf("bin/two"), "../one");
        Assert.Equal((0, string.Join('\n', LinesOfTheFirstStart) + "\n"), Shell("bin/two 'a b' c 2>&1"));
        Assert.Equal((0, "runs: a b|c\n"), Shell("cd bin; PATH=$PWD:$PATH two 'a b' c 2>&1"));
    }

    [Fact]
    public void A_launcher_whose_build_fails_says_why_and_runs_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a shell");
        Clone(exit: 1);
        var (exit, said) = Shell("clone/gruppera --version 2>&1");
        Assert.Equal(1, exit);
        Assert.EndsWith("  1 of 2: fetching packages\n     Gruppera\nwarning X1: seen\n", said, StringComparison.Ordinal);
        Assert.Equal((1, "Gruppera needs the .NET SDK 10: https://dotnet.microsoft.com/download (or a release, which needs nothing: docs/install.md)\n"), Shell(
            "mkdir none; for each in sh dirname readlink; do ln -s $(command -v $each) none/; done; PATH=$PWD/none clone/gruppera 2>&1"));
    }

    [Fact]
    public void What_is_packed_twice_is_the_same()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a shell");
        var (exit, said) = Shell($$"""
            command -v python3 >/dev/null || exit 77
            for time in 202001010000 202601010000; do
              mkdir -p $time/papers $time/linux-x64 $time/win-x64 $time/packages $time/out
              for paper in LICENSE THIRD-PARTY-NOTICES.txt README.md CHANGELOG.md; do echo $paper > $time/papers/$paper; done
              echo program > $time/linux-x64/Gruppera.Cli; echo program > $time/win-x64/Gruppera.Cli.exe
              python3 - $time <<'X'
            import sys, uuid, zipfile
            part = f"package/services/metadata/core-properties/{uuid.uuid4().hex}.psmdcp"
            with zipfile.ZipFile(f"{sys.argv[1]}/packages/Gruppera.1.0.0.nupkg", "w") as package:
                package.writestr("_rels/.rels", f'<Relationship Target="/{part}" Id="R{uuid.uuid4().hex[:8].upper()}" />')
                package.writestr(part, "core")
            X
              find $time -exec touch -t $time {} +
              export SOURCE_DATE_EPOCH=1764525600
              for system in linux-x64 win-x64; do python3 {{Repository.PathOf("eng/pack.py")}} program $time $time/out 1.0.0-rc.1 $system; done
              python3 {{Repository.PathOf("eng/pack.py")}} debian $time $time/out 1.0.0-rc.1
              python3 {{Repository.PathOf("eng/pack.py")}} packages $time/packages $time/out
              (cd $time/out && sha256sum *) > $time.sums
            done
            cmp 202001010000.sums 202601010000.sums && cut -c67- 202601010000.sums
            unzip -Z1 202601010000/out/*.nupkg 2>/dev/null | grep -c core.psmdcp || true
            mkdir x; tar -xzf 202601010000/out/*linux*.tar.gz -C x && stat -c '%a %Y %n' x/*/gruppera
            """);
        Assert.SkipWhen(exit == 77, "no python3 here");
        Assert.True(exit == 0, said);
        Assert.StartsWith("Gruppera.1.0.0.nupkg\ngruppera-1.0.0-rc.1-linux-x64.tar.gz\ngruppera-1.0.0-rc.1-win-x64.zip\ngruppera_1.0.0~rc.1_amd64.deb\n", said, StringComparison.Ordinal);
        Assert.EndsWith("755 1764525600 x/gruppera-1.0.0-rc.1-linux-x64/gruppera\n", said, StringComparison.Ordinal);
    }

    /// <summary>The compiler numbers delegates without a name (of lambdas and methods with default values) in another order from time to
    /// time, and two releases would differ.</summary>
    [Fact]
    public void No_delegate_is_without_a_name()
    {
        var files = Directory.GetFiles(AppContext.BaseDirectory, "Gruppera*.dll").Where(file => !Path.GetFileName(file).Contains("Tests", StringComparison.Ordinal)).ToList();
        Assert.InRange(files.Count, 8, 30);
        Assert.Empty(files.SelectMany(file => System.Reflection.Assembly.LoadFrom(file).GetTypes()).Where(type => type.Name.Contains("AnonymousDelegate", StringComparison.Ordinal)).Select(type => $"{type.Assembly.GetName().Name} {type.Name}"));
    }

    [Theory]
    [InlineData(".github/workflows/ci.yml")]
    [InlineData(".forgejo/workflows/ci.yml")]
    [InlineData(".gitlab-ci.yml")]
    public void Forges_run_what_the_project_runs(string path)
    {
        var lines = Repository.Read(path).Split('\n').Select(line => line.Trim().Replace("- run: ", "- ", StringComparison.Ordinal)).ToList();
        Assert.Contains("- .ci/run", lines);
        Assert.Contains("- eng/release --check", lines);
    }

    /// <summary>A clone with a compiler that makes a program which says how it was called.</summary>
    private void Clone(int exit)
    {
        Directory.CreateDirectory(PathOf("clone/src"));
        Directory.CreateDirectory(PathOf("sdk"));
        File.WriteAllText(PathOf("clone/Directory.Build.props"), "");
        File.WriteAllText(PathOf("clone/Directory.Packages.props"), "");
        File.Copy(Repository.PathOf("gruppera"), PathOf("clone/gruppera"));
        File.WriteAllText(PathOf("sdk/dotnet"), $$"""
            #!/bin/sh
            echo "  Determining projects to restore..."
            echo "  Gruppera -> {{Root}}/clone/artifacts/bin/Gruppera/Gruppera.dll"
            if [ $1 = publish ] || [ {{exit}} -ne 0 ]; then echo "warning X1: seen"; fi
            mkdir -p {{Root}}/clone/artifacts/gruppera
            printf '#!/bin/sh\necho "runs: $1|$2"\n' > {{Root}}/clone/artifacts/gruppera/Gruppera.Cli
            chmod +x {{Root}}/clone/artifacts/gruppera/Gruppera.Cli
            exit {{exit}}
            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PathOf("sdk/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private (int Exit, string Said) Shell(string lines)
    {
        var (exit, said, _) = Programs.Run(new("/bin/sh", ["-c", $"exec 2>&1; export TMPDIR={Root}; PATH={Root}/sdk:$PATH; {lines}"]) { WorkingDirectory = Root });
        return (exit, said);
    }
}
