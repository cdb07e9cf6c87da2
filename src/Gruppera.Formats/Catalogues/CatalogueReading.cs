using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Formats.Catalogues;

/// <summary>A list of codes that was read, and how. Immutable.</summary>
/// <param name="Catalogue">The catalogue; null if the file has no column of codes with texts.</param>
/// <param name="Table">The sheet or the file within an archive that it was read from; empty for a file of its own.</param>
/// <param name="Columns">The columns that were used.</param>
/// <param name="Unused">Headings of the other columns.</param>
/// <param name="Rows">Rows below the heading.</param>
/// <param name="NoCode">Rows of them without a code that a table could have; left out.</param>
/// <param name="NoText">Rows with a code and without a text; left out.</param>
/// <param name="Repeated">Rows whose code stands in an earlier row; left out.</param>
/// <param name="Sample">The first value of a row of <paramref name="NoCode"/>; empty if there is none.</param>
/// <param name="Issues">What was wrong with the file.</param>
public sealed record CatalogueReading(
    CodeCatalogue? Catalogue,
    string Table,
    ImmutableArray<CatalogueColumn> Columns,
    ImmutableArray<string> Unused,
    int Rows,
    int NoCode,
    int NoText,
    int Repeated,
    string Sample,
    ImmutableArray<Issue> Issues);
