using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary>The options of commands that read a file of contacts, and its opening: how it was understood is always told.</summary>
/// <param name="session">What the command talks to.</param>
/// <param name="needs">What the file must give.</param>
internal sealed class ContactFileOptions(Session session, ContactNeeds needs = LayoutWish.ToGroup)
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
    private readonly Option<string?> _missing = Sets.AllowMissingOption(session);
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = session.Say("Show in detail how the file was read") };

    internal void AddTo(Command command)
    {
        command.Options.Add(_layout);
        command.Options.Add(_sheet);
        command.Options.Add(_columns);
        if (needs != ContactNeeds.None)
            command.Options.Add(_missing);
        command.Options.Add(_verbose);
    }

    /// <summary>The options that were given although there is no file to read.</summary>
    internal IEnumerable<string> Given(ParseResult parsed) =>
        new Option[] { _layout, _sheet, _columns, _missing, _verbose }.Where(option => parsed.GetResult(option) is { Implicit: false })
            .Select(option => option.Name);

    /// <summary>No file; an error where options for one are given.</summary>
    internal OpenContacts? None(ParseResult parsed, string needed) =>
        Given(parsed).FirstOrDefault() is { } idle ? throw OutputNames.WithoutEffect(idle, needed) : null;

    internal ContactNeeds AllowMissing(ParseResult parsed) =>
        needs == ContactNeeds.None ? ContactNeeds.None : Sets.AllowMissing(parsed.GetValue(_missing));

    /// <summary>Opens a file and reports how it was understood.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="isQuiet">True to tell nothing.</param>
    /// <param name="unlessColumn">A column whose file needs nothing else, such as that of groups; null for none.</param>
    internal OpenContacts Open(ParseResult parsed, string path, bool isQuiet = false, string? unlessColumn = null)
    {
        var wish = new LayoutWish
        {
            Layout = parsed.GetValue(_layout) is { } named ? Sets.NamedLayout(session, named) : null,
            Columns = [.. (parsed.GetValue(_columns) ?? []).Select(Column)],
            Needs = needs,
            AllowMissing = AllowMissing(parsed),
            UnlessColumn = unlessColumn,
        };
        try
        {
            var opened = OpenContacts.Open(path, parsed.GetValue(_sheet), wish, session.Stop);
            if (!isQuiet)
                Tell(opened.Reading, wish, parsed.GetValue(_verbose));
            session.Readings.Add(opened.Reading);
            session.Sources.Add(opened.Source);
            return opened;
        }
        catch (SheetWithoutWorkbookException exception)
        {
            throw OutputNames.WithoutEffect("--sheet", exception.Path);
        }
    }

    private void Tell(Reading reading, LayoutWish wish, bool isVerbose)
    {
        if (isVerbose)
            ReadingWords.All(session, reading).WriteText(session.Error);
        else
            session.Error.WriteLine(ReadingWords.Line(session, reading));
        if (needs != ContactNeeds.None && !reading.IsExempt
            && ReadingWords.Warning(session, reading, wish.AllowMissing) is { Length: > 0 } warning)
            session.Error.WriteLine(warning);
    }

    private static ColumnByHand Column(string text) => ColumnByHand.Parse(text) ?? throw new UsageException(
        $"--column {text}: give the header, = and the fact, such as \"Ålder=age_years\"");
}
