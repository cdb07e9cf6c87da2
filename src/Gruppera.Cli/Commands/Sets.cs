using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Sets;

namespace Gruppera.Cli.Commands;

/// <summary>Where commands get their definition set and layout from: the options they share.</summary>
internal static class Sets
{
    internal static Option<string> Option(Session session) => new("--set")
    {
        Description = session.Say("Definition set: id of an imported set, or path of a delivery; open-se comes with the program"),
        DefaultValueFactory = _ => OpenSet.Id,
    };

    internal static Option<string?> CountryOption(Session session) => new("--country")
    {
        Description = session.Say("Country to read from a Combined delivery, such as swe or fin"),
    };

    internal static Option<string?> LayoutOption(Session session) => new("--layout")
    {
        Description = session.Say("Layout of the file: a name (gruppera layouts) or a JSON file; detected from the header if omitted"),
    };

    internal static Option<string?> AllowMissingOption(Session session) => new("--allow-missing")
    {
        Description = session.Say(
            "What contacts can lack and still be grouped, with commas between: age, duration, sex, diagnoses. A missing age and missing " +
            "care days count as 0"),
    };

    /// <summary>The needs that an option names.</summary>
    internal static ContactNeeds AllowMissing(string? named)
    {
        var needs = ContactNeeds.None;
        foreach (var word in TypedWords.Split(named ?? ""))
        {
            needs |= ContactNeeds.TryRead(word, out var need)
                ? need
                : throw new UsageException($"--allow-missing {word}: give one or more of {ContactNeeds.All.Words:namesOf}");
        }

        return needs;
    }

    /// <summary>Opens an imported set by id, or reads a delivery by path. Errors are printed;
    /// warnings are left to <c>tables check</c>.</summary>
    internal static DefinitionSet Open(Session session, string idOrPath, string? country = null) =>
        Read(session, idOrPath, new() { Country = country, TestCases = TestCases.Read }).Set!;

    /// <summary>Reads a set with its issues; ends the command where it is unusable.</summary>
    internal static DefinitionReading Read(Session session, string idOrPath, DefinitionReaderOptions options)
    {
        var reading = Find(idOrPath, options);
        if (reading.IsUsable)
        {
            session.Record.Sets[reading.Set!.Version.Id] = reading.Set.Version;
            return reading;
        }

        foreach (var issue in reading.Issues.Where(issue => issue.Code.Severity == IssueSeverity.Error))
            session.Error.WriteLine(IssueHints.Line(issue, session.Language));
        session.Error.WriteLine(session.Say($"The definition set {idOrPath} cannot be used."));
        throw new UnusableSetException();
    }

    /// <summary>Reads an imported set by id, or else a delivery by path, usable or not.</summary>
    internal static DefinitionReading Find(string idOrPath, DefinitionReaderOptions options) =>
        SetFinder.Find(idOrPath, options) ?? throw NoSuchSet(SetStore.Default, idOrPath);

    /// <summary>Stores a set; one that another run stores at the same time stays.</summary>
    internal static void Import(DefinitionSet set, bool replace, string? provenance = null)
    {
        try
        {
            SetStore.Default.Import(set, replace, provenance);
        }
        catch (InvalidOperationException)
        {
            throw new UsageException(
                $"Another run is storing a set {set.Version.Id}; this one was not stored. Try again when it has ended");
        }
    }

    internal static Grouper Grouper(Session session, string idOrPath, string? country = null) => new(Open(session, idOrPath, country));

    /// <summary>A layout by name or file.</summary>
    internal static ContactLayout NamedLayout(Session session, string nameOrFile)
    {
        if (LayoutCatalog.Find(nameOrFile) is { } known)
            return known;
        if (!File.Exists(nameOrFile))
        {
            throw new UsageException(
                $"There is no layout {nameOrFile}: it is neither one of {string.Join(", ", LayoutCatalog.Names):names} nor a " +
                $"file{NearOffer.Of(nameOrFile, LayoutCatalog.Names):near}");
        }

        if (LayoutJson.Read(File.ReadAllText(nameOrFile), out var problems) is { } layout)
            return layout;
        foreach (var problem in problems)
            session.Error.WriteLine($"{nameOrFile} {problem}");
        throw SharedOptions.UnusableLayout(nameOrFile);
    }

    private static UsageException NoSuchSet(SetStore store, string idOrPath)
    {
        var ids = store.List().Select(set => set.Version.Id).ToList();
        var imported = ids.Count == 0 ? (Text)"there are none" : Text.Verbatim(string.Join(", ", ids));
        return new(
            $"There is no definition set {idOrPath}: it is neither an imported set ({imported}) nor {OpenSet.Id:open} nor a path. Import " +
            $"one with gruppera tables import{NearOffer.Of(idOrPath, ids.Append(OpenSet.Id)):near}");
    }
}
