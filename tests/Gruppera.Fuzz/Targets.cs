using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Funding;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Casemix.Weights;
using Gruppera.Compilation;
using Gruppera.Formats.Browsing;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Fhir;
using Gruppera.Formats.Grouped;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Workflows.Joins;
using Gruppera.Workflows.Quality;
using Gruppera.Workflows.TechnicalChanges;
using Gruppera.Workflows.Technology;

namespace Gruppera.Fuzz;

/// <summary>The readers that take what others send, each with what must hold whatever is sent.</summary>
internal static class Targets
{
    private const int MostCodes = 200;

    private static readonly Lazy<(Grouper Indexed, Grouper Linear)> Groupers = new(() =>
    {
        var definition = CompiledDefinition.Compile(OpenSet.Open().Set!);
        return (new(definition), new(definition, Matcher.Linear));
    });

    private static readonly LayoutWish Wish = new()
    {
        AllowMissing = Enum.GetValues<ContactNeeds>().Aggregate(ContactNeeds.None, (all, need) => all | need),
    };

    private static readonly string Folder = Directory.CreateDirectory(
        Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"gruppera-fuzz-{Environment.ProcessId}")).FullName;

    /// <summary>All of them.</summary>
    internal static ImmutableArray<Target> All { get; } =
    [
        new("csv", bytes => Contacts(() => ContactSource.Of(new MemoryStream(bytes), "x.csv"))),
        new("dbase", bytes => OfFile(bytes, "x.dbf", path => Contacts(() => ContactSource.Open(path)))),
        new("workbook", bytes => OfFile(bytes, "x.xlsx", path => Contacts(() => ContactSource.Open(path))), IsPacked: true),
        new("zip", bytes => OfFile(bytes, "x.zip", path => Contacts(() => ContactSource.Open(path))), IsPacked: true),
        new("gzip", bytes => OfFile(bytes, "x.csv.gz", path => Contacts(() => ContactSource.Open(path)))),
        new("fhir", bytes => OfFile(bytes, "x.ndjson", path => Contacts(() => ContactSource.Open(path)))),
        new("contact", OneContact),
        new("layout", bytes => Layout(Encoding.UTF8.GetString(bytes))),
        new("documents", bytes => Documents(Encoding.UTF8.GetString(bytes))),
        new("weights", Weights),
        new("change", bytes => OfFile(bytes, "x.xlsx", path => ChangeReader.Read(path, [])), IsPacked: true),
        new("tables", bytes => OfFile(bytes, "x.zip", Delivery), IsPacked: true),
    ];

    /// <summary>One by its name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static Target Of(string name) => All.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"choose one of {string.Join(", ", All.Select(target => target.Name))}", nameof(name));

    /// <summary>A list that was read can be written, and reads back with the same rows.</summary>
    private static void Weights(byte[] bytes)
    {
        if (WeightJson.Read("x", bytes).List is not { } list)
            return;
        using var written = new MemoryStream();
        WeightJson.Write(list, written);
        BrokenLawException.Unless(
            WeightJson.Read("x", written.ToArray()).List is { } again && again.Manifest!.Hash == list.Manifest!.Hash, "a list reads back");
    }

    /// <summary>Contacts: every row is grouped or told, each has its place in the output, and the index gives what the rules give.</summary>
    private static void Contacts(Func<ContactSource> open)
    {
        try
        {
            ContactLayout layout;
            using (var source = open())
                layout = LayoutFit.Of(source.Text, Wish, source.Name, open).Layout;
            using var input = open();
            using var output = new MemoryStream();
            var errors = 0L;
            var summary = new FileGrouper(Groupers.Value.Indexed, new() { Layout = layout, Name = "x", Threads = 1 }).Run(
                input.Text, output, (issue, _) => errors += issue.Code.Severity == IssueSeverity.Error ? 1 : 0);
            BrokenLawException.Unless(
                summary.Rows == summary.Grouped + summary.Outside + summary.Unreadable + summary.LeftOut, "the parts add up");
            BrokenLawException.Unless(errors == summary.Unreadable, "each row that cannot be read is told");
            BrokenLawException.Unless(summary.Grouped == summary.ByDrg.Sum(each => each.Contacts) + summary.NoRule, "groups add up");
            if (layout.HasHeader && !layout.IsFixedWidth)
                Rows(output.ToArray(), summary);
            Matchers(open, layout, summary);
        }
        catch (ContactFileException)
        {
            // Told.
        }
    }

    private static void Rows(byte[] output, GroupingSummary summary) => OfFile(output, "out.csv", path =>
    {
        var table = RowTable.Open(path);
        BrokenLawException.Unless(table.Rows == summary.Rows, "rows in are rows out");
        if (table.Columns.LastIndexOf("drg") is >= 0 and var drg)
        {
            var without = table.Read(Enumerable.Range(0, table.Rows)).Count(row => row[drg].Length == 0);
            BrokenLawException.Unless(without == summary.Rows - summary.Grouped + summary.NoRule, "every grouped row has its group");
        }
    });

    private static void Matchers(Func<ContactSource> open, ContactLayout layout, GroupingSummary summary)
    {
        var (indexed, linear) = Groupers.Value;
        using var input = open();
        var reader = new RecordReader(input.Text, layout, "x", indexed.Definition.Set);
        var rows = 0L;
        foreach (var record in reader.Read())
        {
            rows++;
            if (record.Issue is null)
            {
                BrokenLawException.Unless(
                    indexed.Group(record.Contact) == linear.Group(record.Contact), "the index gives what the rules give");
            }
        }

        BrokenLawException.Unless(rows + reader.LeftOut == summary.Rows, "two readers see the same rows");
    }

    private static void OneContact(byte[] bytes)
    {
        var contact = new ContactJsonReader(MostCodes);
        try
        {
            var reader = new Utf8JsonReader(bytes);
            if (!reader.Read())
                return;
            contact.Read(ref reader);
        }
        catch (JsonException)
        {
            return;
        }

        if (contact.Problem is null)
        {
            BrokenLawException.Unless(
                Groupers.Value.Indexed.Group(contact.View) == Groupers.Value.Linear.Group(contact.Contact), "the index gives what the rules give");
        }
    }

    private static void Layout(string json)
    {
        var layout = LayoutJson.Read(json, out var problems);
        BrokenLawException.Unless(layout is null == problems.Length > 0, "a layout or what is wrong with it");
        if (layout is null)
            return;
        var written = LayoutWriter.Write(layout);
        var again = LayoutJson.Read(written, out problems);
        BrokenLawException.Unless(again is not null, $"what is written can be read: {string.Join("; ", problems)}");
        BrokenLawException.Unless(LayoutWriter.Write(again!) == written, "a layout is written and read as it is");
    }

    /// <summary>All other documents that people write: each tells what is wrong.</summary>
    private static void Documents(string json)
    {
        BrokenLawException.Unless(PaymentRulesReader.Read(json, out var problems) is null == problems.Length > 0, "rules or problems");
        BrokenLawException.Unless(TechnologyPlanReader.Read(json, out var plans) is null == plans.Length > 0, "a plan or problems");
        BrokenLawException.Unless(QualitySettings.Read(json, out var problem) is null == problem.Length > 0, "settings or a problem");
        BrokenLawException.Unless(TechnologyQuestion.Read(json, out problem) is null == problem.Length > 0, "a question or a problem");
        BrokenLawException.Unless(ExclusionRule.Read(json, out problem).IsDefaultOrEmpty || problem.Length == 0, "rules or a problem");
        BrokenLawException.Unless(FhirMapping.Read(json, out var text) is null == text is not null, "a mapping or a problem");
        BrokenLawException.Unless(DeliveryLayoutJson.Read(json, out var places) is null == places.Length > 0, "a layout or problems");
        TargetArea.Read(json);
    }

    private static void Delivery(string path)
    {
        var reading = DefinitionReader.Read(path);
        BrokenLawException.Unless(
            reading.Set is not null || reading.Issues.Any(issue => issue.Code.Severity == IssueSeverity.Error), "a set or why not");
        if (reading.Set is { Rules.Length: > 0 } set)
            CompiledDefinition.Compile(set);
    }

    private static void OfFile(byte[] bytes, string name, Action<string> read)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        read(path);
    }
}
