using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Gruppera.Host.Tests.Rooms;

/// <summary>Reads which types of an assembly use which: base types, interfaces, fields, signatures, locals, attributes, every type and
/// member in the code, and partial views by their names. Nested types and all that the compiler makes of them count as the type around
/// them.</summary>
internal sealed class AssemblyReader : IDisposable
{
    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly TypesOfSignature _types = new();
    private readonly Dictionary<TypeName, HashSet<TypeName>> _uses = [];
    private readonly TypeNames _names;

    public AssemblyReader(string path)
    {
        _file = new(File.OpenRead(path));
        _reader = _file.GetMetadataReader();
        _names = new(_reader);
        foreach (var type in _reader.TypeDefinitions)
            ReadType(type);
        Edges = [.. Types.SelectMany(from =>
            _uses[from].SelectMany(to => Through(to, [])).Where(to => to != from).Distinct().Select(to => new Edge(from, to)))
            .OrderBy(edge => edge.ToString(), StringComparer.Ordinal)];
    }

    public string Project => _names.Project;

    /// <summary>Types that have a room.</summary>
    public IEnumerable<TypeName> Types => _uses.Keys.Where(type => type.Room is not null);

    /// <summary>Uses between types that have a room; what a generated type without one uses is used by those who use it.</summary>
    public IReadOnlyList<Edge> Edges { get; }

    public IEnumerable<string> References =>
        _reader.AssemblyReferences.Select(handle => _reader.GetString(_reader.GetAssemblyReference(handle).Name));

    /// <summary>Assemblies that may see what is internal here.</summary>
    public IEnumerable<string> Friends =>
        _names.AssemblyAttributes("InternalsVisibleToAttribute").Select(value => value.ReadSerializedString()!.Split(',')[0]);

    public void Dispose() => _file.Dispose();

    private IEnumerable<TypeName> Through(TypeName used, HashSet<TypeName> passed) =>
        used.Room is not null ? [used]
            : passed.Add(used) ? _uses.GetValueOrDefault(used, []).SelectMany(next => Through(next, passed))
            : [];

    private void ReadType(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        var name = _names.Of(handle)!;
        if (!_uses.TryGetValue(name, out var uses))
            _uses[name] = uses = [];
        Use(Named(type.BaseType));
        Use(type.GetInterfaceImplementations().SelectMany(each => Named(_reader.GetInterfaceImplementation(each).Interface)));
        Use(type.GetGenericParameters().SelectMany(each => _reader.GetGenericParameter(each).GetConstraints())
            .SelectMany(each => Named(_reader.GetGenericParameterConstraint(each).Type)));
        Use(Attributes(type.GetCustomAttributes()));
        Use(type.GetFields().Select(_reader.GetFieldDefinition)
            .SelectMany(field => field.DecodeSignature(_types, null).Concat(Attributes(field.GetCustomAttributes()))));
        Use(type.GetProperties().SelectMany(each => Attributes(_reader.GetPropertyDefinition(each).GetCustomAttributes())));
        foreach (var method in type.GetMethods().Select(_reader.GetMethodDefinition))
        {
            Use(TypesOfSignature.Of(method.DecodeSignature(_types, null)).Concat(Attributes(method.GetCustomAttributes())));
            if (method.RelativeVirtualAddress == 0)
                continue;
            var body = _file.GetMethodBody(method.RelativeVirtualAddress);
            if (!body.LocalSignature.IsNil)
                Use(_reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_types, null).SelectMany(types => types));
            Use(body.ExceptionRegions.SelectMany(region => Named(region.CatchType)));
            var tokens = Il.Tokens(body.GetILReader()).ToLookup(token => token.Kind == HandleKind.UserString);
            Use(tokens[false].SelectMany(token => Named((EntityHandle)token)));
            uses.UnionWith(
                tokens[true].Select(token => _names.View(_reader.GetUserString((UserStringHandle)token), name)).OfType<TypeName>());
        }

        void Use(IEnumerable<EntityHandle> types) => uses.UnionWith(types.Select(_names.Of).OfType<TypeName>());
    }

    private IEnumerable<EntityHandle> Attributes(CustomAttributeHandleCollection attributes) =>
        attributes.SelectMany(each => Named(_reader.GetCustomAttribute(each).Constructor));

    /// <summary>Types that a token names: itself, or those in the signature and parent of a member.</summary>
    private IEnumerable<EntityHandle> Named(EntityHandle handle) => handle.IsNil ? [] : handle.Kind switch
    {
        HandleKind.TypeDefinition or HandleKind.TypeReference => [handle],
        HandleKind.TypeSpecification => _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_types, null),
        HandleKind.MethodDefinition => Method(_reader.GetMethodDefinition((MethodDefinitionHandle)handle)),
        HandleKind.FieldDefinition => Field(_reader.GetFieldDefinition((FieldDefinitionHandle)handle)),
        HandleKind.MemberReference => Member(_reader.GetMemberReference((MemberReferenceHandle)handle)),
        HandleKind.MethodSpecification => Generic(_reader.GetMethodSpecification((MethodSpecificationHandle)handle)),
        _ => [],
    };

    private IEnumerable<EntityHandle> Method(MethodDefinition method) =>
    [
        method.GetDeclaringType(), .. TypesOfSignature.Of(method.DecodeSignature(_types, null)),
    ];

    private IEnumerable<EntityHandle> Field(FieldDefinition field) => [field.GetDeclaringType(), .. field.DecodeSignature(_types, null)];

    private IEnumerable<EntityHandle> Generic(MethodSpecification method) =>
    [
        .. Named(method.Method), .. method.DecodeSignature(_types, null).SelectMany(types => types),
    ];

    private IEnumerable<EntityHandle> Member(MemberReference member) =>
    [
        .. Named(member.Parent),
        .. member.GetKind() == MemberReferenceKind.Field
            ? member.DecodeFieldSignature(_types, null)
            : TypesOfSignature.Of(member.DecodeMethodSignature(_types, null)),
    ];
}
