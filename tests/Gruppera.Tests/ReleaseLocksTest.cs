using System.Text.Json;
using System.Xml.Linq;

namespace Gruppera.Tests;

/// <summary>A release restores the packages of <c>eng/locks</c>: those are the packages that the projects name.</summary>
public class ReleaseLocksTest
{
    private static readonly Dictionary<string, string> Versions = XDocument.Parse(Repository.Read("Directory.Packages.props"))
        .Descendants("PackageVersion").ToDictionary(each => each.Attribute("Include")!.Value, each => each.Attribute("Version")!.Value.Trim('[', ']'));

    [Fact]
    public void Locked_packages_of_a_release_are_those_of_the_projects()
    {
        var locks = Directory.GetFiles(Repository.PathOf("eng/locks"), "*.lock.json");
        Assert.NotEmpty(locks);
        foreach (var file in locks)
        {
            var project = Path.GetFileName(file)[..^".lock.json".Length];
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var reference in XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj")).Descendants("PackageReference"))
            {
                var name = reference.Attribute("Include")!.Value;
                foreach (var target in json.RootElement.GetProperty("dependencies").EnumerateObject().Where(each => !each.Name.Contains('/')))
                {
                    Assert.True(
                        target.Value.TryGetProperty(name, out var package) && package.GetProperty("resolved").GetString() == Versions[name],
                        $"{file} lacks {name} {Versions[name]}: run dotnet restore src/Gruppera.Cli --force-evaluate -p:GrupperaRelease=true");
                }
            }
        }
    }
}
