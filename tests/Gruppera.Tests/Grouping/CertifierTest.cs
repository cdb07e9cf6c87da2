using System.Security.Cryptography;
using System.Text;
using Gruppera.Grouping;
using Gruppera.Tests.Exploration;

namespace Gruppera.Tests.Grouping;

/// <summary>Cases with known results against a set of four rules: a male, a female, the old, all others.</summary>
public class CertifierTest
{
    private static readonly Grouper Grouper = new(Made.Set(["r1 01A sex=M", "r2 01B sex=F", "r3 01C agelim=>9999", "r4 99Z"]));
    private static readonly CareContact Male = new() { Sex = Sex.Male };
    private static readonly CareContact Female = new() { Sex = Sex.Female };
    private static readonly CareContact Old = new() { Age = new(10_000) };

    /// <summary>A rule may be named by its id or by its order, and zeros in front, which programs of numbers drop, make no difference.</summary>
    [Fact]
    public void What_is_the_same_is_identical()
    {
        var report = Certifier.Run(Grouper, [new(Male, "01A", "r1", new('0')), new(Female, "1B", "002", default), new(Old, "", "", default)]);
        Assert.True(report.IsIdentical);
        Assert.Equal((3, (2, 2), (2, 2), (1, 1)), (report.Cases, report.Drg, report.Rule, report.ReturnCode));
        Assert.Equal(((4, 3), (4, 3)), (report.RuleCoverage, report.DrgCoverage));
        Assert.Equal([3], report.UnreachedRules);
        Assert.Equal(["99Z"], report.UnreachedDrgs);
        Assert.False(Certifier.Run(Grouper, []).IsIdentical);
    }

    [Theory]
    [InlineData("F", "01A", "", '\0', "drg", "rule r1 asks for sex M, which the contact does not meet")]
    [InlineData("", "", "r4", '\0', "rule", "rule r3 comes earlier and holds")]
    [InlineData("", "", "4", '\0', "rule", "rule r3 comes earlier and holds")]
    [InlineData("M", "01A", "r1", '1', "code", "the rule gives return code 0")]
    [InlineData("M", "77Q", "", '\0', "drg", "the set has no such rule or group")]
    [InlineData("M", "01B", "r2", '1', "drg rule code", "rule r2 asks for sex F, which the contact does not meet")]
    [InlineData("M", "1AA", "", '\0', "drg", "the set has no such rule or group")]
    [InlineData("F", "B", "", '\0', "drg", "the set has no such rule or group")]
    public void What_differs_is_told_with_the_reason(string contact, string drg, string rule, char code, string differs, string reason)
    {
        var report = Certifier.Run(Grouper, [new(contact == "M" ? Male : contact == "F" ? Female : Old, drg, rule, new(code))]);
        var mismatch = Assert.Single(report.Mismatches);
        string[] found = [mismatch.DrgDiffers ? "drg" : "", mismatch.RuleDiffers ? "rule" : "", mismatch.ReturnCodeDiffers ? "code" : ""];
        Assert.Equal((differs, reason), (string.Join(' ', found.Where(word => word.Length > 0)), mismatch.Reason.ToString()));
        Assert.Equal(
            ((drg.Length > 0 ? 1 : 0, drg.Length > 0 && !mismatch.DrgDiffers ? 1 : 0), (rule.Length > 0 ? 1 : 0, rule.Length > 0 && !mismatch.RuleDiffers ? 1 : 0), (code == '\0' ? 0 : 1, 0)),
            (report.Drg, report.Rule, report.ReturnCode));
    }

    [Fact]
    public void A_dump_has_a_line_for_each_contact_and_the_hash_of_them()
    {
        using var text = new StringWriter();
        using var dump = new CanonicalDump(text, Grouper);
        dump.Add("a\tb\r\nc", Grouper.Group(Male));
        dump.Add("2", Grouper.Group(Old));
        const string Body = "a b  c\t01A\t0\t\t0\tr1\n2\t01C\t0\t\t0\tr3\n";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Body)));
        Assert.Equal(hash, dump.Complete());
        Assert.Equal(
            $"# gruppera-dump 1\n# set made-up sha256 {Grouper.Definition.Set.Version.SourceHash}\n# engine gruppera {Grouper.EngineVersion}\n# id\tdrg\trtc\tmdc\tcc\trule\n{Body}# body sha256 {hash} lines 2\n",
            text.ToString());
        Assert.NotEqual("", Grouper.EngineVersion);
    }
}
