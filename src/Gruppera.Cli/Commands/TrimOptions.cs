using System.CommandLine;
using Gruppera.Casemix.Trimming;
using Gruppera.Cli.Terminal;

namespace Gruppera.Cli.Commands;

/// <summary>How outliers are separated from the rest: the options of commands that trim.</summary>
internal sealed class TrimOptions
{
    private readonly Option<string[]> _cost;
    private readonly Option<string[]> _days;
    private readonly string _otherwise;

    internal TrimOptions(Session session, string cost, string days = "none")
    {
        _otherwise = cost;
        _cost = new("--trim")
        {
            Description = session.Say(
                $"Limits of cost: iqr:5%, log-iqr:5%, sd:5%, gm:5%, quantile:5% (a second share for the left side, iqr:5%:1%), " +
                $"iqr:k=1.5, sd:k=3, gm:k=2, ndms or none; for one care form outpatient=iqr:3% (default {cost})"),
            DefaultValueFactory = _ => [cost],
        };
        _days = new("--trim-days")
        {
            Description = session.Say("Limits of care days of inpatient contacts, written in the same way"),
            DefaultValueFactory = _ => [days],
        };
    }

    internal void AddTo(Command command)
    {
        command.Options.Add(_cost);
        command.Options.Add(_days);
    }

    /// <summary>Only that of care days, for commands that know no costs.</summary>
    internal void AddDaysTo(Command command) => command.Options.Add(_days);

    internal TrimRules Cost(ParseResult parsed) => Rules(parsed.GetValue(_cost)!, "--trim", _otherwise);

    internal TrimRules Days(ParseResult parsed) => Rules(parsed.GetValue(_days)!, "--trim-days", "none");

    /// <summary>Rules of an option; where only care forms are named, the rest keeps the rule of the command.</summary>
    internal static TrimRules Rules(string[] texts, string option, string otherwise = "none") =>
        TrimRules.Parse(texts, TrimRule.Parse(otherwise)!.Value) ?? throw new UsageException(
            $"{option} {string.Join(' ', texts):texts}: give a method, such as iqr:5%, sd:5%:1%, iqr:k=1.5, outpatient=iqr:3%, ndms or " +
            $"none; one rule for all and one for each care form");
}
