using System.Globalization;
using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;

namespace Gruppera.Tests.Formats.Mutations;

/// <summary>Reads and groups mutated files, and says what must not be. Counts what became of their rows.</summary>
internal sealed class MutationRun
{
    private const int Base = 1 << 20;
    private static readonly DefinitionSetAndGrouper Open = new();
    private static readonly string[] Blank = ["", ".", "NA", "N/A", "<NA>", "NULL", "NONE", "(NULL)", "\\N"];
    private static readonly string[] Alive = ["ALIVE", "N", "H", "HOME", "LEVANDE", "HEM", "2", "3"];
    private long _oddBefore;

    internal long Files { get; private set; }

    /// <summary>How many files of each <see cref="FileKind"/>.</summary>
    internal long[] Kinds { get; } = new long[4];

    internal long Refused { get; private set; }

    /// <summary>How often a file was refused, by the reason without its numbers.</summary>
    internal Dictionary<string, int> Reasons { get; } = new(StringComparer.Ordinal);

    internal long Rows { get; private set; }

    internal long Grouped { get; private set; }

    internal long WithIssue { get; private set; }

    internal long Odd { get; private set; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Rows} rows in {Files} files ({string.Join(", ", Kinds.Select((count, kind) => $"{(FileKind)kind} {count}"))}): {Grouped} grouped, {WithIssue} with an issue, {Odd} values counted as odd; {Refused} files refused");

    /// <summary>Reads a file; what is wrong throws.</summary>
    internal void Read(MutatedFile file)
    {
        Files++;
        Kinds[(int)file.Kind]++;
        Rows += file.Clean.Count;
        var issues = new StringBuilder();
        var errors = 0L;
        using var output = new MemoryStream();
        GroupingSummary summary;
        ContactLayout layout;
        try
        {
            using var source = file.Open();
            var fitted = LayoutFit.Of(source.Text, new() { Needs = LayoutWish.ToGroup }, "f.csv");
            layout = fitted.Layout;
            summary = new FileGrouper(Open.Grouper, new() { Layout = layout, Name = "f.csv", Threads = 1 }).Run(fitted.Text, output, (issue, text) =>
            {
                issues.Append(text).Append('\n');
                errors += issue.Code.Severity == IssueSeverity.Error ? 1 : 0;
            });
        }
        catch (ContactFileException refusal)
        {
            Refused++;
            var reason = string.Concat(refusal.Message.Where(letter => !char.IsDigit(letter)));
            Reasons[reason] = Reasons.GetValueOrDefault(reason) + 1;
            return;
        }

        Hold(!(file.IsDamaged && file.Kind == FileKind.Packed), "a damaged gzip file is refused");
        Grouped += summary.Grouped;
        WithIssue += summary.Unreadable;
        Odd += summary.Odd.Sum(column => column.Count);
        var written = Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
        Hold(errors == summary.Unreadable, "an issue for each row that is not grouped");
        Hold(summary.Rows == summary.Grouped + summary.Outside + summary.Unreadable + summary.LeftOut, "the counts add up");
        if (file.IsDamaged)
            return;
        CheckIds(file, written, issues.ToString());
        if (!file.IsBroken)
            CheckRows(file, layout, summary, written);
        CheckCells(file, layout);
    }

