using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Compilation;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Logic;
using Gruppera.Presentation.Words;
using Gruppera.Questions;
using Gruppera.Reach;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera code</c>: what a diagnosis or procedure code means to the logic.</summary>
internal static class CodeCommand
{
    internal static Command Create(Session session)
    {
        var code = new Argument<string>("code")
        {
            Description = session.Say("Diagnosis, procedure or pair, such as I21.9, JFB30, G94.0*A50.3"),
        };
        var kind = new Option<string?>("--as") { Description = session.Say("diagnosis or procedure, if both tables have the code") };
        kind.AcceptOnlyFromAmong("diagnosis", "procedure");
        var questions = new Questions(session);
        var occurrences = new OccurrenceOptions(session);
        var command = questions.Command("code", session.Say(OperationWords.Code), code);
        command.Options.Add(kind);
        occurrences.AddTo(command);
        command.SetAction(parsed => Run(questions, occurrences, parsed, parsed.GetValue(code)!, parsed.GetValue(kind)));
        return command;
    }

    private static int Run(Questions questions, OccurrenceOptions occurrences, ParseResult parsed, string asked, string? kind)
    {
        var explorer = questions.Explorer(parsed);
        var (diagnosis, procedure) = (Diagnosis.Parse(asked), ProcedureCode.Parse(asked));
        var views = AskedCode.Views(explorer, asked, kind);
        if (views.IsEmpty)
            return questions.Missing(explorer, $"code {asked:code}", AskedCode.Near(explorer, asked, kind), areCodes: true);
        var weights = questions.WeightList(parsed, explorer);
        var index = explorer.Set.Index;
        var found = occurrences.Count(parsed, explorer, (counter, text, layout, name, issue, stop) => counter.OfCodes(
            recorded => views.Any(view => view.Kind == CodeKind.Diagnosis) && (recorded == diagnosis
                || (diagnosis.Dagger.IsBlank && new[]
                {
                    recorded.Code, recorded.Dagger, index.Resolve(recorded.Code), index.Resolve(recorded.Dagger),
                }.Contains(diagnosis.Code))),
            recorded => views.Any(view => view.Kind == CodeKind.Procedure)
                && (recorded == procedure || index.Resolve(recorded) == procedure),
            text,
            layout,
            name,
            issue,
            stop));
        var reachability = new Reachability(CompiledDefinition.Compile(explorer.Set));
        questions.Write(
            parsed, weights, new CodeAnswer(explorer.Set, views, CodeAnswer.ReachOf(reachability, views, asked), weights, found),
            (each, page) =>
            {
                foreach (var (view, reach) in each.Codes.Zip(each.Reaches))
                    CodePage.Write(page, view, reach, explorer);
                if (each.Contacts is not null)
                    OccurrencePage.OfCodes(page, each.Contacts, explorer);
            });
        return OccurrenceOptions.ExitCodeOf(found);
    }
}
