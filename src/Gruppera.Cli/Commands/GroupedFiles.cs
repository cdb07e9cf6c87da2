using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Casemix.Checking;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Words;

namespace Gruppera.Cli.Commands;

/// <summary>What commands on grouped contacts share: the list, the units, and files of rules.</summary>
internal static class GroupedFiles
{
    /// <summary>The options of weights: one list, or one for each year.</summary>
    internal sealed class WeightsChoice
    {
        private readonly Session _session;
        private readonly Option<string> _list;
        private readonly Option<string?> _byDate;

        internal WeightsChoice(Session session)
        {
            (_session, _list) = (session, WeightsOption(session));
            _list.Required = false;
            _byDate = SetsByDate.WeightsOption(session);
        }

        internal void AddTo(Command command)
        {
            command.Options.Add(_list);
            command.Options.Add(_byDate);
        }

        /// <summary>Says what a single list is for, where that is not the usual.</summary>
        internal WeightsChoice Describe(string text)
        {
            _list.Description = text;
            return this;
        }

        /// <summary>The lists; null if none were named.</summary>
        internal YearlyWeights? Find(ParseResult parsed)
        {
            var (list, byDate) = (parsed.GetValue(_list), parsed.GetValue(_byDate));
            SetsByDate.CheckLists(list, byDate);
            if (byDate is not null)
                return new([.. SetsByDate.Years("--weights-by-date", byDate).Select(year =>
                    KeyValuePair.Create(year.Key, List(_session, year.Value)))]);
            return list is null ? null : List(_session, list);
        }

        /// <summary>True if lists were named.</summary>
        internal bool AreGiven(ParseResult parsed) => parsed.GetValue(_list) is not null || parsed.GetValue(_byDate) is not null;

        internal YearlyWeights Of(ParseResult parsed) => Find(parsed) ?? throw new UsageException("Give --weights or --weights-by-date");
    }

    internal static Option<string> WeightsOption(Session session) => new("--weights")
    {
        Description = session.Say("Weight list: id of a stored one, or a file; with outlier limits where it has them"),
        Required = true,
    };

    internal static Option<string> ByOption(Session session, string otherwise) => new("--by")
    {
        Description = session.Say($"Columns that make up the unit, such as hospital,clinic,year (default {otherwise})"),
        DefaultValueFactory = _ => otherwise,
    };

    internal static Option<string?> OutputOption(Session session) => new("--output", "-o")
    {
        Description = session.Say("File for all figures, .csv or .xlsx"),
    };

    internal static Option<bool> AllowFewOption(Session session) => new("--allow-few-weights")
    {
        Description = session.Say(OptionWords.FewWeights),
    };

    internal static ImmutableArray<string> By(string columns) =>
    [
        .. columns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>Reads a weight list, stored or a file; rows that cannot be read are printed.</summary>
    internal static WeightList List(Session session, string idOrPath) => Weights.Read(session, idOrPath)!;

    /// <summary>Prints what is wrong with a file of rules or plans, place by place.</summary>
    internal static UsageException AgainstSchema(Session session, string path, ImmutableArray<SchemaProblem> problems)
    {
        foreach (var problem in problems)
            session.Error.WriteLine(IssueHints.Line(new Issue(
                CommandIssues.AgainstSchema, Path.GetFileName(path), Column: problem.Path, Value: problem.Value,
                Detail: problem.Text.In(session.Language)), session.Language));
        return new($"{path} cannot be used");
    }
}
