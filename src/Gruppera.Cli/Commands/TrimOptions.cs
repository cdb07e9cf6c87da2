using System.CommandLine;
using Gruppera.Casemix.Trimming;
using Gruppera.Cli.Terminal;

namespace Gruppera.Cli.Commands;

/// <summary>How outliers are told from the rest: the options of commands that trim.</summary>
internal sealed class TrimOptions(Session session, string cost)
{
    private readonly Option<string> _cost = new("--trim") { Description = session.Say("Limits of cost: iqr:5%, log-iqr:5%, sd:5%, quantile:5% (a second share for the left side, iqr:5%:1%), ndms or none"), DefaultValueFactory = _ => cost };
    private readonly Option<string> _days = new("--trim-days") { Description = session.Say("Limits of care days, written in the same way"), DefaultValueFactory = _ => "none" };

    internal void AddTo(Command command)
    {
        command.Options.Add(_cost);
        command.Options.Add(_days);
    }

    internal TrimRule Cost(ParseResult parsed) => Rule(parsed.GetValue(_cost)!, "--trim");

    internal TrimRule Days(ParseResult parsed) => Rule(parsed.GetValue(_days)!, "--trim-days");

    internal static TrimRule Rule(string text, string option) => TrimRule.Parse(text) ?? throw new UsageException(
        $"{option} {text}: such as iqr:5%, sd:5%:1%, ndms or none");
}
