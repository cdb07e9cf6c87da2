using System.Reflection;
using System.Text;

namespace Gruppera.Tests;

/// <summary>The public API of each package as an approved text in <c>eng/api</c>: a change of it is seen in review. To approve one,
/// run the tests with <c>GRUPPERA_APPROVE_API=1</c> and commit what they write.</summary>
public class PublicApiTest
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Theory]
    [InlineData(typeof(CareContact), "Gruppera")]
    [InlineData(typeof(Gruppera.Formats.Tables.TableReader), "Gruppera.Formats")]
    [InlineData(typeof(Gruppera.Casemix.Weights.WeightList), "Gruppera.Casemix")]
    public void The_public_api_is_the_approved_one(Type inside, string package)
    {
        var api = Describe(inside.Assembly);
        var path = Repository.PathOf($"eng/api/{package}.txt");
        if (Environment.GetEnvironmentVariable("GRUPPERA_APPROVE_API") == "1")
            File.WriteAllText(path, api);
        Assert.Equal(File.ReadAllText(path), api);
    }

    [Fact]
    public void Each_public_type_of_the_engine_stands_in_a_file_of_its_name() => Assert.All(
        // Extensions of an enum stand with it, in a class named after it.
        typeof(CareContact).Assembly.GetExportedTypes().Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal) && !(type.IsAbstract && type.IsSealed && type.Name.EndsWith("Text", StringComparison.Ordinal))),
        type => Assert.True(File.Exists(Repository.PathOf($"src/{type.Namespace!.Replace("Gruppera.", "Gruppera/", StringComparison.Ordinal)}/{type.Name.Split('`')[0]}.cs")), type.FullName));

    [Fact]
    public void Internal_types_are_not_listed() =>
        Assert.DoesNotContain("CodeMap", Describe(typeof(CareContact).Assembly), StringComparison.Ordinal);

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal)).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(type.IsEnum ? "enum " : type.IsValueType ? "struct " : type.IsInterface ? "interface " : "class ").Append(type.FullName).Append('\n');
            foreach (var member in type.GetMembers(Declared).Where(IsVisible).Select(member => member.ToString()!).Distinct().Order(StringComparer.Ordinal))
                text.Append("  ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What a user can see, without what the compiler adds to records and properties.</summary>
    private static bool IsVisible(MemberInfo member) => member switch
    {
        { Name: "Equals" or "GetHashCode" or "op_Equality" or "op_Inequality" or "Deconstruct" } => false,
        MethodBase { IsSpecialName: true, IsConstructor: false } method => method.Name.StartsWith("op_", StringComparison.Ordinal) && method.IsPublic,
        MethodBase method => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !method.Name.Contains('<', StringComparison.Ordinal),
        FieldInfo field => field is { IsPublic: true, Name: not "value__" },
        PropertyInfo property => property.GetMethod is { } get && (get.IsPublic || get.IsFamily),
        _ => false,
    };
}
