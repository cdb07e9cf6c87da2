using System.Collections.Frozen;
using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Deliveries;

/// <summary>How a delivery is read. Immutable.</summary>
public sealed record DefinitionReaderOptions
{
    /// <summary>Name of the set (<c>[a-z0-9-]</c>); null makes one from the name of the delivery.</summary>
    public string? Id { get; init; }

    /// <summary>The country, three letters, any case. A Combined delivery needs it: one country is read out of it.
    /// For other deliveries it overrules what the delivery says of itself.</summary>
    public string? Country { get; init; }

    /// <summary>What decides between copies of a table that differ: a format (<c>dbase</c>, <c>csv</c>, <c>excel</c>, <c>json</c>)
    /// or an exact file name; several separated by commas, any case.</summary>
    public string? Prefer { get; init; }

    /// <summary>Code page of dBase files, such as 850 or 1252, where their headers lie; null trusts header and texts.
    /// For another number than a single-byte code page's
    /// <see cref="Schemas.DefinitionReader.Read(string, DefinitionReaderOptions?)"/> throws
    /// <see cref="ArgumentOutOfRangeException"/>.</summary>
    public int? CodePage { get; init; }

    /// <summary>What is known of tables; null if the first row is the header.</summary>
    internal KnownTables? Known { get; init; }

    /// <summary>Most bytes that an archive may unpack to: 2 GiB unless said.</summary>
    public long MaxUnpackedBytes { get; init; } = 1L << 31;

    /// <summary>Makes test cases of the rows of the delivery's <c>testrule</c> or <c>testcase</c> table; called when
    /// <see cref="DefinitionSet.TestCases"/> is first asked for. Null leaves them out. Must not keep the reader.</summary>
    public Func<TableReader, ImmutableArray<TestCase>>? TestCases { get; init; }

    /// <summary>Gives the catalogues of codes that stand beside a set of a country (three letters, or empty); called when texts are first
    /// asked for. Null for none.</summary>
    public Func<string, ImmutableArray<CodeCatalogue>>? Catalogues { get; init; }

    /// <summary>Gives labels of codes for where neither set nor catalogue has a text in the reader's language, such as
    /// <see cref="Sets.OpenSet.Labels"/>. Null for none.</summary>
    public Func<ImmutableArray<CodeCatalogue>>? Labels { get; init; }

    /// <summary>Gives the known problems of a set by its id; called when they are first asked for. Null for none.</summary>
    public Func<string, ImmutableArray<KnownProblem>>? Problems { get; init; }

    /// <summary>Groups that count as day surgery by a list beside the set; null if there is none.</summary>
    public FrozenSet<string>? DaySurgeryGroups { get; init; }
}
