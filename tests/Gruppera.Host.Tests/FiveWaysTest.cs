using System.CommandLine;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Gruppera.Cli;
using Gruppera.Cli.Commands;
using Gruppera.Cli.Terminal;
using Gruppera.Columnar.Parquet;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Excel;
using Gruppera.Presentation.Words;
using Gruppera.Web.Pages.Group;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gruppera.Host.Tests;

/// <summary>The same facts in a file, a workbook, Parquet, JSON, a command line and a form give the same contact, the same warnings and the same missing facts.</summary>
[Collection(CommandLineCollection.Name)]
public class FiveWaysTest : Home
{
    private static readonly string[] Fields =
        ["sex", "ageDays", "age", "birthDate", "birthYear", "admissionDate", "dischargeDate", "duration", "leaveDays", "careForm", "discharge"];

    private static readonly string[] Columns =
        ["sex", "age_days", "age_years", "birth_date", "birth_year", "admission_date", "discharge_date", "duration", "leave_days", "care_form", "discharge"];

    private static readonly string[] Options =
        ["--sex", "--age-days", "--age", "--birth-date", "--birth-year", "--admission-date", "--discharge-date", "--days", "--leave-days", "--care-form", "--discharge"];

    private static readonly string[] Names = ["sex", "ageDays", "age", "birth", "birthYear", "admission", "leaving", "days", "leave", "careForm", "discharge"];

