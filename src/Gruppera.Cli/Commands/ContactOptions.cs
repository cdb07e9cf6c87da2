using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Words;

namespace Gruppera.Cli.Commands;

/// <summary>One contact as the command line says it: in options, or by its id in a file.</summary>
internal sealed class ContactOptions
{
    private readonly Session _session;
    private readonly Argument<string?> _file;
    private readonly Option<string?> _id;
    private readonly ContactFileOptions _contacts;
    private readonly Option<string?> _sex;
    private readonly Option<string?> _age;
    private readonly Option<string?> _ageDays;
    private readonly Option<string?> _birthDate;
    private readonly Option<string?> _birthYear;
    private readonly Option<string?> _admission;
    private readonly Option<string?> _dischargeDate;
    private readonly Option<string?> _days;
    private readonly Option<string?> _leave;
    private readonly Option<string?> _careForm;
    private readonly Option<string?> _discharge;
    private readonly Option<string[]> _diagnoses;
    private readonly Option<string[]> _procedures;

    internal ContactOptions(Session session)
    {
        _session = session;
        _file = new("contacts") { Description = session.Say("File of contacts, with --id"), Arity = ArgumentArity.ZeroOrOne };
        _id = new("--id") { Description = session.Say("The contact in the file: its id, or its row as #17") };
        _contacts = new(session);
        _sex = new("--sex") { Description = session.Say("M or F; missing if omitted") };
        _age = new("--age") { Description = session.Say("Age in years") };
        _ageDays = new("--age-days") { Description = session.Say("Age in days") };
        _birthDate = new("--birth-date") { Description = session.Say("Date of birth; with --admission-date it gives the age") };
        _birthYear = new("--birth-year") { Description = session.Say("Year of birth; with --admission-date it gives the age") };
        _admission = new("--admission-date") { Description = session.Say("Date of admission or visit") };
        _dischargeDate = new("--discharge-date")
        {
            Description = session.Say("Date of discharge; with --admission-date it gives the care days"),
        };
        _days = new("--days") { Description = session.Say("Care days; 0 for an outpatient contact") };
        _leave = new("--leave-days") { Description = session.Say("Days of leave within the stay") };
        _careForm = new("--care-form")
        {
            Description = session.Say("inpatient, outpatient or outside; if omitted, care days and dates decide"),
        };
        _discharge = new("--discharge") { Description = session.Say("E dead, R transferred, L left against advice, N other") };
        _diagnoses = new("--dx")
        {
            Description = session.Say("Diagnoses, the principal first; a pair such as G94.0*A50.3"),
            AllowMultipleArgumentsPerToken = true,
        };
        _procedures = new("--proc") { Description = session.Say("Procedures"), AllowMultipleArgumentsPerToken = true };
    }

    internal void AddTo(Command command)
    {
        command.Arguments.Add(_file);
        foreach (var option in Options())
            command.Options.Add(option);
        _contacts.AddTo(command);
    }

    private Option[] Options() =>
    [
        _diagnoses, _procedures, _sex, _age, _ageDays, _birthDate, _birthYear, _admission, _dischargeDate, _days, _leave, _careForm,
        _discharge, _id,
    ];

