using System.Text.Json;
using System.Text.RegularExpressions;
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

    [Fact]
    public void Each_work_in_a_release_has_a_licence_whose_text_is_at_hand()
    {
        var left = Regex.Matches(Regex.Match(Repository.Read("eng/pack.py"), @"NOT_IN_IT = \(([^)]*)\)").Groups[1].Value, "\"([^\"]+)\"").Select(each => each.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(left);
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");
        using var json = JsonDocument.Parse(Repository.Read("eng/locks/Gruppera.Cli.lock.json"));
        var looked = 0;
        foreach (var package in json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(each => each.Value.EnumerateObject()).DistinctBy(each => each.Name))
        {
            if (left.Contains(package.Name) || !package.Value.TryGetProperty("resolved", out var version))
                continue;
            var name = package.Name.ToLowerInvariant();
            var about = Path.Combine(packages, name, version.GetString()!, name + ".nuspec");
            if (!File.Exists(about)) // parts for other systems, which only a release fetches
                continue;
            var licence = XDocument.Load(about).Descendants().FirstOrDefault(each => each.Name.LocalName == "license" && each.Attribute("type")?.Value == "expression")?.Value;
            Assert.True(licence is not null, package.Name + " has no licence expression");
            licence = licence.Split(" OR ")[0];
            Assert.True(licence == "Apache-2.0" || File.Exists(Repository.PathOf($"eng/package/licences/{licence}.txt")), $"{package.Name}: no text of {licence}");
            looked++;
        }
        Assert.True(looked > 20, $"{looked} packages");
    }
}
