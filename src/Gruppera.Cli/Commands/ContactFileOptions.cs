using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Fhir;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary>The options of commands that read a file of contacts, and its opening: how it was understood is always told.</summary>
/// <param name="session">What the command talks to.</param>
/// <param name="needs">What the file must give.</param>
/// <param name="takesMap">False for a command with a conversion of codes of its own.</param>
internal sealed class ContactFileOptions(Session session, ContactNeeds needs = LayoutWish.ToGroup, bool takesMap = true)
{
    private readonly Option<string?> _layout = Sets.LayoutOption(session);
    private readonly Option<string[]> _columns = new("--column")
    {
        Description =
            session.Say("The meaning of a column, such as \"HEADER=sex\"; =days are care days, =none leaves it out. May be repeated"),
    };

    private readonly Option<string?> _sheet = new("--sheet")
    {
        Description = session.Say("Sheet of a workbook, by name or number; otherwise the one with most known columns"),
    };
    private readonly Option<string?> _map = new("--code-map")
    {
        Description = session.Say("Conversion table (gruppera codes succession): contacts are read with the successors of their codes"),
    };
    private readonly Option<string?> _fhir = new("--fhir-map")
    {
        Description = session.Say("JSON file that tells what codes of FHIR mean (docs/formats/fhir.md); otherwise the program's own"),
    };

    private readonly Option<string?> _missing = Sets.AllowMissingOption(session);

    internal void AddTo(Command command)
    {
        command.Options.Add(_layout);
        command.Options.Add(_sheet);
        command.Options.Add(_columns);
        if (takesMap)
            command.Options.Add(_map);
        command.Options.Add(_fhir);
        if (needs != ContactNeeds.None)
            command.Options.Add(_missing);
    }

    /// <summary>The options that were given although there is no file to read.</summary>
    internal IEnumerable<string> Given(ParseResult parsed) =>
        new Option[] { _layout, _sheet, _columns, _map, _fhir, _missing }
            .Where(option => parsed.GetResult(option) is { Implicit: false })
            .Select(option => option.Name).Except(session.Taken.Select(setting => setting.Option));

    /// <summary>No file; an error where options for one are given.</summary>
    internal OpenContacts? None(ParseResult parsed, string needed) =>
        Given(parsed).FirstOrDefault() is { } idle ? throw OutputNames.WithoutEffect(idle, needed) : null;

    internal ContactNeeds AllowMissing(ParseResult parsed) =>
        needs == ContactNeeds.None ? ContactNeeds.None : Sets.AllowMissing(parsed.GetValue(_missing));

    /// <summary>Opens a file and reports how it was understood.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="tells">False to tell nothing, where the verb itself does.</param>
    /// <param name="unlessColumn">A column whose file needs nothing else, such as that of groups; null for none.</param>
    /// <param name="map">A conversion of codes; null for the one that the command line names.</param>
    /// <param name="once">Opens what can be read once only; null for a file.</param>
    internal OpenContacts Open(
        ParseResult parsed, string path, bool tells = true, string? unlessColumn = null, CodeConversion? map = null,
        Func<ContactSource>? once = null)
    {
        var wish = new LayoutWish
        {
            Layout = parsed.GetValue(_layout) is { } named ? Sets.NamedLayout(session, named) : null,
            Columns = [.. (parsed.GetValue(_columns) ?? []).Select(Column)],
            Needs = needs,
            AllowMissing = AllowMissing(parsed),
            UnlessColumn = unlessColumn,
            CodeConversion = map ?? (takesMap && parsed.GetValue(_map) is { } table ? CodeConversion.Read(InputText.Existing(table))
                : null),
            Fhir = parsed.GetValue(_fhir) is { } mapping ? FhirMap(mapping) : null,
        };
        try
        {
            if (session.Partition is not null && once is not null)
                throw new UsageException("--partition: rows of a query come in no order of their own. Write them to a file first");
            var opened = OpenContacts.Open(path, parsed.GetValue(_sheet), wish, session.Stop, once, session.Partition);
            if (tells && !session.IsQuiet)
                Tell(opened.Reading, wish);
            session.Readings.Add(opened.Reading);
            session.Sources.Add(opened.Source);
            if (session.Partition is not null)
                session.Parts.Add(opened);
            session.WhenOpened?.Invoke(opened);
            return opened;
        }
        catch (SheetWithoutWorkbookException exception)
        {
            throw OutputNames.WithoutEffect("--sheet", exception.Path);
        }
    }

    private static FhirMapping FhirMap(string path) =>
        FhirMapping.Read(InputText.Read(path), out var problem) ?? throw InputText.Unusable(path, problem!);

    private void Tell(Reading reading, LayoutWish wish)
    {
        var settings = session.TellSettings();
        if (!session.IsVerbose)
        {
            session.Error.WriteLine(ReadingWords.Line(session, reading) + (settings.Length > 0 ? "; " + settings : ""));
        }
        else
        {
            ReadingWords.All(session, reading).WriteText(session.Error);
            if (settings.Length > 0)
                session.Error.WriteLine(settings);
        }

        if (ReadingWords.NoContacts(session, reading) is { Length: > 0 } none)
            session.Error.WriteLine(none);
        if (needs != ContactNeeds.None && !reading.IsExempt
            && ReadingWords.Warning(session, reading, wish.AllowMissing) is { Length: > 0 } warning)
            session.Error.WriteLine(warning);
    }

    private static ColumnByHand Column(string text) => ColumnByHand.Parse(text) ?? throw new UsageException(
        $"--column {text}: give the header, = and the fact, such as \"Ålder=age_years\"");
}
