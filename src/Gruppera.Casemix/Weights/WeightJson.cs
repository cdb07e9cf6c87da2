using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gruppera.Casemix.Weights;

/// <summary>A list with its manifest as one JSON document: what the store holds and what a computed list can be written as.
/// Thread-safe.</summary>
public static class WeightJson
{
    private static readonly WeightJsonContext Context = new(new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new FiniteConverter() },
    });

    /// <summary>Writes a list; its manifest gets the hash of its rows.</summary>
    public static void Write(WeightList list, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(list);
        var rows = list.Rows().ToList();
        JsonSerializer.Serialize(
            stream, new WeightDocument((list.Manifest ?? new()) with { Hash = HashOf(rows) }, rows), Context.WeightDocument);
    }

    /// <summary>Reads a list, or tells why it cannot be read: it is no such document, or its rows are not those of its hash.</summary>
    /// <param name="name">Name of the list.</param>
    /// <param name="json">UTF-8 text.</param>
    public static WeightListReading Read(string name, ReadOnlySpan<byte> json)
    {
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            if (JsonSerializer.Deserialize(json, Context.WeightDocument) is not { Manifest: { } manifest, Weights: { } rows }
                || !rows.All(row => row is { Drg: not null, Weight: >= 0 }))
                return Not(WeightListProblem.NoRows);
            return manifest.Hash == HashOf(rows)
                ? new(new(name, rows, manifest), null, [], WeightListProblem.None, [])
                : Not(WeightListProblem.Changed);
        }
        catch (JsonException exception)
        {
            return Not(WeightListProblem.NoJson, $"{exception.LineNumber + 1}:{exception.BytePositionInLine + 1}");
        }

        static WeightListReading Not(WeightListProblem problem, params string[] names) => new(null, null, [], problem, [.. names]);
    }

    private static string HashOf(IEnumerable<DrgWeight> rows) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(rows.Select(Line).Order(StringComparer.Ordinal)))));

    /// <summary>A row as it is hashed: what it lacks leaves no trace, so that lists of earlier versions keep their hash.</summary>
    private static string Line(DrgWeight row)
    {
        var line = FormattableString.Invariant($"{row.CareForm};{row.Drg};{row.Weight:R};{row.Limit:R}");
        if (row.DaysLimit is not null)
            line += FormattableString.Invariant($";{row.DaysLimit:R}");
        if (row.Basis is { } basis)
            line += FormattableString.Invariant(
                $";{basis.Contacts};{basis.Inner};{basis.MeanCost:R};{basis.Low:R};{basis.High:R};{basis.Origin}");
        if (row.Basis is { Z: not null } told)
            line += FormattableString.Invariant($";z {told.Z:R} {told.Prior:R}");
        if (row.LowLimit is not null || row.LowDaysLimit is not null)
            line += FormattableString.Invariant($";low {row.LowLimit:R} {row.LowDaysLimit:R}");
        return row.Specialty is { Length: > 0 } ? $"{line};{row.Specialty}\n" : line + "\n";
    }
}

internal sealed record WeightDocument(WeightManifest Manifest, List<DrgWeight> Weights);

[JsonSerializable(typeof(WeightDocument))]
internal sealed partial class WeightJsonContext : JsonSerializerContext;