    [Fact]
    public void All_six_ways_agree() => Prop.ForAll(Given().ListOf().ToArbitrary(), contacts =>
    {
        var expected = contacts.Select(Json).ToList();
        Assert.Equal(expected, File(contacts));
        Assert.Equal(expected, Workbook(contacts));
        Assert.Equal(expected, Parquet(contacts));
        Assert.Equal(expected, contacts.Select(CommandLine));
        Assert.Equal(expected, contacts.Select(Form));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithQuietOnSuccess(true));

    [Fact]
    public void The_contacts_made_differ_in_what_is_wrong_with_them()
    {
        var kinds = Given().Sample(2000).Select(Json).Select(said => said.StartsWith("GRP", StringComparison.Ordinal) ? said : said.Contains("GRP", StringComparison.Ordinal) ? said[^7..] : "right").ToHashSet();
        Assert.Superset(new HashSet<string> { "right", "GRP3005", "GRP3012", "GRP3013", "GRP3014", "GRP3015" }, kinds);
    }

    private static Gen<string[]> Given() =>
        from sex in Gen.Elements("M", "1", "2.0", "Kvinna", "K", "female", "")
        from ages in Gen.Elements("||||", "20000||||", "20000.0|54||1970|", "|79|||", "|79.0|1950-01-02||", "||1950-1-2||", "|||1950|", "3|||1950|", "|4|1.1.1950||", "||20260101||", "NA|50|.|NULL|")
        from admission in Gen.Elements("", "2025-03-01", "2025-3-1", "20250301", "45717", "1.3.2025 12:30")
        from discharge in Gen.Elements("", "", "2025-03-04", "2025-02-01")
        from duration in Gen.Elements("", "", "0", "4", "4.0", "12")
        from leave in Gen.Elements("", "", "2")
        from form in Gen.Elements("", "", "", "inpatient", "Öppenvård", "primary", "outside")
        from mode in Gen.Elements("", "E", "död", "L", "N")
        let age = ages.Split('|')
        select new[] { sex, age[0], age[1], age[2], age[3], admission, discharge, duration, leave, form, mode };

    private static string Describe(CareContact contact, ContactFacts facts) =>
        $"{contact.Sex} {contact.Age.Days} {contact.Duration.Days} {contact.Discharge} {contact.CareForm} [{string.Join(' ', contact.Diagnoses)}] [{string.Join(' ', contact.Procedures)}] {string.Join(' ', facts.Warnings.Select(warning => warning.Id))}";

    private static List<string> File(IEnumerable<string[]> contacts)
    {
        var text = string.Join(';', Columns) + ";diagnoses;procedures\n" + string.Concat(contacts.Select(contact => string.Join(';', contact) + ";I50.9 N17.9;JEA00\n"));
        return [.. ContactReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), LayoutCatalog.Find("canonical")!).Select(Describe)];
    }

    private List<string> Workbook(IEnumerable<string[]> contacts)
    {
        var path = PathOf("c.xlsx");
        using (var file = System.IO.File.Create(path))
            WorkbookWriter.Write([new("contacts", [.. Columns, "diagnoses", "procedures"], contacts.Select(contact => (string[])[.. contact, "I50.9 N17.9", "JEA00"]))], file);
        return [.. ContactReader.Read(path, LayoutCatalog.Find("canonical")!).Select(Describe)];
    }

    private List<string> Parquet(IEnumerable<string[]> contacts)
    {
        TableFormats.Add(ParquetFormat.Instance);
        var path = PathOf("c.parquet");
        using (var file = new AtomicOutput(path))
        {
            file.Stream.Write(Encoding.UTF8.GetBytes(string.Join(';', Columns) + ";diagnoses;procedures\n" + string.Concat(contacts.Select(contact => string.Join(';', contact) + ";I50.9 N17.9;JEA00\n"))));
            file.Commit();
        }

        return [.. ContactReader.Read(path, LayoutCatalog.Find("canonical")!).Select(Describe)];
    }

    private static string Describe(ContactRow row) => row.Issue is { } issue ? issue.Code.Id : Describe(row.Contact, row.Facts);

    private static string Json(string[] contact)
    {
        var fields = Fields.Zip(contact).Where(field => field.Second.Length > 0).Select(field => $"\"{field.First}\":{Value(field.Second)}");
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes("{" + string.Concat(fields.Select(field => field + ",")) + "\"diagnoses\":[\"I50.9\",\"N17.9\"],\"procedures\":[\"JEA00\"]}"));
        reader.Read();
        var read = new ContactJsonReader(9);
        read.Read(ref reader);
        return read.Problem is { } problem ? problem.Code.Id : Describe(read.Contact, read.Facts);
    }

    /// <summary>A number as it stands, so that JSON's own numbers are read too; everything else as a text.</summary>
    private static string Value(string text) => text.All(c => char.IsAsciiDigit(c) || c == '.') && !text.StartsWith('.') && text.Length < 8 && text.Count(c => c == '.') < 2 && text != "45717"
        ? text
        : JsonSerializer.Serialize(text);

    private static string CommandLine(string[] contact)
    {
        var error = new StringWriter { NewLine = "\n" };
        var options = new ContactOptions(new Session { Out = TextWriter.Null, Error = error });
        var command = new RootCommand();
        options.AddTo(command);
        string[] said = [.. Options.Zip(contact).Where(option => option.Second.Length > 0).SelectMany(option => new[] { option.First, option.Second }), "--dx", "I50.9", "N17.9", "--proc", "JEA00"];
        try
        {
            var read = options.Read(command.Parse(said));
            var warnings = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..7]);
            return $"{read.Sex} {read.Age.Days} {read.Duration.Days} {read.Discharge} {read.CareForm} [{string.Join(' ', read.Diagnoses)}] [{string.Join(' ', read.Procedures)}] {string.Join(' ', warnings)}";
        }
        catch (UsageException refused)
        {
            return AllIssues.Codes.First(code => refused.Text.ToString().Contains(code.Meaning.ToString(), StringComparison.OrdinalIgnoreCase)).Id;
        }
    }

    private static string Form(string[] contact)
    {
        var query = Names.Zip(contact).Where(field => field.Second.Length > 0).ToDictionary(field => field.First, field => new StringValues(field.Second));
        var form = ContactForm.Read(new QueryCollection(new Dictionary<string, StringValues>(query) { ["dx"] = new(["I50.9", "n17.9"]), ["proc"] = "JEA00" }));
        var read = form.Reading;
        return read.Faults is [var fault, ..] ? fault.Code.Id : Describe(form.Contact, read.Facts);
    }
}
