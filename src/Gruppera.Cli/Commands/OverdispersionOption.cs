using System.CommandLine;
using Gruppera.Casemix.Comparison;
using Gruppera.Cli.Terminal;

namespace Gruppera.Cli.Commands;

/// <summary>What random intervals do where units differ by more than chance: the option of commands that compare units.</summary>
internal static class OverdispersionOption
{
    internal static Option<string> Create(Session session)
    {
        var option = new Option<string>("--overdispersion")
        {
            Description = session.Say(
                "Random intervals where a test shows that units differ by more than chance: additive or multiplicative widens them; none " +
                "does not (default additive)"),
            DefaultValueFactory = _ => "additive",
        };
        option.AcceptOnlyFromAmong("additive", "multiplicative", "none");
        return option;
    }

    internal static Overdispersion Of(string word) => Enum.Parse<Overdispersion>(word, ignoreCase: true);
}
