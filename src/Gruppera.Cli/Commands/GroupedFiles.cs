using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Casemix.Checking;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Output;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;
using Gruppera.Web.Reports;

namespace Gruppera.Cli.Commands;

/// <summary>What commands on grouped contacts share: the file, the list, the units, and what could not be used.</summary>
internal static class GroupedFiles
{
    internal static Argument<string> Argument(Session session) => new("grouped")
    {
        Description = session.Say("File of grouped contacts, as gruppera group writes it, or -", "Fil med grupperade vårdkontakter, som gruppera group skriver den, eller -"),
    };

    internal static Option<string> WeightsOption(Session session) => new("--weights")
    {
        Description = session.Say("Weight list: id of a stored one, or a file; with outlier limits where it has them", "Viktlista: id för en lagrad, eller en fil; med ytterfallsgränser där den har sådana"),
        Required = true,
    };

    internal static Option<string> CostOption(Session session) => new("--cost-column")
    {
        Description = session.Say("Column of costs", "Kolumn med kostnader"),
        DefaultValueFactory = _ => "cost",
    };

    internal static Option<string> ByOption(Session session, string otherwise) => new("--by")
    {
        Description = session.Say($"Columns that make up the unit, such as hospital,clinic,year (default {otherwise})", $"Kolumner som utgör enheten, som hospital,clinic,year (förval {otherwise})"),
        DefaultValueFactory = _ => otherwise,
    };

    internal static Option<string?> OutputOption(Session session) => new("--output", "-o")
    {
        Description = session.Say("File for all figures, .csv or .xlsx", "Fil för alla tal, .csv eller .xlsx"),
    };

    internal static ImmutableArray<string> By(string columns) => [.. columns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Reads a weight list, stored or a file; rows that cannot be read are printed.</summary>
    internal static WeightList List(Session session, string idOrPath) => Weights.Read(session, idOrPath)!;

    /// <summary>Hands on the contacts of a file; those without a group or a cost too.</summary>
    internal static GroupedSummary Read(Session session, string path, string cost, ImmutableArray<string> by, Action<ReadOnlySpan<GroupedContact>> take)
    {
        using var input = ContactInput.Open(path, LayoutCatalog.Find("canonical")!.Encoding);
        return Progress.Run(session, input, isQuiet: false, progress => new GroupedReader(new()
        {
            CostColumn = cost,
            By = by,
            NeedsCost = false,
            NeedsGroup = false,
            Name = input.Name,
            Progress = progress,
        }).Read(input.Text, take, _ => { }, session.Stop));
    }

    /// <summary>Prints what is wrong with a file of rules or plans, place by place.</summary>
    internal static UsageException AgainstSchema(Session session, string path, ImmutableArray<SchemaProblem> problems)
    {
        foreach (var problem in problems)
            session.Error.WriteLine(new Issue(IssueCodes.AgainstSchema, Path.GetFileName(path), Column: problem.Path, Value: problem.Value, Detail: problem.Text.In(session.Language)).ToString(session.Language));
        return new($"{path} cannot be used", $"{path} kan inte användas");
    }

    /// <summary>Says on standard error what of a file could not be used, each reason with its contacts. Costs in several currencies, and a
    /// list that is for another set than the contacts are grouped under, are refused.</summary>
    internal static void Report(Session session, GroupedSummary summary, WeightList list)
    {
        foreach (var (reason, contacts) in summary.LeftOut.Concat(summary.WithoutCost))
            session.Error.WriteLine(new Issue(reason, Detail: session.Say($"{Session.Number(contacts)} contacts", $"{Session.Number(contacts)} vårdkontakter")).ToString(session.Language));
        foreach (var issue in summary.Issues)
            session.Error.WriteLine(issue.ToString(session.Language));
        if (CasemixReport.Refusal(summary, list) is { } refusal)
            throw new UsageException(refusal.English, refusal.Swedish);
    }
}
