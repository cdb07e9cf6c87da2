using System.Text.RegularExpressions;
using Gruppera.Definitions;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Schemas;

/// <summary>What a delivery says of itself: in its version rows (<c>NordDRG DRGL_2014_SWE Swe 13/10/23</c>), in its readme table,
/// or in its name.</summary>
internal sealed partial record VersionText(string Name, string Date)
{
    private const RegexOptions Loose = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>True if the set was written from an older one, whose rules sort by their id as text.</summary>
    public bool SortsAsText { get; private init; }

    /// <summary>How codes are found; stated by sets that list families of codes.</summary>
    public CodeLookup CodeLookup { get; private init; }

    /// <summary>The code whose properties primary care has; stated by sets that have groups of primary care identified by care
    /// form.</summary>
    public ProcedureCode PrimaryCareCode { get; private init; }

    private int Year { get; init; }

    /// <summary>Reads the readme table, which has no header: pairs such as <c>Name:</c> and <c>NordDRG FIN2026PL0</c>.</summary>
    public static VersionText OfReadme(TableReader table)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Keep(table.Columns.ElementAtOrDefault(0) ?? "", table.Columns.ElementAtOrDefault(1) ?? "");
        while (table.Read())
            Keep(table[0].ToString(), table.Columns.Length > 1 ? table[1].ToString() : "");
        var name = pairs.GetValueOrDefault("Name", "");
        return new(name, pairs.GetValueOrDefault("Date & time", ""))
        {
            SortsAsText = string.Equals(pairs.GetValueOrDefault("Order"), "text", StringComparison.OrdinalIgnoreCase),
            CodeLookup = string.Equals(pairs.GetValueOrDefault("Codes"), "prefix", StringComparison.OrdinalIgnoreCase)
                ? CodeLookup.LongestPrefix
                : CodeLookup.Whole,
            PrimaryCareCode = ProcedureCode.Parse(pairs.GetValueOrDefault("Primary care", "")),
            Year = int.TryParse(CellText.WithoutFraction(pairs.GetValueOrDefault("Version", "")), out var year) ? year : 0,
        };

        void Keep(string key, string value) => pairs[key.TrimEnd(':').Trim()] = value;
    }

    /// <summary>Reads the text of a version row.</summary>
    public static VersionText OfRow(string text)
    {
        var date = DateAtEnd().Match(text);
        return new(date.Success ? text[..date.Index].Trim() : text, date.Value.Trim());
    }

    /// <summary>The version of a set.</summary>
    public DefinitionVersion ToVersion(Delivery delivery, FileFormat format, string hash, DefinitionReaderOptions options)
    {
        var stem = delivery.Name;
        if (Path.GetExtension(stem).ToLowerInvariant() is ".zip" or ".json" or ".xlsx" or ".xls")
            stem = Path.GetFileNameWithoutExtension(stem);
        return new()
        {
            Id = options.Id ?? Slug(stem),
            Name = Name.Length > 0 ? Name : stem,
            Country = (options.Country ?? Country(Name) ?? Country(stem) ?? "").ToLowerInvariant(),
            Year = Year > 0 ? Year : YearIn(Name) ?? YearIn(stem) ?? 0,
            Delivery = delivery.Name,
            Format = format == FileFormat.Excel ? "xlsx" : format.ToString().ToLowerInvariant(),
            SourceHash = hash,
            Date = Date,
        };
    }

    private static string Slug(string name)
    {
        var slug = NotSlug().Replace(name.ToLowerInvariant(), "-").Trim('-');
        return slug.Length == 0 ? "set" : slug[..Math.Min(slug.Length, 64)].TrimEnd('-');
    }

    private static int? YearIn(string text) => YearWord().Match(text) is { Success: true } year ? int.Parse(year.ValueSpan) : null;

    private static string? Country(string text) => CountryWord().Match(text) is not { Success: true } word
        ? null
        : word.Value.ToLowerInvariant() switch
        {
            "dan" => "den",
            "isl" => "ice",
            var country => country,
        };

    [GeneratedRegex(@"\d\d/\d\d/\d\d\s*$", Loose, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DateAtEnd();

    [GeneratedRegex("[^a-z0-9]+", Loose, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotSlug();

    [GeneratedRegex(@"(?<!\d)(19|20)\d\d(?!\d)", Loose | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex YearWord();

    [GeneratedRegex(
        "(?<![a-z])(swe|nor|fin|den|dan|ice|isl|est|lat|eng|com)(?![a-z])", Loose | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex CountryWord();
}
