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

    private static readonly Lazy<ImmutableArray<CodeCatalogue>> OwnLabels = new(ReadLabels);

    private const string Resource = "Gruppera.Formats.Sets.open-se.zip";

    /// <summary>Reads the set.</summary>
    /// <param name="testCases">Makes test cases of the testcase table when they are first asked for; null leaves them out.</param>
    /// <param name="catalogues">Gives the catalogues of codes that stand beside it; null for none.</param>
    /// <param name="problems">Gives its known problems; null for none.</param>
    public static DefinitionReading Open(
        Func<TableReader, ImmutableArray<TestCase>>? testCases = null, Func<string, ImmutableArray<CodeCatalogue>>? catalogues = null,
        Func<string, ImmutableArray<KnownProblem>>? problems = null)
    {
        var options = new DefinitionReaderOptions
        {
            Id = Id,
            Country = "swe",
            TestCases = testCases,
            Catalogues = catalogues,
            Problems = problems,
        };
        return DefinitionReader.Read(issues => Delivery(options, issues), options, known: null);
    }

    /// <summary>The labels that the open set has of its own for codes, Swedish and English, of diagnoses and of procedures.</summary>
    public static ImmutableArray<CodeCatalogue> Labels() => OwnLabels.Value;

    private static ImmutableArray<CodeCatalogue> ReadLabels()
    {
        var options = new DefinitionReaderOptions { Id = Id, Country = "swe", Known = TablePick.Known };
        var picks = new TablePicker(options, new()).Pick(Delivery(options, new()));
        var texts = new LateTables(issues => Delivery(options, issues), options, options.Country, picks).ReadTexts(options.Country!);
        return
        [
            Catalogue("icd-10-se", texts.Diagnoses.Where(row => row.Dagger.IsBlank).Select(row => (row.Code.ToString(), row.Text))),
            Catalogue("kva", texts.Procedures.Select(row => (row.Code.ToString(), row.Text))),
        ];
    }

    private static CodeCatalogue Catalogue(string system, IEnumerable<(string Code, TableText Text)> codes) => new()
    {
        Id = Id,
        System = CodeSystem.Find(system)!,
        Codes =
        [
            .. codes.Select(row => new CatalogueCode(row.Code) { Texts = [new("sv", row.Text.National), new("en", row.Text.Combined)] }),
        ],
    };

    private static Delivery Delivery(DefinitionReaderOptions options, IssueList issues)
    {
        using var archive = typeof(OpenSet).Assembly.GetManifestResourceStream(Resource)!;
        return Deliveries.Delivery.Open(archive, Id, options.MaxUnpackedBytes, issues)!;
    }
}
