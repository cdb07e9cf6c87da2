using System.CommandLine;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Logic;
using Gruppera.Presentation.Words;
using Gruppera.Questions;

namespace Gruppera.Cli.Commands;

/// <summary>What the commands that ask the logic share: their options, and what they say of something the set lacks.</summary>
internal sealed class Questions(Session session)
{
    private readonly Option<string> _set = Sets.Option(session);
    private readonly Option<string?> _country = Sets.CountryOption(session);
    private readonly Option<string> _format = Answer.FormatOption(session);
    private readonly Option<string?> _weights = Weights.Option(session);
    private readonly Option<int> _first = new("--first")
    {
        Description = session.Say("How many of each list text and markdown show; json has all"),
        DefaultValueFactory = _ => 10,
    };

    /// <summary>A command with the shared options.</summary>
    internal Command Command(string name, string description, Argument<string> argument) =>
        new(name, description) { argument, _set, _country, _format, _weights, _first };

    internal Explorer Explorer(ParseResult parsed) => new(Sets.Open(session, parsed.GetValue(_set)!, parsed.GetValue(_country)));

    internal WeightList? WeightList(ParseResult parsed, Explorer explorer) =>
        Weights.Open(session, parsed.GetValue(_weights), explorer.Set);

    internal void Write<T>(ParseResult parsed, WeightList? weights, T answer, Action<T, Page> write) =>
        Answer.Write(session, parsed.GetValue(_format)!, answer, each =>
        {
            var page = new Page(session, Math.Max(0, parsed.GetValue(_first)), weights);
            write(each, page);
            return page.Document;
        });

    /// <summary>Says that the set lacks something, and what is near it: codes as people write them, groups, rules and properties as they
    /// are.</summary>
    internal int Missing(Explorer explorer, Text what, IEnumerable<NamedCode> near, bool areCodes = false)
    {
        var id = explorer.Set.Version.Id;
        var list = near.ToList();
        var width = list.Count == 0 ? 0 : list.Max(each => Shown(each).Length);
        session.Error.WriteLine(session.Say(LogicWords.Missing(id, what)) + (list.Count == 0 ? "" : session.Say("; near:")));
        foreach (var each in list)
            session.Error.WriteLine($"  {Shown(each).PadRight(width)}  {each.Text.In(session.Language)}".TrimEnd());
        return ExitCode.NotInSet;

        string Shown(NamedCode code) => areCodes ? code.Written : code.Code;
    }
}
