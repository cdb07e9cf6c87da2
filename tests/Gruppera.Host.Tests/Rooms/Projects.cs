using Gruppera.Tests;

namespace Gruppera.Host.Tests.Rooms;

/// <summary>The projects under src and their compiled assemblies.</summary>
internal static class Projects
{
    public static readonly IReadOnlyCollection<string> Names =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, Lazy<AssemblyReader>> Read =
        Names.ToDictionary(
            name => name, name => new Lazy<AssemblyReader>(() => new(Path.Combine(AppContext.BaseDirectory, name + ".dll"))));

    public static AssemblyReader Assembly(string name) => Read[name].Value;
}
