using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>The sample population is what the program makes, and its grouped file what the program gives.</summary>
[Collection(CommandLineCollection.Name)]
public class SamplesTest : Home
{
    [Fact]
    public void The_sample_population_is_made_and_grouped_again_byte_for_byte()
    {
        var sample = Repository.PathOf("samples/population.csv");
        Assert.Equal(0, Run("synth", "--contacts", "300", "--year", "2025", "--seed", "7", "--kpp", "-o", PathOf("made.csv")).ExitCode);
        Assert.Equal(File.ReadAllText(sample), File.ReadAllText(PathOf("made.csv")));
        Assert.Equal(0, Run("group", sample, "-o", PathOf("grouped.csv")).ExitCode);
        Assert.Equal(File.ReadAllText(Repository.PathOf("samples/population-grouped.csv")), File.ReadAllText(PathOf("grouped.csv")));
    }
}