    private static void CheckIds(MutatedFile file, string written, string issues)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in (string[])[written, issues])
        {
            for (var at = text.IndexOf('R', StringComparison.Ordinal); at >= 0; at = text.IndexOf('R', at + 1))
            {
                if (at + 9 <= text.Length && text[at + 8] == 'X')
                    seen.Add(text.Substring(at, 9));
            }
        }

        foreach (var row in file.Clean)
            Hold(seen.Contains(row.Id), $"{row.Id} is in the output or among the issues");
    }

    /// <summary>As many rows out as in, and those that nobody touched as they were.</summary>
    private static void CheckRows(MutatedFile file, ContactLayout layout, GroupingSummary summary, string written)
    {
        Hold(summary.Rows == file.Clean.Count, $"{summary.Rows} rows of {file.Clean.Count}");
        var rows = Split(written, file.Delimiter);
        Hold(rows.Count == file.Clean.Count + 1, $"{rows.Count - 1} rows out of {file.Clean.Count}");
        if (layout.Columns.ContainsKey(ContactRole.AgeDays) && file.Layout == 1)
            return;
        var back = rows[0].Count - rows[0].IndexOf("drg");
        for (var i = 0; i < file.Clean.Count; i++)
        {
            if (file.Touched[i])
                continue;
            var drg = Open.Grouper.Group(file.Clean[i].Contact(file.IsByDates)).Drg;
            Hold(rows[i + 1][^back] == drg, $"{file.Clean[i].Id} is {drg}, not {rows[i + 1][^back]}");
        }
    }

    /// <summary>No cell that had text is blank in silence.</summary>
    private void CheckCells(MutatedFile file, ContactLayout layout)
    {
        using var source = file.Open();
        var contacts = new ContactFile(source.Text, layout);
        var parser = contacts.NewParser(Open.Known);
        var binding = contacts.Binding;
        while (contacts.NextBlock() is { } block)
        {
            var position = contacts.Start;
            while (Next(parser, block.Text, ref position))
            {
                if (parser.Problem is null)
                    CheckRow(parser, binding, block.Text);
            }
        }
    }

    private bool Next(ContactParser parser, ReadOnlySpan<byte> data, ref int position)
    {
        _oddBefore = parser.Odd.Total;
        return parser.Read(data, ref position);
    }

    private void CheckRow(ContactParser parser, LayoutBinding binding, ReadOnlySpan<byte> data)
    {
        var isCounted = parser.Odd.Total > _oddBefore;
        var contact = parser.Contact;
        var sex = Text(ContactRole.Sex, data);
        Hold(IsBlank(sex) || isCounted || contact.Sex != Sex.Missing || sex is "missing", $"sex {sex}");
        var discharge = Text(ContactRole.Discharge, data);
        Hold(
            IsBlank(discharge) || isCounted || contact.Discharge != DischargeMode.Alive || Alive.Contains(discharge.ToUpperInvariant())
                || decimal.TryParse(discharge.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _), $"discharge {discharge}");
        foreach (var (role, from, value) in new[]
        {
            (ContactRole.AgeYears, parser.Facts.AgeFrom == GivenFact.AgeYears, (long)parser.Facts.Age.Days),
            (ContactRole.Duration, parser.Facts.DurationFrom == GivenFact.Duration, parser.Facts.Duration.Days),
        })
        {
            var text = Text(role, data);
            if (IsBlank(text) || !from)
                continue;
            var isNumber = decimal.TryParse((role == ContactRole.AgeYears ? text.TrimEnd('r', 'å', 'a', ' ') : text).Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
            Hold(isNumber && number == Math.Floor(number), $"{role} {text}");
            Hold(value == (role == ContactRole.AgeYears ? AgeInDays.FromYears((int)number).Days : (long)number), $"{role} {text} is {value}");
        }

        foreach (var role in (ContactRole[])[ContactRole.AdmissionDate, ContactRole.DischargeDate, ContactRole.BirthDate])
        {
            var text = Text(role, data);
            Hold(IsBlank(text) || text.Count(char.IsAsciiDigit) >= 5, $"{role} {text}");
            Hold(IsBlank(text) || role != ContactRole.AdmissionDate || parser.Admission is not null, $"{role} {text}");
        }

        if (isCounted)
            return;
        var diagnoses = binding.DiagnosisLists.Append(binding.Principal).Concat(binding.Diagnoses.Select(pair => pair.Code));
        CheckCodes(parser, diagnoses, data, contact.Diagnoses.ToArray().Select(each => $"{each.Code} {each.Dagger}"));
        var procedures = binding.ProcedureLists.Concat(binding.Procedures.Select(pair => pair.Code));
        CheckCodes(parser, procedures, data, contact.Procedures.ToArray().Select(each => each.ToString()));

        string Text(ContactRole role, ReadOnlySpan<byte> row) => Encoding.UTF8.GetString(parser.Text(row, role));
    }

    /// <summary>Where nothing was counted, each letter and digit of the cells is in a code. Numbers of dates are not.</summary>
    private static void CheckCodes(ContactParser parser, IEnumerable<Cell> cells, ReadOnlySpan<byte> data, IEnumerable<string> codes)
    {
        var (all, letters) = (new StringBuilder(), 0);
        foreach (var cell in cells.Where(cell => cell.Exists))
        {
            var text = Encoding.UTF8.GetString(parser.Text(data, cell));
            if (IsBlank(text))
                continue;
            all.Append(text).Append(' ');
            letters += text.Count(char.IsLetterOrDigit);
        }

        if (HasDate(all))
            return;
        var read = string.Join(' ', codes);
        Hold(letters == read.Count(char.IsLetterOrDigit), $"codes {all}are {read}");
    }

    /// <summary>True if a word of four digits or more, or a colon, may be of a date or a time; Python's b before a quote is left out too.</summary>
    private static bool HasDate(StringBuilder text)
    {
        var (digits, letters) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ':' || (c is '"' or '\'' && i > 0 && text[i - 1] == 'b'))
                return true;
            if (c is '#' or '-' or '.')
                continue;
            if (!char.IsAsciiLetterOrDigit(c))
            {
                if (digits >= 4 && letters == 0)
                    return true;
                (digits, letters) = (0, 0);
                continue;
            }

            digits += char.IsAsciiDigit(c) ? 1 : 0;
            letters += char.IsAsciiDigit(c) ? 0 : 1;
        }

        return false;
    }

    private static bool IsBlank(string text)
    {
        text = text.Trim(' ', '\t');
        return text is "NaN" or "nan" or "NaT" || Blank.Contains(text.ToUpperInvariant());
    }

    private static List<List<string>> Split(string text, char delimiter)
    {
        var (rows, field, isQuoted) = (new List<List<string>> { new() }, new StringBuilder(), false);
        foreach (var letter in text)
        {
            if (letter == '"' && (field.Length == 0 || field[0] == '"'))
                isQuoted = !isQuoted;
            if (!isQuoted && (letter == delimiter || letter == '\n'))
            {
                rows[^1].Add(field.ToString());
                field.Clear();
                if (letter == '\n')
                    rows.Add([]);
                continue;
            }

            field.Append(letter);
        }

        rows.RemoveAt(rows.Count - 1);
        return rows;
    }

    private static void Hold(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException(what);
    }

    private sealed class DefinitionSetAndGrouper
    {
        internal DefinitionSetAndGrouper()
        {
            var set = OpenSet.Open().Set!;
            (Grouper, Known) = (new(set), WholeCodes.Of(set));
        }

        internal Grouper Grouper { get; }

        internal WholeCodes Known { get; }
    }
}
