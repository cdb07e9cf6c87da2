using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;

namespace Gruppera.Cli.Commands;

/// <summary>One contact as the command line says it: in options, or by its id in a file.</summary>
internal sealed class ContactOptions
{
    private const int AssumedYears = 50;
    private readonly Session _session;
    private readonly Argument<string?> _file;
    private readonly Option<string?> _id;
    private readonly Option<string?> _layout;
    private readonly Option<string?> _sex;
    private readonly Option<int?> _age;
    private readonly Option<int?> _ageDays;
    private readonly Option<int?> _days;
    private readonly Option<string?> _discharge;
    private readonly Option<string[]> _diagnoses;
    private readonly Option<string[]> _procedures;

    internal ContactOptions(Session session)
    {
        _session = session;
        _file = new("contacts") { Description = session.Say("File of contacts, with --id"), Arity = ArgumentArity.ZeroOrOne };
        _id = new("--id") { Description = session.Say("The contact in the file: its id, or its row as #17") };
        _layout = Sets.LayoutOption(session);
        _sex = new("--sex") { Description = session.Say("M or F; missing where not said") };
        _age = new("--age") { Description = session.Say("Age in years") };
        _ageDays = new("--age-days") { Description = session.Say("Age in days") };
        _days = new("--days") { Description = session.Say("Care days; 0 for an outpatient contact") };
        _discharge = new("--discharge") { Description = session.Say("E dead, R transferred, L left against advice, N other") };
        _diagnoses = new("--dx") { Description = session.Say("Diagnoses, the principal first; a pair as G94.0*A50.3"), AllowMultipleArgumentsPerToken = true };
        _procedures = new("--proc") { Description = session.Say("Procedures"), AllowMultipleArgumentsPerToken = true };
    }

    internal void AddTo(Command command)
    {
        command.Arguments.Add(_file);
        foreach (var option in new Option[] { _diagnoses, _procedures, _sex, _age, _ageDays, _days, _discharge, _id, _layout })
            command.Options.Add(option);
    }

    /// <summary>The contact that was said. What is assumed of it is printed to the error stream.</summary>
    internal CareContact Read(ParseResult parsed)
    {
        if (parsed.GetValue(_file) is { } file)
            return Find(file, parsed.GetValue(_id), parsed.GetValue(_layout));
        var diagnoses = Codes(parsed.GetValue(_diagnoses));
        var procedures = Codes(parsed.GetValue(_procedures));
        if (diagnoses.Length + procedures.Length == 0)
            throw new UsageException("Say the contact with --dx and --proc, or name a file and --id");
        var (age, ageDays, days) = (parsed.GetValue(_age), parsed.GetValue(_ageDays), parsed.GetValue(_days));
        if (age is < 0 or > 200 || ageDays < 0 || days < 0)
            throw new UsageException("Age and days are whole numbers of 0 or more");
        if (age is null && ageDays is null)
            _session.Error.WriteLine(_session.Say($"Age assumed: {AssumedYears} years (--age)"));
        if (days is null)
            _session.Error.WriteLine(_session.Say("Assumed: 1 care day (--days)"));
        return new()
        {
            Sex = SexOf(parsed.GetValue(_sex)),
            Age = ageDays is { } exact ? new(exact) : AgeInDays.FromYears(age ?? AssumedYears),
            Duration = new(days ?? 1),
            Discharge = DischargeOf(parsed.GetValue(_discharge)),
            Diagnoses = [.. diagnoses.Select(code => Diagnosis.Parse(code))],
            Procedures = [.. procedures.Select(code => ProcedureCode.Parse(code))],
        };
    }

    /// <summary>The codes that an option was given, one by one or several in a word, as <c>I71.4,I20.9</c>.</summary>
    internal static string[] Codes(string[]? said) => [.. (said ?? []).SelectMany(TypedWords.Split)];

    private CareContact Find(string file, string? id, string? layout)
    {
        if (id is null)
            throw new UsageException("Say which contact of the file with --id");
        var isRow = id.StartsWith('#');
        foreach (var row in ContactReader.Read(file, Sets.Layout(_session, layout, file)))
        {
            if (isRow ? $"#{row.Row}" != id : row.Contact.Id != id)
                continue;
            return row.Issue is null ? row.Contact : throw new UsageException(Text.Verbatim(row.Issue.ToString(_session.Language)));
        }

        throw new UsageException($"{file} has no contact {id}");
    }

    private static Sex SexOf(string? text) => text?.ToUpperInvariant() switch
    {
        null or "" => Sex.Missing,
        "M" or "1" => Sex.Male,
        "F" or "K" or "2" => Sex.Female,
        _ => throw new UsageException($"--sex {text} is neither M nor F"),
    };

    private static DischargeMode DischargeOf(string? text) => text?.ToUpperInvariant() switch
    {
        null or "" or "N" or "H" => DischargeMode.Alive,
        "E" => DischargeMode.Dead,
        "R" => DischargeMode.Transferred,
        "L" => DischargeMode.LeftAgainstAdvice,
        _ => throw new UsageException($"--discharge {text} is none of E, R, L and N"),
    };
}
