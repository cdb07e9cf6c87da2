using System.Collections.Immutable;
using Gruppera.Formats.Contacts;

namespace Gruppera.Presentation.Answers;

/// <summary>How a file of contacts was understood, as JSON. Immutable.</summary>
public sealed record ReadingAnswer
{
    /// <summary>What the file is called.</summary>
    public required string File { get; init; }

    /// <summary><c>csv</c>, <c>fixed</c>, <c>dbf</c>, <c>xlsx</c> ...</summary>
    public required string Format { get; init; }

    /// <summary>Encoding of the text.</summary>
    public required string Encoding { get; init; }

    /// <summary>Delimiter of the fields; empty if there is none.</summary>
    public required string Delimiter { get; init; }

    /// <summary>Sheet of a workbook; left out for other files.</summary>
    public string? Sheet { get; init; }

    /// <summary>Row of the header; 0 if there is none.</summary>
    public int HeaderRow { get; init; }

    /// <summary>The layout.</summary>
    public required string Layout { get; init; }

    /// <summary>True if the layout was found out from the header.</summary>
    public bool IsFound { get; init; }

    /// <summary>Columns with their facts.</summary>
    public ImmutableArray<ReadColumn> Columns { get; init; }

    /// <summary>Columns that are not used.</summary>
    public ImmutableArray<string> Unused { get; init; }

    /// <summary>Facts that no column gives.</summary>
    public ImmutableArray<string> Missing { get; init; }

    /// <summary>What was read as granted.</summary>
    public ImmutableArray<Text> Assumptions { get; init; }

    /// <summary>True if the file has no contacts.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Of a reading.</summary>
    public static ReadingAnswer Of(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new()
        {
            File = reading.File,
            Format = reading.Format,
            Encoding = reading.Encoding,
            Delimiter = reading.Delimiter == 0 ? "" : reading.Delimiter.ToString(),
            Sheet = reading.Sheet.Length > 0 ? reading.Sheet : null,
            HeaderRow = reading.HeaderRow,
            Layout = reading.Layout,
            IsFound = reading.IsFound,
            Columns = reading.Columns,
            Unused = reading.Unused,
            Missing = reading.Missing,
            Assumptions = reading.Assumptions,
            IsEmpty = reading.IsEmpty,
        };
    }
}
