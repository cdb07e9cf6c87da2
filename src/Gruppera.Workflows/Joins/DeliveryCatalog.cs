using System.Collections.Immutable;

namespace Gruppera.Workflows.Joins;

/// <summary>The delivery layouts that come with the program. Thread-safe.</summary>
public static class DeliveryCatalog
{
    private const string Folder = "Gruppera.Workflows.Joins.Layouts.";

    /// <summary>Their names.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(DeliveryCatalog).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name => name[Folder.Length..^".json".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A layout by name; null if there is none of that name.</summary>
    public static DeliveryLayout? Find(string name) => JsonOf(name) is { } json ? DeliveryLayoutJson.Read(json, out _) : null;

    /// <summary>The JSON of a layout, to start your own from; null if there is none of that name.</summary>
    public static string? JsonOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using var stream = typeof(DeliveryCatalog).Assembly.GetManifestResourceStream($"{Folder}{name}.json");
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }
}
