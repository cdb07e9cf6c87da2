using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary>The options of commands that read grouped contacts, and how they are read.</summary>
/// <param name="session">What the command talks to.</param>
/// <param name="isOfCosts">True if only contacts with a group and a cost are of use; files without groups are then grouped on the
/// way. False if every contact counts, with a cost or without.</param>
internal sealed class GroupedOptions(Session session, bool isOfCosts)
{
    private readonly Argument<string> _contacts = new("contacts")
    {
        Description = isOfCosts
            ? session.Say("File of grouped contacts (or contacts to group first), or - for standard input")
            : session.Say("File of grouped contacts, as gruppera group writes it, or -"),
    };

    private readonly Option<string> _cost = new("--cost-column")
    {
        Description = session.Say("Column of costs"),
        DefaultValueFactory = _ => "cost",
    };
    private readonly Option<string?> _costs = new("--costs")
    {
        Description = session.Say("File with the costs, as KPP delivers them: one or many rows for each contact, found by its id"),
    };
    private readonly Option<string> _id = new("--id-column")
    {
        Description = session.Say(OptionWords.IdColumn),
        DefaultValueFactory = _ => "id",
    };
    private readonly Option<string> _count = new("--count-column")
    {
        Description = session.Say("Column with the number of contacts that a row stands for; none if each row is one contact"),
        DefaultValueFactory = _ => "",
    };
    private readonly Option<string?> _outliers = new("--outliers")
    {
        Description = session.Say("CSV file for the outlier contacts, with limits, cost, care days and reason"),
    };
    private readonly Option<string> _set = Sets.Option(session);
    private readonly Option<string?> _country = Sets.CountryOption(session);
    private readonly ContactFileOptions _file = new(session, isOfCosts ? LayoutWish.ToGroup : ContactNeeds.None);
    private readonly Option<bool> _regroup = new("--regroup")
    {
        Description = session.Say(OptionWords.Regroup),
    };
    private readonly Option<string?> _exclude = new("--exclude")
    {
        Description = session.Say(OptionWords.Exclude),
    };
    private readonly Option<string[]> _only = new("--only")
    {
        Description = session.Say(OptionWords.Only),
        HelpName = "COLUMN=VALUE",
    };
    private readonly Option<string?> _issues = new("--issues")
    {
        Description = session.Say("File for contacts that are left out or lack a cost, with row and reason"),
    };

    /// <summary>True if visits that are part of a stay, and care outside what NordDRG describes, are handed on too.</summary>
    internal bool KeepsAll { get; init; }

    /// <summary>Adds the options, and the file as an argument.</summary>
    internal void AddTo(Command command)
    {
        command.Arguments.Add(_contacts);
        AddOptionsTo(command);
    }

    /// <summary>Adds the options to a command that names its files in a way of its own.</summary>
    internal void AddOptionsTo(Command command)
    {
        foreach (var option in isOfCosts
            ? new Option[] { _cost, _set, _country, _regroup, _costs, _id, _exclude, _only, _issues }
            : [_cost, _costs, _id, _exclude, _only, _issues])
            command.Options.Add(option);
        if (CanCount)
            command.Options.Add(_count);
        _file.AddTo(command);
    }

    /// <summary>True if a row may stand for many contacts.</summary>
    internal bool CanCount { get; init; }

    /// <summary>Adds the option of outliers as rows.</summary>
    internal void AddOutliersTo(Command command) => command.Options.Add(_outliers);

    /// <summary>Where outliers are to be written; null for nowhere.</summary>
    internal string? Outliers(ParseResult parsed) => parsed.GetValue(_outliers);

    /// <summary>Lets the file be left out.</summary>
    internal GroupedOptions WithoutNeed()
    {
        _contacts.Arity = ArgumentArity.ZeroOrOne;
        return this;
    }

    /// <summary>True if the user named the column of ids.</summary>
    internal bool NamesIds(ParseResult parsed) => parsed.GetResult(_id) is { Implicit: false };

    internal string Contacts(ParseResult parsed) => parsed.GetValue(_contacts)!;

    /// <summary>The files of one run of the command.</summary>
    internal GroupedInput Input(ParseResult parsed) => new(
        new()
        {
            Reader = new()
            {
                CostColumn = parsed.GetValue(_cost)!,
                NeedsCost = isOfCosts,
                NeedsGroup = isOfCosts,
                NeedsCostColumn = isOfCosts || parsed.GetResult(_cost) is { Implicit: false },
                KeepsAll = KeepsAll,
                IdColumn = parsed.GetValue(_id)!,
                CountColumn = CanCount ? parsed.GetValue(_count)! : "",
                Regroup = isOfCosts && parsed.GetValue(_regroup),
            },
            Costs = parsed.GetValue(_costs),
            Exclude = parsed.GetValue(_exclude),
            Only = [.. parsed.GetValue(_only) ?? []],
            Groups = isOfCosts,
            Set = isOfCosts && parsed.GetResult(_set) is { Implicit: false } ? parsed.GetValue(_set) : null,
        },
        new GroupedHost(session, isOfCosts, parsed.GetValue(_issues))
        {
            OpenFile = (path, unlessColumn) => _file.Open(parsed, path, unlessColumn: unlessColumn),
            OpenNamedSet = () => Sets.Open(session, parsed.GetValue(_set)!, parsed.GetValue(_country)),
        });

    /// <summary>What a command ends with: rows that could not be used, or not for what needs a cost, give the same code
    /// everywhere.</summary>
    internal static int ExitOf(GroupedInput input, params ImmutableArray<GroupedSummary> read) =>
        input.Unusable > 0 || read.Any(summary => summary.LeftOut.Length > 0 || summary.WithoutCost.Length > 0)
            ? ExitCode.UnreadableRows
            : ExitCode.Done;
}
