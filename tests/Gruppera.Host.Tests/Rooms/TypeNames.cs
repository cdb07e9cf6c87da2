using System.Reflection.Metadata;

namespace Gruppera.Host.Tests.Rooms;

/// <summary>Names the types of an assembly and those of other projects that it uses. The room of a view is its file's folder.</summary>
internal sealed class TypeNames
{
    private readonly MetadataReader _reader;
    private readonly Dictionary<string, TypeName> _views = new(StringComparer.Ordinal);

    public TypeNames(MetadataReader reader)
    {
        _reader = reader;
        Project = reader.GetString(reader.GetAssemblyDefinition().Name);
        foreach (var value in AssemblyAttributes("RazorCompiledItemAttribute"))
        {
            var reading = value;
            var (type, _, path) = (
                reading.ReadSerializedString()!.Split(',')[0], reading.ReadSerializedString(),
                reading.ReadSerializedString()!.Split('/')[1..]);
            _views.Add(type, new(Project, string.Join('.', path[..^1]), path[^1]));
        }
    }

    public string Project { get; }

    /// <summary>The outermost type around a type; null for types of the platform and of packages.</summary>
    public TypeName? Of(EntityHandle handle) => handle.Kind == HandleKind.TypeDefinition
        ? Own(_reader.GetTypeDefinition((TypeDefinitionHandle)handle)) : Other(_reader.GetTypeReference((TypeReferenceHandle)handle));

    /// <summary>The partial view or layout that a type means by a name: the one beside it, else the shared one.</summary>
    public TypeName? View(string name, TypeName by) => name.StartsWith('_')
        ? _views.Values.Where(view => view.Name == name + ".cshtml").OrderBy(view => (view.Room != by.Room, view.Room != "Pages.Shared"))
            .FirstOrDefault() : null;

    /// <summary>The values of the assembly's attributes of a name.</summary>
    public IEnumerable<BlobReader> AssemblyAttributes(string name)
    {
        foreach (var attribute in _reader.GetAssemblyDefinition().GetCustomAttributes().Select(_reader.GetCustomAttribute))
        {
            var parent = _reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
            if (_reader.GetString(_reader.GetTypeReference((TypeReferenceHandle)parent).Name) != name)
                continue;
            var value = _reader.GetBlobReader(attribute.Value);
            value.ReadUInt16();
            yield return value;
        }
    }

    private TypeName Own(TypeDefinition type)
    {
        while (!type.GetDeclaringType().IsNil)
            type = _reader.GetTypeDefinition(type.GetDeclaringType());
        var (space, name) = (_reader.GetString(type.Namespace), _reader.GetString(type.Name));
        return _views.GetValueOrDefault($"{space}.{name}") ?? new(Project, RoomOf(Project, space, name), name);
    }

    private TypeName? Other(TypeReference type)
    {
        while (type.ResolutionScope.Kind == HandleKind.TypeReference)
            type = _reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
        if (type.ResolutionScope.Kind != HandleKind.AssemblyReference)
            return null;
        var project = _reader.GetString(_reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
        var name = _reader.GetString(type.Name);
        return Projects.Names.Contains(project) ? new(project, RoomOf(project, _reader.GetString(type.Namespace), name) ?? "", name) : null;
    }

    /// <summary>The namespace within the project; statements without a type around them stand in the root.</summary>
    private static string? RoomOf(string project, string space, string name) =>
        space == project || name == "Program" ? ""
            : space.StartsWith(project + ".", StringComparison.Ordinal) ? space[(project.Length + 1)..]
            : null;
}
