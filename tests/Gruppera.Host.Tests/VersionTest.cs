using Gruppera.Grouping;

namespace Gruppera.Host.Tests;

/// <summary><c>gruppera --version</c>.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class VersionTest : Home
{
    [Fact]
    public void The_version_stands_alone_and_commit_and_sets_follow()
    {
        var lines = Run("--version").Lines;
        Assert.Equal((3, Grouper.EngineVersion), (lines.Length, lines[0]));
        Assert.Matches("^commit ([0-9a-f]{12}|unknown)$", lines[1]);
        Assert.Equal("definition sets: open-se", lines[2]);
        Assert.Equal(0, Run("tables", "import", Tables, "--id", "swe-2026").ExitCode);
        Assert.Equal("definition sets: open-se, swe-2026", Run("--version").Lines[2]);
    }
}
