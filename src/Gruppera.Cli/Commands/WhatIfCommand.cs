using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Explanation;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Logic;
using Gruppera.Presentation.Words;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera what-if</c>: the groups that a contact is one change away from.</summary>
internal static class WhatIfCommand
{
    internal static Command Create(Session session)
    {
        var contact = new ContactOptions(session);
        var set = Sets.Option(session);
        var country = Sets.CountryOption(session);
        var weights = Weights.Option(session);
        var format = Answer.FormatOption(session);
        var command = new Command("what-if", session.Say(OperationWords.WhatIf))
        {
            set, country, weights, format,
        };
        contact.AddTo(command);
        command.SetAction(parsed =>
        {
            var grouper = Sets.Grouper(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var list = Weights.Open(session, parsed.GetValue(weights), grouper.Definition.Set);
            var asked = contact.Read(parsed);
            var report = new WhatIf(grouper).Of(asked, list is null ? null : list.ContactsOf);
            Answer.Write(
                session, parsed.GetValue(format)!, new WhatIfAnswer(grouper.Definition.Set, report, list?.For(asked)),
                answer => WhatIfDocument.Of(session, answer));
            return ExitCode.Done;
        });
        return command;
    }
}
