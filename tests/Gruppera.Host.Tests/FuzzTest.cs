using Gruppera.Fuzz;

namespace Gruppera.Host.Tests;

/// <summary>Readers of what others send, with the seeds of every fault that was found, and with changed seeds for a second.</summary>
[Trait("lane", "slow")]
public sealed class FuzzTest
{
    public static TheoryData<string> Names => [.. Trial.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_seed_breaks_a_law(string target) => AssertSound(Trial.Replay(target));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_changed_seed_breaks_a_law(string target) => AssertSound(Trial.Run(target, TimeSpan.FromSeconds(1)));

    private static void AssertSound(Tried tried)
    {
        Assert.True(tried.Executions > 0);
        Assert.True(tried.Fault is null, $"{tried.Target}, {Convert.ToBase64String(tried.Bytes)}: {tried.Fault}");
    }
}
