using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Logic;
using Gruppera.Presentation.Words;
using Gruppera.Questions;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera property</c>: which codes give a property and which rules ask for it.</summary>
internal static class PropertyCommand
{
    internal static Command Create(Session session)
    {
        var value = new Argument<string>("value") { Description = session.Say("Value of a property, category or MDC, such as 14X03") };
        var type = new Option<string?>("--type") { Description = session.Say("Type, where several types have the value") };
        type.AcceptOnlyFromAmong([.. Enum.GetNames<FeatureType>().Skip(1).Select(name => name.ToLowerInvariant())]);
        var questions = new Questions(session);
        var occurrences = new OccurrenceOptions(session);
        var command = questions.Command("property", session.Say(OperationWords.Property), value);
        command.Options.Add(type);
        occurrences.AddTo(command);
        command.SetAction(parsed => Run(
            questions, occurrences, parsed, parsed.GetValue(value)!.ToUpperInvariant(),
            Enum.TryParse<FeatureType>(parsed.GetValue(type), ignoreCase: true, out var only) ? only : FeatureType.None));
        return command;
    }

    private static int Run(Questions questions, OccurrenceOptions occurrences, ParseResult parsed, string asked, FeatureType type)
    {
        var explorer = questions.Explorer(parsed);
        ImmutableArray<PropertyView> views =
        [
            .. explorer.Property(asked).Where(view => type == FeatureType.None || view.Use.Property.Type == type),
        ];
        if (views.IsEmpty)
            return questions.Missing(explorer, $"property {asked}", explorer.NearProperties(asked)
                .Select(value => explorer.Property(value)[0].Use.Property).Select(value => new NamedCode(value.Value, value.Name)));
        var weights = questions.WeightList(parsed, explorer);
        var found = Count(occurrences, parsed, explorer, views);
        questions.Write(parsed, weights, new PropertyAnswer(explorer.Set, views, weights, found), (each, page) =>
        {
            foreach (var view in each.Properties)
                PropertyPage.Write(page, view);
            if (each.Contacts is not null)
                OccurrencePage.OfCodes(page, each.Contacts, explorer);
        });
        return OccurrenceOptions.ExitCodeOf(found);
    }

    /// <summary>A recorded code counts where it, its dagger code or the pair gives the property.</summary>
    private static Occurrences? Count(
        OccurrenceOptions occurrences, ParseResult parsed, Explorer explorer, ImmutableArray<PropertyView> views)
    {
        var index = explorer.Set.Index;
        var diagnoses = views.SelectMany(view => view.Diagnoses).Select(code => Diagnosis.Parse(code.Code)).ToHashSet();
        var procedures = views.SelectMany(view => view.Procedures).Select(code => ProcedureCode.Parse(code.Code)).ToHashSet();
        return occurrences.Count(parsed, explorer, (counter, text, layout, name, issue, stop) => counter.OfCodes(
            recorded => index.EntriesOf(recorded).Any(diagnoses.Contains),
            recorded => procedures.Contains(index.Resolve(recorded)),
            text,
            layout,
            name,
            issue,
            stop));
    }
}
