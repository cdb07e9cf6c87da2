using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Documents;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera gather</c>: outputs of runs on parts, checked and put together.</summary>
internal static class GatherCommand
{
    internal static Command Create(Session session)
    {
        var parts = new Argument<string[]>("parts")
        {
            Description = session.Say("Outputs of runs with --partition, each with its manifest beside it, in any order"),
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = session.Say("File for all rows, .gz to compress it; without it parts are only checked"),
        };
        var issues = new Option<string?>("--issues")
        {
            Description = session.Say("File for the rows that could not be read, where the runs wrote such files"),
        };
        var merged = new Option<string?>("--merged") { Description = session.Say("File for what episodes --merged has written") };
        var joined = new Option<string?>("--joined") { Description = session.Say("File for what episodes --joined has written") };
        var format = Answer.FormatOption(session);
        var command = new Command("gather", session.Say("Check that no part is missing or doubled, and join their rows"))
        {
            parts, output, issues, merged, joined, format,
        };
        command.SetAction(parsed =>
        {
            var all = GatheredPart.Of(parsed.GetValue(parts)!, areOfRows: true);
            foreach (var option in new[] { output, issues, merged, joined })
            {
                if (parsed.GetValue(option) is { } path)
                    Join(session, all, option.Name, path);
            }

            var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
            foreach (var (name, count) in all.SelectMany(part => part.Manifest.Counts))
                sums[name] = sums.GetValueOrDefault(name) + count;
            var answer = new { Parts = all.Length, Counts = sums, ExitCode = GatheredPart.ExitOf(all) };
            Answer.Write(session, parsed.GetValue(format)!, answer, each =>
            {
                var document = new Document();
                document.Line(session.Say(Text.Count(each.Parts,
                    $"{Session.Number(each.Parts):parts} part of {all[0].Contacts:file}, none missing and none doubled",
                    $"{Session.Number(each.Parts):parts} parts of {all[0].Contacts:file}, none missing and none doubled")));
                foreach (var (name, count) in each.Counts)
                    document.Line($"{name}: {Session.Number(count)}");
                return document;
            });
            return answer.ExitCode;
        });
        return command;
    }

    private static void Join(Session session, ImmutableArray<GatheredPart> parts, string option, string path)
    {
        if (parts.FirstOrDefault(part => part.OutputOf(option) is null) is { } without)
            throw new UsageException($"{without.Path} has written no file by {option}");
        var files = parts.Select(part => part.OutputOf(option)!).ToList();
        if (files.Find(file => GroupedOutput.IsWorkbook(file) || TableFormats.WriterOf(file) is not null) is { } table)
            throw new UsageException(
                $"{table} is no text, and its rows are not joined: read the parts together, as a folder of Parquet is");
        var isMessages = parts[0].Manifest.CommandLine.Contains("--as");
        var isByPatient = parts[0].Manifest.Part!.By == "patients";
        int? number = !isByPatient ? null : option == "--issues" ? 1 : 0;
        using var output = new AtomicOutput(path);
        PartJoin.Join(
            files, output.Stream, hasHeader: option != "--output" || !isMessages, number,
            dropsNumber: isByPatient && option == "--output" && parts[0].Manifest.CommandLine[0] == "episodes", session.Stop);
        output.Commit();
    }
}
