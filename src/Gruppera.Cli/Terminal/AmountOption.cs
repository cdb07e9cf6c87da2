using System.CommandLine;

namespace Gruppera.Cli.Terminal;

/// <summary>An option for an amount of money: a number above zero, not <c>NaN</c> or <c>Infinity</c>.</summary>
internal static class AmountOption
{
    internal static Option<double?> Of(Session session, string name, string description)
    {
        var option = new Option<double?>(name) { Description = description };
        option.Validators.Add(value =>
        {
            if (value.Errors.Any() || value.GetValue(option) is not { } amount || (amount > 0 && double.IsFinite(amount)))
                return;
            value.AddError(session.Say($"{name:option} {value.Tokens[^1].Value:value}: give a number above 0"));
        });
        return option;
    }
}