    /// <summary>The contact that was given. Facts that contradict each other are told on the error stream; nothing is assumed.</summary>
    internal CareContact Read(ParseResult parsed)
    {
        if (parsed.GetValue(_file) is { } file)
        {
            return Options().FirstOrDefault(option => option != _id && parsed.GetResult(option) is { Implicit: false }) is { } beside
                ? throw OutputNames.NotBeside(beside.Name, file)
                : Find(parsed, file, parsed.GetValue(_id));
        }

        if ((parsed.GetValue(_id) is null ? _contacts.Given(parsed) : ["--id"]).FirstOrDefault() is { } idle)
            throw OutputNames.WithoutEffect(idle, _session.Say("a file of contacts"));
        var diagnoses = Codes(parsed.GetValue(_diagnoses));
        var procedures = Codes(parsed.GetValue(_procedures));
        if (diagnoses.Length + procedures.Length == 0)
            throw new UsageException("Give the contact with --dx and --proc, or a file and --id");
        var read = new TypedContact
        {
            AgeDays = parsed.GetValue(_ageDays),
            Age = parsed.GetValue(_age),
            BirthDate = parsed.GetValue(_birthDate),
            BirthYear = parsed.GetValue(_birthYear),
            AdmissionDate = parsed.GetValue(_admission),
            DischargeDate = parsed.GetValue(_dischargeDate),
            Duration = parsed.GetValue(_days),
            LeaveDays = parsed.GetValue(_leave),
            CareForm = parsed.GetValue(_careForm),
            Sex = parsed.GetValue(_sex),
            Discharge = parsed.GetValue(_discharge),
        }.Read();
        if (read.Faults is [var fault, ..])
            throw Refuse(fault, parsed);
        Warn(read.Facts);
        if (diagnoses.FirstOrDefault(code => FunctionCode.IsWritten(code)) is { } function)
            throw new UsageException(
                $"--dx {function} is written as a code of functions (ICF): give it with --proc, or write " +
                $"{function.ToUpperInvariant():code} for a diagnosis");
        return read.ToContact(diagnoses.Select(code => Diagnosis.Parse(code)), procedures.Select(code => ProcedureCode.Parse(code)));
    }

    private void Warn(ContactFacts facts)
    {
        foreach (var warning in facts.Warnings)
            _session.Error.WriteLine(IssueHints.Line(new Issue(warning), _session.Language));
    }

    /// <summary>The codes that an option was given, one by one or several in a word, as <c>I71.4,I20.9</c>.</summary>
    internal static string[] Codes(string[]? said) => [.. (said ?? []).SelectMany(TypedWords.Split)];

    private CareContact Find(ParseResult parsed, string file, string? id)
    {
        if (id is null)
            throw new UsageException("Give the contact of the file with --id");
        var isRow = id.StartsWith('#');
        using var input = _contacts.Open(parsed, file);
        foreach (var row in ContactReader.Read(input.Text, input.Layout, input.Name))
        {
            if (isRow ? $"#{row.Row}" != id : row.Contact.Id != id)
                continue;
            if (row.Issue is not null)
                throw new UsageException(Text.Verbatim(IssueHints.Line(row.Issue, _session.Language)));
            Warn(row.Facts);
            return row.Contact;
        }

        throw new UsageException($"{file} has no contact {id}");
    }

    private UsageException Refuse(TypedFault fault, ParseResult parsed)
    {
        if (fault.Code == IssueCodes.AgeMissing)
        {
            return new(
                "The age is missing. Give --age, --age-days, --birth-date with --admission-date, or --birth-year with --admission-date");
        }

        if (fault.Code == IssueCodes.DurationMissing)
        {
            return new(
                "The care days are missing. Give --days (0 for a visit, 1 or more for inpatient care), --admission-date with " +
                "--discharge-date, or --care-form outpatient");
        }

        var option = OptionOf(fault.Field);
        return option switch
        {
            "--sex" => new($"--sex {parsed.GetValue(_sex):value}: use M or F"),
            "--discharge" => new($"--discharge {parsed.GetValue(_discharge):value}: use E, R, L or N"),
            "--care-form" => new($"--care-form {parsed.GetValue(_careForm):value}: use inpatient, outpatient, primary or outside"),
            _ => new($"{option}: {fault.Code.Meaning}. {IssueHints.RemedyOf(fault.Code):remedy}"),
        };
    }

    /// <summary>The option of a field: <c>--age-days</c> for <c>ageDays</c>.</summary>
    private static string OptionOf(string field) =>
        field == "duration" ? "--days" : "--" + string.Concat(field.Select(c => char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));
}
