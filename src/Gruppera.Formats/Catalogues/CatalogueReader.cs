using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Gruppera.Definitions;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Dbase;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Files;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Catalogues;

/// <summary>Reads lists of codes as their owners publish them: delimited text, Excel, dBase with memo texts, ClaML, also zipped; with a
/// heading in any Nordic language or English, or without one. Thread-safe.</summary>
public static partial class CatalogueReader
{
    private static readonly string[] DateForms =
        ["yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd", "d.M.yyyy", "dd.MM.yyyy", "dd-MM-yyyy", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or a text has no language.</exception>
    public static CatalogueReading Read(string path, CatalogueOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        var issues = new IssueList();
        using var file = File.OpenRead(path);
        var catalogue = new CodeCatalogue { File = Path.GetFileName(path), Hash = Convert.ToHexStringLower(SHA256.HashData(file)) };
        var found = Tables(path, issues).Where(table => options.Sheet is null
            || table.Name.Equals(options.Sheet, StringComparison.OrdinalIgnoreCase))
            .Select(table => (table.Name, table.Rows, Found: CatalogueColumns.Find(table.Rows), table.Claml))
            .FirstOrDefault(table => table.Claml is not null || table.Found.Columns.Length > 0);
        if (found.Claml is { } content)
            return OfClaml(content, found.Name, catalogue, options, issues);
        return found.Rows is null
            ? new(null, "", [], [], 0, 0, 0, 0, "", [.. issues])
            : OfRows(found.Rows, found.Name, found.Found.Columns, found.Found.First, catalogue, options, issues);
    }

    private static CatalogueReading OfRows(
        List<string[]> rows, string table, ImmutableArray<CatalogueColumn> columns, int first, CodeCatalogue catalogue,
            CatalogueOptions options,
        IssueList issues)
    {
        var (code, dagger) = (Index(CatalogueRole.Code)!.Value, Index(CatalogueRole.Dagger));
        var (from, to, successors) = (Index(CatalogueRole.From), Index(CatalogueRole.To), Index(CatalogueRole.Successors));
        var system = options.System ?? SystemOf(rows.Skip(first).Select(row => Cell(row, code)));
        var language = options.Language.Length > 0 ? options.Language : system.Language;
        var texts = columns.Where(column => column.Role == CatalogueRole.Text)
            .Select(column => (column.Index, Language: column.Language.Length > 0 ? column.Language : language))
                .DistinctBy(text => text.Language).ToArray();
        var (codes, seen) = (ImmutableArray.CreateBuilder<CatalogueCode>(), new HashSet<Diagnosis>());
        var (noCode, noText, repeated, sample) = (0, 0, 0, "");
        foreach (var row in rows.Skip(first))
        {
            var (written, dead) = (Cell(row, code), (DateOnly?)null);
            var entry = new CatalogueCode(written.TrimEnd('*', '†', '+'), Cell(row, dagger).TrimEnd('*', '†', '+'));
            var key = new Diagnosis(DiagnosisCode.Parse(entry.Code), DiagnosisCode.Parse(entry.Dagger));
            if (key.Code.IsBlank || key.Code.IsUnknown || NoCode().IsMatch(entry.Code))
            {
                (noCode, sample) = (noCode + 1, sample.Length == 0 ? written : sample);
                continue;
            }

            entry = entry with
            {
                Texts = [.. texts.Select(text => new CodeText(text.Language, Living(Cell(row, text.Index), ref dead)))
                    .Where(text => text.Text.Length > 0)],
                From = Date(Cell(row, from), isEnd: false),
                To = Date(Cell(row, to), isEnd: true) ?? dead,
                Successors = [.. Separator().Split(Cell(row, successors)).Where(each => each.Length > 0)],
            };
            if (entry.Texts.IsEmpty)
                noText++;
            else if (!seen.Add(key))
                repeated++;
            else
                codes.Add(entry);
        }

        string[] headings = first > 0 ? rows[first - 1] : [];
        return new(
            catalogue with { System = system, Codes = codes.ToImmutable() },
            table, columns, [.. headings.Where((heading, index) => heading.Length > 0 && columns.All(column => column.Index != index))],
            rows.Count - first, noCode, noText, repeated, sample, [.. issues]);

        int? Index(CatalogueRole role) => columns.FirstOrDefault(column => column.Role == role)?.Index;
    }

    private static CatalogueReading OfClaml(
        Func<Stream> content, string table, CodeCatalogue catalogue, CatalogueOptions options, IssueList issues)
    {
        var system = options.System ?? CodeSystem.Find("icd-10")!;
        List<CatalogueCode> codes;
        try
        {
            using var file = content();
            codes = ClamlReader.Read(file, options.Language.Length > 0 ? options.Language : system.Language);
        }
        catch (System.Xml.XmlException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }

        if (options.System is null)
            system = SystemOf(codes.Select(code => code.Code));
        var withText = codes.Where(code => !code.Texts.IsEmpty).ToList();
        var distinct = withText.DistinctBy(code => code.Code, StringComparer.Ordinal).ToImmutableArray();
        return new(
            codes.Count == 0 ? null : catalogue with { System = system, Codes = distinct },
            table, [], [], codes.Count, 0, codes.Count - withText.Count, withText.Count - distinct.Length, "", [.. issues]);
    }

    /// <summary>What a list is of, by what most of its codes look like.</summary>
    private static CodeSystem SystemOf(IEnumerable<string> codes)
    {
        var most = codes.Select(code => Atc().IsMatch(code) ? "atc" : Icf().IsMatch(code) ? "icf" : Procedure().IsMatch(code) ? "ncsp"
            : "icd-10")
            .GroupBy(name => name).OrderByDescending(group => group.Count()).FirstOrDefault()?.Key;
        return CodeSystem.Find(most ?? "icd-10")!;
    }

    private static string Living(string text, ref DateOnly? dead)
    {
        if (Deleted().Match(text) is not { Success: true } match)
            return text;
        dead = Date(match.Groups["date"].Value, isEnd: true) ?? dead;
        return match.Groups["text"].Value.Trim();
    }

    /// <summary>The text without the word and date by which Nordic lists and tables say that a code has gone out.</summary>
    public static string Living(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        DateOnly? dead = null;
        return Living(text, ref dead);
    }

    private static DateOnly? Date(string text, bool isEnd)
    {
        if (DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        return text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year is > 1900 and < 9999
            ? isEnd ? new(year, 12, 31) : new(year, 1, 1)
            : null;
    }

    private static string Cell(string[] row, int? index) => index < row.Length ? ColumnName.Fold(row[index.Value]) : "";

    /// <summary>The tables of a file, or of the files of an archive; of ClaML what opens it.</summary>
    private static IEnumerable<(string Name, List<string[]> Rows, Func<Stream>? Claml)> Tables(string path, IssueList issues)
    {
        var name = Path.GetFileName(path);
        var isArchive = Path.GetExtension(name).Equals(".zip", StringComparison.OrdinalIgnoreCase);
        IReadOnlyList<DeliveryFile> files = isArchive
            ? [.. Archive.Unpack(path, new DefinitionReaderOptions().MaxUnpackedBytes, issues, isAnyFormat: true) ?? []]
            : [new(name, path, null), .. MemoOf(path)];
        return files.SelectMany(file => TablesOf(file, files, issues)).Select(table => isArchive || table.Name.Length == 0
            ? (table.Name.Length == 0 ? isArchive ? table.File : "" : table.Name, table.Rows, table.Claml)
            : (table.Name, table.Rows, table.Claml));
    }

    private static IEnumerable<DeliveryFile> MemoOf(string path) =>
        Directory.GetFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileNameWithoutExtension(path) + ".*")
            .Where(IsMemo).Select(memo => new DeliveryFile(Path.GetFileName(memo), memo, null));

    private static bool IsMemo(string name) => Path.GetExtension(name).ToUpperInvariant() is ".FPT" or ".DBT";

    private static IEnumerable<(string File, string Name, List<string[]> Rows, Func<Stream>? Claml)> TablesOf(
        DeliveryFile file, IReadOnlyList<DeliveryFile> files, IssueList issues)
    {
        if (IsMemo(file.Name) || Path.GetExtension(file.Name).Equals(".cdx", StringComparison.OrdinalIgnoreCase))
            yield break;
        using var head = new HeadStream(file.Open());
        var start = head.Peek(8).ToArray();
        if (Workbook.Is(start))
        {
            var book = Workbook.Open(file.Open);
            foreach (var sheet in Enumerable.Range(0, book.Sheets.Length))
                yield return (file.Name, book.Sheets[sheet], [.. book.Rows(sheet).Select(row => row.Cells)], null);
        }
        else if (file.Format == FileFormat.Dbase)
        {
            var memo = files.FirstOrDefault(other => IsMemo(other.Name)
                && Path.GetFileNameWithoutExtension(other.Name).Equals(Path.GetFileNameWithoutExtension(file.Name),
                    StringComparison.OrdinalIgnoreCase));
            using var table = DbaseTableReader.Open(file.ReadAll(), file.Name, null, issues, memo?.ReadAll());
            if (table is not null)
                yield return (file.Name, "", [[.. table.Columns], .. RowsOf(table, () => table.Columns.Length)], null);
        }
        else if (ClamlReader.Is(start))
        {
            yield return (file.Name, "", [], file.Open);
        }
        else
        {
            using var table = new CsvTableReader(file.Open(), issues, raggedIsFine: true) { Table = "", File = file.Name };
            yield return (file.Name, "", [[.. table.Columns], .. RowsOf(table, () => table.FieldCount)], null);
        }
    }

    private static IEnumerable<string[]> RowsOf(TableReader table, Func<int> width)
    {
        while (table.Read())
            yield return [.. Enumerable.Range(0, width()).Select(column => table[column].ToString())];
    }

    [GeneratedRegex(@"^Deleted (?<date>[0-9/\-]{10})\s*-\s*(?<text>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Deleted();

    /// <summary>Blocks such as <c>A00-A09</c>, chapters in Roman numbers, words, and the plus codes that other lists put beside
    /// ICD-10.</summary>
    [GeneratedRegex(@"^\+|-[A-Z]|^[^\d]{7,}$|^[IVX]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"[\s,;|]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^[A-Z]\d{2}[A-Z]([A-Z](\d{2})?)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Atc();

    [GeneratedRegex(@"^[bsde]\d{1,5}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Icf();

    [GeneratedRegex(@"^[A-Z]{2,4}\d{2,4}[A-Z]?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Procedure();
}
