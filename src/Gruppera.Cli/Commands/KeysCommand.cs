using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Sets;
using Gruppera.Presentation.Documents;
using Gruppera.Web.SignIn;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera keys</c>: API keys of programs that use <c>gruppera serve</c>.</summary>
internal static class KeysCommand
{
    internal static ApiKeys Store => new(SetStore.Default.Root);

    internal static Command Create(Session session) => new(
        "keys", session.Say("Make, list and remove API keys of programs that use gruppera serve"))
    {
        Make(session), List(session), Remove(session),
    };

    private static Argument<string> NameOf(Session session) => new("name")
    {
        Description = session.Say("Name of the key, of a-z, 0-9 and hyphen"),
    };

    private static Command Make(Session session)
    {
        var name = NameOf(session);
        var role = new Option<string>("--role") { Description = session.Say("What the program may do"), Required = true };
        role.AcceptOnlyFromAmong([.. Roles.Names]);
        var format = Answer.ShortFormatOption(session);
        var command = new Command("create", session.Say("Make a key and show it once")) { name, role, format };
        command.SetAction(parsed =>
        {
            var id = parsed.GetValue(name)!;
            if (!ApiKeys.IsName(id))
                throw new UsageException($"{id} names no key: use 1 to 64 characters of a-z, 0-9 and hyphen");
            var key = Store.Create(id, Roles.Find(parsed.GetValue(role)!)!.Value)
                ?? throw new UsageException($"There is already a key {id}: remove it first, or choose another name");
            var answer = new { Name = id, Role = parsed.GetValue(role)!, Key = key };
            Answer.Write(session, parsed.GetValue(format)!, answer, output => output.WriteLine(key));
            session.Note(session.Say("Keep it now: it is shown this once. Programs send it as Authorization: Bearer KEY"));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command List(Session session)
    {
        var format = Answer.ShortFormatOption(session);
        var command = new Command("list", session.Say("List the keys, without the keys themselves")) { format };
        command.SetAction(parsed =>
        {
            var keys = Store.List();
            if (parsed.GetValue(format) == "json")
            {
                Answer.Write(session, session.Out, new { Keys = keys.Select(key => new { key.Name, key.Role, key.Created }) });
                return ExitCode.Done;
            }

            var columns = new Columns(session.Say("name"), session.Say("role"), session.Say("made"));
            foreach (var key in keys)
                columns.Add(key.Name, key.Role, $"{key.Created:yyyy-MM-dd}");
            if (keys.IsEmpty)
                session.Note(session.Say("There are no keys: gruppera keys create NAME --role coder"));
            else
                columns.Write(session.Out);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Remove(Session session)
    {
        var name = NameOf(session);
        var format = Answer.ShortFormatOption(session);
        var command = new Command("remove", session.Say("Remove a key: running servers refuse it within a second")) { name, format };
        command.SetAction(parsed =>
        {
            var id = parsed.GetValue(name)!;
            if (!Store.Remove(id))
                throw new UsageException($"There is no key {id}; gruppera keys list shows them");
            Answer.Write(session, parsed.GetValue(format)!, new { Removed = id }, output => output.WriteLine(session.Say($"Removed {id}")));
            return ExitCode.Done;
        });
        return command;
    }
}
