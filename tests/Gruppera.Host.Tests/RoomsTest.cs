using System.Text.RegularExpressions;
using Gruppera.Host.Tests.Rooms;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>The rooms of every project (its namespaces, which are its folders) use one another only as <c>Rooms/allowed-rooms.txt</c>
/// allows, and never in a ring. docs/decisions/0001-rooms.md says why.</summary>
public class RoomsTest(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<ProjectRooms> Allowed = ProjectRooms.Allowed;

    public static TheoryData<string> Every => [.. Projects.Names];

    [Fact]
    public void Every_project_is_listed() =>
        Assert.Equal(Projects.Names, Allowed.Select(project => project.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Every))]
    public void Rooms_use_only_the_rooms_they_may(string project) => None(Of(project).Offences(Projects.Assembly(project)));

    [Theory]
    [MemberData(nameof(Every))]
    public void Every_allowance_is_used(string project) => None(Of(project).Unused(Projects.Assembly(project)));

    [Theory]
    [MemberData(nameof(Every))]
    public void No_rooms_use_one_another_in_a_ring(string project) => None(Cycles.Of(Projects.Assembly(project).Edges));

    [Theory]
    [MemberData(nameof(Every))]
    public void What_is_internal_is_shown_to_no_other_project(string project) =>
        None(Projects.Assembly(project).Friends.Intersect(Projects.Names).Select(other => $"{project} shows its internals to {other}"));

    [Fact]
    public void The_engine_needs_nothing_but_the_platform() =>
        Assert.All(Projects.Assembly("Gruppera").References, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Theory]
    [InlineData("Gruppera.Formats", "Gruppera.Casemix")]
    [InlineData("Gruppera.Casemix", "Gruppera.Formats")]
    public void Files_and_casemix_do_not_see_each_other(string project, string other) =>
        Assert.DoesNotContain(other, Projects.Assembly(project).References);

    [Fact]
    public void A_room_is_a_folder()
    {
        var sources = Projects.Names.SelectMany(project =>
            Directory.EnumerateFiles(Repository.PathOf($"src/{project}"), "*.cs", SearchOption.AllDirectories));
        var strays = from path in sources
                     let room = Path.GetDirectoryName(Path.GetRelativePath(Repository.PathOf("src"), path))!
                         .Replace(Path.DirectorySeparatorChar, '.')
                     where Path.GetFileName(path) != "Program.cs"
                         && !Regex.IsMatch(File.ReadAllText(path), $"(?m)^namespace {Regex.Escape(room)};$")
                     select $"{path} is not in the namespace {room}";
        None(strays);
    }

    [Fact]
    public void The_way_of_a_contact_passes_every_room()
    {
        var described = Repository.Read("src/README.md").Split("\n#").Select(part => part.TrimStart('#', ' ').Split('\n', 2))
            .Where(part => part is [_, var text] && text.Trim().Length > 0).Select(part => part[0]).ToList();
        Assert.Empty(Folders().Except(described));
        Assert.Equal(described.Distinct(), described);
    }

    /// <summary>The rooms as they are, in the form of the list of allowances, and the rings. <c>eng/rooms</c> prints it.</summary>
    [Fact]
    public void The_graph_of_rooms_can_be_printed()
    {
        var graph = string.Join('\n', Projects.Names.Select(Projects.Assembly).Select(code =>
            ProjectRooms.Of(code, Allowed.FirstOrDefault(project => project.Name == code.Project) ?? new(code.Project))
                + string.Concat(Cycles.Of(code.Edges).Select(Comment))));
        output.WriteLine(graph);
        if (Environment.GetEnvironmentVariable("GRUPPERA_ROOMS") is { Length: > 0 } path)
            File.WriteAllText(path, graph);

        static string Comment(string ring) => $"# ring: {ring.Replace("\n", "\n# ", StringComparison.Ordinal)}\n";
    }

    /// <summary>Projects under src, and the folders in them that hold code.</summary>
    private static IEnumerable<string> Folders() =>
        Projects.Names.SelectMany(project => Directory.EnumerateDirectories(Repository.PathOf($"src/{project}"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
            .Select(folder => $"{project}/{Path.GetFileName(folder)}")
            .Prepend(project));

    private static ProjectRooms Of(string project) => Allowed.Single(each => each.Name == project);

    private static void None(IEnumerable<string> found) => Assert.False(found.Any(), string.Join('\n', found));
}
