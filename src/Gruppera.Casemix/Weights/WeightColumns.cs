using System.Collections.Immutable;

namespace Gruppera.Casemix.Weights;

/// <summary>Where the columns of a list stand; -1 for one that it lacks.</summary>
internal sealed record WeightColumns
{
    private static readonly ImmutableArray<string> DrgNames =
        [
            "drg", "drg-kod", "drgkod", "drg kod", "drg_nat", "drg code", "drg_code", "drg-grupp", "drggrupp", "drg grupp", "norddrg",
            "norddrg-kod", "drg nr", "drg-nr", "drg-kode", "drgkode", "drg kode", "drg-koodi", "drg-ryhmä",
        ];

    private static readonly ImmutableArray<string> WeightWords = ["vikt", "weight", "vekt", "vægt", "paino"];
    private static readonly ImmutableArray<string> NoWeightWords =
        [
            "födelse", "birth", "fødsel", "syntymä", "viktad", "weighted", "viktat", "ändring", "change", "diff", "kvot", "ratio",
            "andel", "share", "%",
            "error", "fel", "intervall", "interval", "pris", "price",
        ];

    private static readonly ImmutableArray<string> TextWords = ["text", "namn", "name", "benämning", "tekst", "navn", "nimi"];
    private static readonly ImmutableArray<string> LimitWords =
    [
        "gräns", "limit", "ytterfall", "outlier", "trimpunkt", "grense", "grænse", "raja",
    ];
    private static readonly ImmutableArray<string> NoLimitWords =
    [
        "antal", "number", "count", "andel", "share", "ersättning", "pris", "price", "%",
    ];
    private static readonly ImmutableArray<string> DaysWords =
    [
        "dag", "dygn", "vårdtid", "liggtid", "day", "stay", "døgn", "liggetid", "hoitopäiv", "hoitoaik",
    ];
    private static readonly ImmutableArray<string> KronorWords = ["kr", "kostnad", "cost", "sek"];
    private static readonly ImmutableArray<string> LowWords = ["low", "nedre", "undre", "lägre", "alaraja", "alempi"];
    private static readonly ImmutableArray<string> CareFormNames =
    [
        "care_form", "vårdform", "vårdtyp", "care form", "markör", "sv/öv", "öv/sv",
    ];
    private static readonly ImmutableArray<string> SpecialtyNames = ["specialty", "verksamhet", "verksamhetsområde", "specialitet"];

    private WeightColumns(int row, string[] cells) => (Row, Cells) = (row, cells);

    /// <summary>Row of the header.</summary>
    internal int Row { get; }

    /// <summary>Its cells.</summary>
    internal string[] Cells { get; }

    internal int Drg { get; private init; } = -1;

    internal int Text { get; private init; } = -1;

    internal int CareForm { get; private init; } = -1;

    internal int Specialty { get; private init; } = -1;

    /// <summary>Columns that could be that of weights, of limits of cost, of care days, and the lower ones of both.</summary>
    internal ImmutableArray<int> Weights { get; private init; } = [];

    internal ImmutableArray<int> Limits { get; private init; } = [];

    internal ImmutableArray<int> DaysLimits { get; private init; } = [];

    internal ImmutableArray<int> LowLimits { get; private init; } = [];

    internal ImmutableArray<int> LowDaysLimits { get; private init; } = [];

    /// <summary>The header in a row, or null if the row names no DRG and no weight column.</summary>
    internal static WeightColumns? Find(int row, string[] cells)
    {
        var drg = Array.FindIndex(cells, cell => DrgNames.Contains(WithoutYear(cell)));
        var weights = All(cells, cell => Has(cell, WeightWords) && !Has(cell, NoWeightWords) && !IsLimit(cell)).Remove(drg);
        return drg < 0 || weights.IsEmpty ? null : new(row, cells)
        {
            Drg = drg,
            Weights = weights,
            Text = Array.FindIndex(cells, cell => Has(cell, TextWords) && !Has(cell, WeightWords)),
            CareForm = Array.FindIndex(cells, cell => CareFormNames.Contains(WithoutYear(cell))),
            Specialty = Array.FindIndex(cells, cell => SpecialtyNames.Contains(WithoutYear(cell))),
            Limits = All(cells, cell => IsLimit(cell) && !Has(cell, DaysWords) && !Has(cell, LowWords)),
            DaysLimits = All(cells, cell => IsLimit(cell) && Has(cell, DaysWords) && !Has(cell, LowWords)),
            LowLimits = All(cells, cell => IsLimit(cell) && !Has(cell, DaysWords) && Has(cell, LowWords)),
            LowDaysLimits = All(cells, cell => IsLimit(cell) && Has(cell, DaysWords) && Has(cell, LowWords)),
        };
    }

    /// <summary>The cell below one of the columns.</summary>
    internal static string Cell(string[] cells, int column) => column >= 0 && column < cells.Length ? cells[column].Trim() : "";

    /// <summary>True if the name of a column says that its numbers are kronor.</summary>
    internal bool SaysKronor(int column) => Has(Cells[column], KronorWords);

    /// <summary>The name of a column, its blanks and line ends made one.</summary>
    internal string Name(int column) => string.Join(' ', Cells[column].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The place of a column by its name; -1 if there is none.</summary>
    internal int Named(string name) =>
        Array.FindIndex(Cells, cell => cell.Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) is var exact and >= 0
            ? exact
            : Enumerable.Range(0, Cells.Length)
                .FirstOrDefault(column => Name(column).Equals(name.Trim(), StringComparison.OrdinalIgnoreCase), -1);

    private static bool IsLimit(string cell) => Has(cell, LimitWords) && !Has(cell, NoLimitWords);

    private static bool Has(string cell, ImmutableArray<string> words) =>
        words.Any(word => cell.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static ImmutableArray<int> All(string[] cells, Func<string, bool> isWanted) =>
    [
        .. Enumerable.Range(0, cells.Length).Where(column => isWanted(cells[column])),
    ];

    private static string WithoutYear(string cell) => cell.Trim().ToLowerInvariant().TrimEnd([.. "0123456789 "]);
}
