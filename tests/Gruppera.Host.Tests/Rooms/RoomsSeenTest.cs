using Gruppera.Tests;

namespace Gruppera.Host.Tests.Rooms;

/// <summary>What <see cref="RoomsTest"/> rests on: each use is seen, each allowance taken away is missed, each ring is told.</summary>
public class RoomsSeenTest
{
    public static TheoryData<string> Every => RoomsTest.Every;

    /// <summary>Each way in which a type may be used is seen: an allowance taken away shows up with the types' names.</summary>
    [Theory]
    [InlineData("Gruppera", "Grouping.Grouper", "Matching.IndexedMatcher")] // a call
    [InlineData("Gruppera", "Compilation.CompiledDefinition", "Definitions.DefinitionSet")] // a field
    [InlineData("Gruppera", "Features.FeatureReader", "Compilation.CodeEntry")] // a local
    [InlineData("Gruppera", "Grouping.GroupingResult", "Definitions.RuleRow")] // a signature
    [InlineData("Gruppera", "Matching.LinearMatcher", "Features.ContactFeatures")] // a parameter by reference
    [InlineData("Gruppera.Formats", "Sets.SetStore", "Schemas.DefinitionReading")]
    [InlineData("Gruppera.Casemix", "Weights.WeightCalculator", "Trimming.TrimmedTable")]
    [InlineData("Gruppera.Workflows", "Quality.QualityChecker", "Waiting.VisitTimes")]
    [InlineData("Gruppera.Presentation", "Logic.DrgPage", "Documents.Document")]
    [InlineData("Gruppera.Web", "Pages.Logic.Code.cshtml", "Pages.Shared._CodeList.cshtml")] // a view
    [InlineData("Gruppera.Cli", "CommandLine", "Commands.GroupCommand")] // a type of the root
    public void A_forbidden_use_is_named(string project, string from, string to)
    {
        var (room, other) = (RoomOf(from), RoomOf(to));
        Assert.Contains($"{project}.{from} -> {project}.{to}", Without(project, less => less.Rooms[room].Remove(other)));

        string RoomOf(string type) => Allowed(project).Rooms.Keys.Where(each => $"{type}.".StartsWith(each + ".", StringComparison.Ordinal))
            .MaxBy(each => each.Length)!;
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Each_allowance_taken_away_is_missed(string project)
    {
        var allowed = Allowed(project);
        foreach (var (room, uses) in allowed.Rooms)
        {
            Assert.All(
                Without(project, less => less.Rooms.Remove(room)),
                offence => Assert.Contains($"{project}.{room}", offence, StringComparison.Ordinal));
            foreach (var other in uses)
                Assert.All(
                    Without(project, less => less.Rooms[room].Remove(other)),
                    offence => Assert.Matches($@"^{project}\.{room}\b.* -> {project}\.{other}\b", offence));
        }

        foreach (var reference in allowed.References)
            Assert.All(
                Without(project, less => less.References.Remove(reference)),
                offence => Assert.Contains($" -> {reference}", offence, StringComparison.Ordinal));
        foreach (var (other, user) in allowed.OnlyUsers.SelectMany(other => other.Value.Select(user => (other.Key, user))))
            Assert.All(
                Without(project, less => less.OnlyUsers[other].Remove(user)),
                offence => Assert.Matches($@"^{project}\.{user}\b.* -> {other}\.", offence));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void What_is_allowed_and_not_used_is_told(string project)
    {
        var more = ProjectRooms.Parse($"{Allowed(project)}Attic -> Cellar\n").Single();
        Assert.Equal(
            [$"{project}: Attic", $"{project}: Attic -> Cellar"],
            more.Unused(Projects.Assembly(project)).Except(Allowed(project).Unused(Projects.Assembly(project))));
    }

    [Fact]
    public void A_project_may_be_open_to_some_types_alone()
    {
        var (code, open) = (Projects.Assembly("Gruppera.Cli"), ProjectRooms.Parse(Allowed("Gruppera.Cli").ToString()).Single());
        var edge = code.Edges.First(edge => edge.To.Project == "Gruppera.Web");
        open.OnlyUsers["Gruppera.Web"].Clear();
        Assert.Contains(edge.ToString(), open.Offences(code));
        open.OnlyUsers["Gruppera.Web"].Add($"{edge.From.Room}.{edge.From.Name}");
        Assert.DoesNotContain(edge.ToString(), open.Offences(code));
    }

    [Fact]
    public void Rings_are_told_with_an_example_of_each_step()
    {
        Assert.Empty(Cycles.Of(Uses("A.X B.Y, B.Y C.Z, A.X C.Z, A.X A.W, A.W A.X")));
        Assert.Equal(
            ["P.A -> P.B -> P.C -> P.A\n    P.A.X -> P.B.Y\n    P.B.Y -> P.C.Z\n    P.C.W -> P.A.X"],
            Cycles.Of(Uses("A.X B.Y, B.Y C.Z, C.W A.X, D.V A.X, C.Z E.U")));
        Assert.Equal(["P.A -> P.A.B -> P.A\n    P.A.X -> P.A.B.Y\n    P.A.B.Y -> P.A.X"], Cycles.Of(Uses("A.X A.B.Y, A.B.Y A.X")));
    }

    [Fact]
    public void A_type_of_the_root_may_put_rooms_together_that_do_not_use_it()
    {
        Assert.Empty(Cycles.Of(Uses("Program A.X, A.X Options, Program Options, Options Choices, Choices Options")));
        Assert.Equal(
            ["P.A -> P.Program -> P.A\n    P.A.X -> P.Program\n    P.Program -> P.A.Y"], Cycles.Of(Uses("Program A.Y, A.X Program")));
    }

    [Fact]
    public void A_view_stands_in_the_room_of_its_folder()
    {
        var views = Directory.EnumerateFiles(Repository.PathOf("src/Gruppera.Web/Pages"), "*.cshtml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.PathOf("src"), path).Replace(Path.DirectorySeparatorChar, '.'));
        var types = Projects.Assembly("Gruppera.Web").Types.Select(type => type.ToString())
            .Where(name => name.EndsWith(".cshtml", StringComparison.Ordinal));
        Assert.Equal(views.Order(StringComparer.Ordinal), types.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_compiler_makes_counts_for_those_who_use_it() =>
        Assert.All(
            Projects.Names.SelectMany(project => Projects.Assembly(project).Types),
            type => Assert.False(type.Name.Contains('<', StringComparison.Ordinal), type.ToString()));

    /// <summary>The offences that come of a list with something taken out.</summary>
    private static List<string> Without(string project, Predicate<ProjectRooms> remove)
    {
        var (code, less) = (Projects.Assembly(project), ProjectRooms.Parse(Allowed(project).ToString()).Single());
        Assert.True(remove(less));
        var offences = less.Offences(code).Except(Allowed(project).Offences(code)).ToList();
        Assert.NotEmpty(offences);
        return offences;
    }

    private static ProjectRooms Allowed(string project) => ProjectRooms.Allowed.Single(each => each.Name == project);

    private static IEnumerable<Edge> Uses(string uses) =>
        uses.Split(", ").Select(use => use.Split(' ')).Select(use => new Edge(Made(use[0]), Made(use[1])));

    private static TypeName Made(string type) =>
        new("P", type.Contains('.', StringComparison.Ordinal) ? type[..type.LastIndexOf('.')] : "", type.Split('.')[^1]);
}
