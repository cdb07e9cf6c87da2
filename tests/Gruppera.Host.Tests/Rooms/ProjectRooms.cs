using System.Text;
using Gruppera.Tests;

namespace Gruppera.Host.Tests.Rooms;

/// <summary>The rooms of a project, as they may be or as they are: the assemblies it refers to, what each room uses, and for some
/// projects the rooms and types that alone use them.</summary>
internal sealed class ProjectRooms(string name)
{
    /// <summary>What is allowed, project by project.</summary>
    public static readonly IReadOnlyList<ProjectRooms> Allowed =
        Parse(Repository.Read("tests/Gruppera.Host.Tests/Rooms/allowed-rooms.txt"));

    public string Name => name;

    public SortedSet<string> References { get; init; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, SortedSet<string>> Rooms { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, SortedSet<string>> OnlyUsers { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads blocks of "[Project -> references]", "Room -> rooms" and "Project &lt;- rooms and types";
    /// "#" begins a comment.</summary>
    public static IReadOnlyList<ProjectRooms> Parse(string text)
    {
        var projects = new List<ProjectRooms>();
        foreach (var line in text.Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0))
        {
            var isUsers = line.Contains("<-", StringComparison.Ordinal);
            var sides = line.Trim('[', ']').Split(isUsers ? "<-" : "->", StringSplitOptions.TrimEntries);
            SortedSet<string> names = new(
                sides[1..].SelectMany(side => side.Split(',', StringSplitOptions.TrimEntries)), StringComparer.Ordinal);
            if (line[0] == '[')
                projects.Add(new(sides[0]) { References = names });
            else
                (isUsers ? projects[^1].OnlyUsers : projects[^1].Rooms).Add(sides[0], names);
        }

        return projects;
    }

    /// <summary>The rooms as they are in the compiled project. Types of the root that the allowances name, for they put rooms together,
    /// stand as rooms of their own.</summary>
    public static ProjectRooms Of(AssemblyReader code, ProjectRooms allowed)
    {
        var found = new ProjectRooms(code.Project)
        {
            References = new(code.References.Select(Family).OfType<string>(), StringComparer.Ordinal),
        };
        foreach (var room in code.Types.Select(allowed.RoomOf).Where(room => room.Length > 0))
            found.Rooms.TryAdd(room, new(StringComparer.Ordinal));
        foreach (var edge in code.Edges.Where(allowed.IsBetweenRooms))
        {
            if (!found.Rooms.TryGetValue(allowed.RoomOf(edge.From), out var uses))
                found.Rooms[""] = uses = new(StringComparer.Ordinal);
            uses.Add(allowed.RoomOf(edge.To));
        }

        foreach (var (other, users) in allowed.OnlyUsers)
            found.OnlyUsers[other] = new(
                code.Edges.Where(edge => edge.To.Project == other).Select(edge => allowed.UserOf(edge.From, users)),
                StringComparer.Ordinal);
        return found;
    }

    /// <summary>What the code does and this does not allow, with the types that do it.</summary>
    public IReadOnlyList<string> Offences(AssemblyReader code) =>
    [
        .. code.Edges.Where(edge => IsBetweenRooms(edge) && !Rooms.GetValueOrDefault(RoomOf(edge.From), []).Contains(RoomOf(edge.To)))
            .Select(edge => edge.ToString()),
        .. code.Edges.Where(edge => edge.To.Project != Name && (!References.Contains(edge.To.Project)
            || (OnlyUsers.TryGetValue(edge.To.Project, out var users) && !users.Contains(UserOf(edge.From, users)))))
            .Select(edge => edge.ToString()),
        .. Of(code, this).References.Except(References).Select(reference => $"{Name} -> {reference}"),
        .. Of(code, this).Rooms.Keys.Where(room => room.Length > 0).Except(Rooms.Keys).Select(room => $"{Name}.{room} is no listed room"),
    ];

    /// <summary>What this allows or lists and the code does not do or have.</summary>
    public IReadOnlyList<string> Unused(AssemblyReader code) =>
    [
        .. Lines().Except(Of(code, this).Lines()).Select(line => $"{Name}: {line}"),
    ];

    public override string ToString()
    {
        var text = new StringBuilder($"[{Line(Name, " -> ", References)}]\n");
        foreach (var (other, users) in OnlyUsers)
            text.Append(Line(other, " <- ", users)).Append('\n');
        foreach (var (room, uses) in Rooms)
            text.Append(Line(room.Length > 0 ? room : "(root)", " -> ", uses)).Append('\n');
        return text.ToString();
    }

    private static string Line(string one, string way, SortedSet<string> others) =>
        others.Count == 0 ? one : one + way + string.Join(", ", others);

    private IEnumerable<string> Lines() => Rooms.Keys
        .Concat(Rooms.SelectMany(room => room.Value.Select(other => $"{room.Key} -> {other}")))
        .Concat(References.Select(reference => $"[-> {reference}]"))
        .Concat(OnlyUsers.SelectMany(other => other.Value.Select(user => $"{other.Key} <- {user}")));

    private bool IsBetweenRooms(Edge edge) => edge.To.Project == Name && RoomOf(edge.From) != RoomOf(edge.To) && RoomOf(edge.To).Length > 0;

    private string RoomOf(TypeName type) => type.Room!.Length == 0 && Rooms.ContainsKey(type.Name) ? type.Name : type.Room;

    private string UserOf(TypeName type, SortedSet<string> users) =>
        users.Contains(RoomOf(type)) || RoomOf(type) == type.Name ? RoomOf(type) : $"{RoomOf(type)}.{type.Name}".TrimStart('.');

    /// <summary>What a reference is listed as: the platform not at all, but for the terminal;
    /// what comes in many assemblies by its family.</summary>
    private static string? Family(string assembly) => assembly.Split('.') switch
    {
        ["System", "Console" or "CommandLine"] => assembly,
        ["System", ..] => null,
        ["Microsoft" or "OpenTelemetry", var family, ..] => assembly.Split('.')[0] + "." + family,
        _ => assembly,
    };
}
