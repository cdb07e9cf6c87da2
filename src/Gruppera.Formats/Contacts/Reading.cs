using System.Collections.Immutable;

namespace Gruppera.Formats.Contacts;

/// <summary>How a file of contacts was understood. Immutable.</summary>
public sealed record Reading
{
    /// <summary>What the file is called.</summary>
    public string File { get; init; } = "";

    /// <summary>Delimited text, fixed width, dBase or a workbook: <c>csv</c>, <c>fixed</c>, <c>dbf</c>, <c>xlsx</c> ...</summary>
    public string Format { get; init; } = "csv";

    /// <summary>Encoding of the text; empty if it is not known or does not matter.</summary>
    public string Encoding { get; init; } = "";

    /// <summary>Delimiter of the fields; <c>'\0'</c> where there is none.</summary>
    public char Delimiter { get; init; }

    /// <summary>The sheet of a workbook; empty for other files.</summary>
    public string Sheet { get; init; } = "";

    /// <summary>The row that the header stands in, the first being 1; 0 if there is none.</summary>
    public int HeaderRow { get; init; }

    /// <summary>Name of the layout.</summary>
    public string Layout { get; init; } = "";

    /// <summary>True if the layout was found out from the header.</summary>
    public bool IsFound { get; init; }

    /// <summary>Columns with a meaning, in the order of the file.</summary>
    public ImmutableArray<ReadColumn> Columns { get; init; } = [];

    /// <summary>Columns without a meaning, in the order of the file: they are carried along and never read.</summary>
    public ImmutableArray<string> Unused { get; init; } = [];

    /// <summary>Facts that no column gives, or only columns that are blank in every row:
    /// <c>age</c>, <c>care_days</c>, <c>diagnoses</c>, <c>sex</c>,
    /// <c>procedures</c>, <c>discharge</c>.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>What was read as granted.</summary>
    public ImmutableArray<Text> Assumptions { get; init; } = [];

    /// <summary>True for a file of which nothing was asked, since it is grouped already.</summary>
    public bool IsExempt { get; init; }

    /// <summary>Rows at the beginning of the file that were looked at.</summary>
    public long RowsLookedAt { get; init; }

    /// <summary>True if these are all rows.</summary>
    public bool IsWhole { get; init; }

    /// <summary>True if the file has no contacts: nothing, or nothing but delimiters, below its header.</summary>
    public bool IsEmpty => IsWhole && RowsLookedAt == 0;

    /// <summary>True if a row has the id of the row before it.</summary>
    public bool RepeatsIds { get; init; }
}

/// <summary>A column of a file of contacts and what it is read as. Immutable.</summary>
/// <param name="Column">Its header, or its place.</param>
/// <param name="Fact">The fact: <c>sex</c>, <c>age_years</c>, <c>principal</c>, <c>secondary</c> ...</param>
/// <param name="IsBlank">True if it is blank in every row that was looked at.</param>
public sealed record ReadColumn(string Column, string Fact, bool IsBlank = false);
