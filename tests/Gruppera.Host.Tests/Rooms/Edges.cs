using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Gruppera.Host.Tests.Rooms;

/// <summary>One type uses another.</summary>
internal readonly record struct Edge(string From, string To)
{
    public string FromRoom => RoomOf(From);

    public string ToRoom => RoomOf(To);

    public override string ToString() => $"{From} -> {To}";

    private static string RoomOf(string type) => type[..type.LastIndexOf('.')];
}

/// <summary>Reads which types of an assembly use which: base types, interfaces, fields, signatures, locals, attributes, and every token in the code.</summary>
internal sealed class Edges
{
    private readonly MetadataReader _reader;
    private readonly PEReader _file;
    private readonly HashSet<Edge> _edges = [];
    private readonly TypesOfSignature _types;

    private Edges(PEReader file)
    {
        _file = file;
        _reader = file.GetMetadataReader();
        _types = new();
    }

    /// <summary>Edges between the assembly's own types; nested types count as the type around them, helpers of the compiler not at all.</summary>
    public static IReadOnlyCollection<Edge> Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var edges = new Edges(file);
        foreach (var type in edges._reader.TypeDefinitions)
            edges.ReadType(type);
        return edges._edges;
    }

    public static ImmutableArray<string> ReferencedAssemblies(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }

    private void ReadType(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        var from = handle;
        Use(from, Types(type.BaseType));
        Use(from, type.GetInterfaceImplementations().SelectMany(each => Types(_reader.GetInterfaceImplementation(each).Interface)));
        Use(from, type.GetGenericParameters().SelectMany(each => _reader.GetGenericParameter(each).GetConstraints())
            .SelectMany(each => Types(_reader.GetGenericParameterConstraint(each).Type)));
        Attributes(from, type.GetCustomAttributes());
        foreach (var each in type.GetFields())
        {
            var field = _reader.GetFieldDefinition(each);
            Use(from, field.DecodeSignature(_types, null));
            Attributes(from, field.GetCustomAttributes());
        }

        foreach (var each in type.GetProperties())
            Attributes(from, _reader.GetPropertyDefinition(each).GetCustomAttributes());
        foreach (var each in type.GetMethods())
            ReadMethod(from, _reader.GetMethodDefinition(each));
    }

    private void ReadMethod(TypeDefinitionHandle from, MethodDefinition method)
    {
        Use(from, TypesOfSignature.Of(method.DecodeSignature(_types, null)));
        Attributes(from, method.GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0)
            return;
        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            Use(from, _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_types, null).SelectMany(types => types));
        foreach (var region in body.ExceptionRegions)
            Use(from, Types(region.CatchType));
        foreach (var token in Il.Tokens(body.GetILReader()))
            Use(from, Types(token));
    }

    private void Attributes(TypeDefinitionHandle from, CustomAttributeHandleCollection attributes)
    {
        foreach (var each in attributes)
            Use(from, Types(_reader.GetCustomAttribute(each).Constructor));
    }

    /// <summary>Types that a token names: itself, or those in the signature and parent of a member.</summary>
    private IEnumerable<TypeDefinitionHandle> Types(EntityHandle handle) => handle.IsNil ? [] : handle.Kind switch
    {
        HandleKind.TypeDefinition => [(TypeDefinitionHandle)handle],
        HandleKind.TypeSpecification => _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_types, null),
        HandleKind.MethodDefinition => Method(_reader.GetMethodDefinition((MethodDefinitionHandle)handle)),
        HandleKind.FieldDefinition => Field(_reader.GetFieldDefinition((FieldDefinitionHandle)handle)),
        HandleKind.MemberReference => Member(_reader.GetMemberReference((MemberReferenceHandle)handle)),
        HandleKind.MethodSpecification => Generic(_reader.GetMethodSpecification((MethodSpecificationHandle)handle)),
        _ => [],
    };

    private IEnumerable<TypeDefinitionHandle> Method(MethodDefinition method) =>
        [method.GetDeclaringType(), .. TypesOfSignature.Of(method.DecodeSignature(_types, null))];

    private IEnumerable<TypeDefinitionHandle> Field(FieldDefinition field) => [field.GetDeclaringType(), .. field.DecodeSignature(_types, null)];

    private IEnumerable<TypeDefinitionHandle> Generic(MethodSpecification method) => [.. Types(method.Method), .. method.DecodeSignature(_types, null).SelectMany(types => types)];

    private IEnumerable<TypeDefinitionHandle> Member(MemberReference member) =>
    [
        .. Types(member.Parent),
        .. member.GetKind() == MemberReferenceKind.Field ? member.DecodeFieldSignature(_types, null) : TypesOfSignature.Of(member.DecodeMethodSignature(_types, null)),
    ];

    private void Use(TypeDefinitionHandle from, IEnumerable<TypeDefinitionHandle> to)
    {
        foreach (var target in to)
        {
            if (Name(from) is { } user && Name(target) is { } used && user != used)
                _edges.Add(new(user, used));
        }
    }

    private string? Name(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = _reader.GetTypeDefinition(type.GetDeclaringType());
        var space = _reader.GetString(type.Namespace);
        return space.StartsWith("Gruppera", StringComparison.Ordinal) ? $"{space}.{_reader.GetString(type.Name)}" : null;
    }
}
