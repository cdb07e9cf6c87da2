using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Sets;

/// <summary>The open definition set, which comes with the program. It is no national version and sets no payment. Thread-safe.</summary>
/// <remarks>Source: definitions/open, described in docs/open-set.md.</remarks>
public static class OpenSet
{
    /// <summary>Its id, which no imported set may have.</summary>
    public const string Id = "open-se";

    private const string Resource = "Gruppera.Formats.Sets.open-se.zip";

    /// <summary>Reads the set.</summary>
    /// <param name="testCases">Makes test cases of the testcase table when they are first asked for; null leaves them out.</param>
    public static DefinitionReading Open(Func<TableReader, ImmutableArray<TestCase>>? testCases = null)
    {
        var options = new DefinitionReaderOptions { Id = Id, Country = "swe", TestCases = testCases };
        return DefinitionReader.Read(
            issues =>
            {
                using var archive = typeof(OpenSet).Assembly.GetManifestResourceStream(Resource)!;
                return Delivery.Open(archive, Id, options.MaxUnpackedBytes, issues);
            },
            options,
            known: null);
    }
}
