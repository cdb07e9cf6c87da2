using System.Reflection;
using Xunit.v3;

namespace Gruppera.Tests;

/// <summary>Stands before xunit's own attribute of that name: tests of a lane take too long to be run for each mutant, and are skipped,
/// unless SLOW is set.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
internal sealed class TraitAttribute(string name, string value) : BeforeAfterTestAttribute
{
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) =>
        Assert.SkipWhen(name == "lane" && Environment.GetEnvironmentVariable("SLOW") is null, $"lane {value}");
}
