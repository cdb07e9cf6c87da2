using Gruppera.Grouping;
using Gruppera.Tests.Rooms;

namespace Gruppera.Tests;

/// <summary>The rooms of the engine (its namespaces) use one another only as docs/decisions/0001-rooms.md allows.</summary>
public class RoomsTest
{
    private static readonly string Engine = typeof(Grouper).Assembly.Location;

    /// <summary>What each room may use besides itself and the root. The root uses none.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Gruppera"] = [],
        ["Gruppera.Definitions"] = [],
        ["Gruppera.Changes"] = ["Gruppera.Definitions"],
        ["Gruppera.Tracing"] = [],
        ["Gruppera.Compilation"] = ["Gruppera.Definitions"],
        ["Gruppera.Features"] = ["Gruppera.Compilation", "Gruppera.Tracing"],
        ["Gruppera.Matching"] = ["Gruppera.Compilation", "Gruppera.Features", "Gruppera.Tracing"],
        ["Gruppera.Grouping"] = ["Gruppera.Definitions", "Gruppera.Compilation", "Gruppera.Features", "Gruppera.Matching"],
        ["Gruppera.Reach"] = ["Gruppera.Definitions", "Gruppera.Compilation", "Gruppera.Features", "Gruppera.Matching", "Gruppera.Grouping"],
        ["Gruppera.Questions"] = ["Gruppera.Definitions", "Gruppera.Grouping"],
        ["Gruppera.Lint"] = ["Gruppera.Definitions", "Gruppera.Compilation", "Gruppera.Reach"],
        ["Gruppera.Search"] = ["Gruppera.Definitions"],
        ["Gruppera.Explanation"] =
        [
            "Gruppera.Definitions", "Gruppera.Tracing", "Gruppera.Compilation", "Gruppera.Questions", "Gruppera.Features", "Gruppera.Matching", "Gruppera.Grouping",
        ],
        ["Gruppera.Moves"] = ["Gruppera.Definitions", "Gruppera.Changes", "Gruppera.Compilation", "Gruppera.Questions", "Gruppera.Explanation", "Gruppera.Grouping"],
    };

    [Fact]
    public void Rooms_use_only_the_rooms_they_may() => Assert.Empty(Offences(Allowed));

    [Fact]
    public void Every_room_is_listed_and_every_allowance_is_used()
    {
        var used = Edges.Of(Engine).Where(edge => edge.ToRoom != "Gruppera" && edge.FromRoom != edge.ToRoom)
            .Select(edge => (edge.FromRoom, edge.ToRoom)).Distinct().Order();
        Assert.Equal(Allowed.SelectMany(room => room.Value.Select(other => (room.Key, other))).Order(), used);
    }

    /// <summary>Each way in which a type may be used is seen: an allowance taken away shows up with the types' names.</summary>
    [Theory]
    [InlineData("Gruppera.Grouping", "Gruppera.Matching", "Gruppera.Grouping.Grouper -> Gruppera.Matching.IndexedMatcher")] // a call
    [InlineData("Gruppera.Compilation", "Gruppera.Definitions", "Gruppera.Compilation.CompiledDefinition -> Gruppera.Definitions.DefinitionSet")] // a field
    [InlineData("Gruppera.Features", "Gruppera.Compilation", "Gruppera.Features.FeatureReader -> Gruppera.Compilation.CodeEntry")] // a local
    [InlineData("Gruppera.Grouping", "Gruppera.Definitions", "Gruppera.Grouping.GroupingResult -> Gruppera.Definitions.RuleRow")] // a signature
    [InlineData("Gruppera.Matching", "Gruppera.Features", "Gruppera.Matching.LinearMatcher -> Gruppera.Features.ContactFeatures")] // a parameter by reference
    public void A_forbidden_use_is_named(string room, string other, string offence)
    {
        var less = new Dictionary<string, string[]>(Allowed) { [room] = [.. Allowed[room].Where(each => each != other)] };
        Assert.Contains(offence, Offences(less));
    }

    [Fact]
    public void Rooms_of_casemix_use_only_the_rooms_they_may_and_no_files_or_rules()
    {
        var casemix = typeof(Gruppera.Casemix.Weights.WeightList).Assembly.Location;
        var used = Edges.Of(casemix).Where(edge => edge.FromRoom != edge.ToRoom).Select(edge => $"{edge.FromRoom} {edge.ToRoom}".Replace("Gruppera.Casemix.", "", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
        [
            "Comparison Indices", "Comparison Weights", "Funding Checking", "Impact Indices", "Impact Statistics", "Indices Statistics", "Indices Weights", "Reimbursement Checking", "Reimbursement Indices",
            "Reimbursement Weights", "Stays Indices", "Stays Statistics", "Stays Trimming", "Stays Weights", "Trimming Cases", "Trimming Statistics", "Weights Cases", "Weights Statistics", "Weights Trimming",
        ], used);
        Assert.All(Edges.ReferencedAssemblies(casemix), name => Assert.True(name == "Gruppera" || name.StartsWith("System.", StringComparison.Ordinal), name));
    }

    [Fact]
    public void The_engine_needs_nothing_but_the_platform() =>
        Assert.All(Edges.ReferencedAssemblies(Engine), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void The_way_of_a_contact_passes_every_room()
    {
        var described = Repository.Read("src/README.md").Split("\n#").Select(part => part.TrimStart('#', ' ').Split('\n', 2))
            .Where(part => part is [_, var text] && text.Trim().Length > 0).Select(part => part[0]).ToList();
        Assert.Empty(Rooms().Except(described));
        Assert.Equal(described.Distinct(), described);
    }

    /// <summary>Projects under src, and the folders in them that hold code.</summary>
    private static IEnumerable<string> Rooms()
    {
        var projects = Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetDirectoryName(path)!);
        return projects.SelectMany(project => Directory.EnumerateDirectories(project)
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
            .Select(folder => $"{Path.GetFileName(project)}/{Path.GetFileName(folder)}")
            .Prepend(Path.GetFileName(project)));
    }

    private static List<string> Offences(Dictionary<string, string[]> allowed) =>
    [
        .. Edges.Of(Engine)
            .Where(edge => edge.ToRoom != "Gruppera" && edge.FromRoom != edge.ToRoom && !allowed.GetValueOrDefault(edge.FromRoom, []).Contains(edge.ToRoom))
            .Select(edge => edge.ToString()).Order(StringComparer.Ordinal),
    ];
}
