namespace Gruppera.Host.Tests.Rooms;

/// <summary>A type where it stands: its project, the room in it (the root is "") and its name. Types that the compiler or a generator
/// puts outside the project's namespaces have no room.</summary>
internal sealed record TypeName(string Project, string? Room, string Name)
{
    public override string ToString() => string.Join('.', new[] { Project, Room, Name }.Where(part => part is { Length: > 0 }));
}

/// <summary>One type uses another.</summary>
internal sealed record Edge(TypeName From, TypeName To)
{
    public override string ToString() => $"{From} -> {To}";
}
