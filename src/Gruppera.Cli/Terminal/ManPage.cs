using System.CommandLine;
using System.Text;

namespace Gruppera.Cli.Terminal;

/// <summary>The help of a verb as a manual page, in the macros of man(7).</summary>
internal static class ManPage
{
    /// <summary>Name of the page of a verb, as <c>gruppera-weights-compute</c>.</summary>
    internal static string NameOf(Command verb) =>
        VerbHelp.Path(verb) is { Length: > 0 } path ? "gruppera-" + path.Replace(' ', '-') : "gruppera";

    /// <summary>Writes the page.</summary>
    /// <param name="session">Gives the language.</param>
    /// <param name="help">The help that it is made from.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="version">Version of the program.</param>
    internal static string Of(Session session, VerbHelp help, Command verb, string version)
    {
        var page = new StringBuilder();
        var name = NameOf(verb);
        page.Append(
            $".TH {Quoted(name.ToUpperInvariant())} 1 {Quoted("")} {Quoted("Gruppera " + version)}\n.nh\n.ad l\n" +
            $".SH NAME\n{Plain(name)} \\- {Plain(verb.Description ?? "")}\n.SH SYNOPSIS\n{Plain(help.UsageOf(verb))}\n");
        Write(page, session.Say("Arguments"), VerbHelp.ArgumentsOf(verb));
        Write(page, session.Say("Options"), help.OptionsOf(verb));
        Write(page, session.Say("Verbs"), VerbHelp.VerbsOf(verb));
        string[] others =
        [
            .. verb.Parents.OfType<Command>().Select(NameOf), .. verb.Subcommands.Select(NameOf),
        ];
        if (others.Length > 0)
            page.Append(".SH SEE ALSO\n").AppendJoin(" ,\n", others.Select(other => $".BR {Plain(other)} (1)")).Append('\n');
        return page.ToString();
    }

    private static void Write(StringBuilder page, string title, (string Name, string Text)[] rows)
    {
        if (rows.Length > 0)
            page.Append($".SH {Plain(title.ToUpperInvariant())}\n");
        foreach (var (name, text) in rows)
        {
            // A long list of values may end its line after each of them.
            page.Append($".TP\n.B {Plain(name).Replace("|", "|\\:", StringComparison.Ordinal)}\n{Plain(text)}\n");
        }
    }

    private static string Quoted(string text) => $"\"{Plain(text)}\"";

    /// <summary>A text without what the macros would take for theirs.</summary>
    private static string Plain(string text)
    {
        var plain = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal)
            .Replace("\"", "\\(dq", StringComparison.Ordinal).Replace('\n', ' ');
        return plain is ['.' or '\'', ..] ? "\\&" + plain : plain;
    }
}
