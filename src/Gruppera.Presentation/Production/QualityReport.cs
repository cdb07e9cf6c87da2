using System.Text.Encodings.Web;
using System.Text.Json;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Quality;

namespace Gruppera.Presentation.Production;

/// <summary>How findings of quality are written: finding by finding, then what they come to. Not thread-safe.</summary>
public abstract class QualityReport
{
    private QualityReport(Voice voice, TextWriter output) => (Voice, Output) = (voice, output);

    private Voice Voice { get; }

    private TextWriter Output { get; }

    /// <summary>The report of a format; what stands before the first finding is written at once.</summary>
    /// <param name="format"><c>csv</c>, <c>json</c>, or <c>text</c> for any other.</param>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="output">Takes it.</param>
    /// <param name="reading">How the file was read, for <c>json</c>; null to leave it out.</param>
    /// <param name="index">The set whose texts are shown beside codes; null for none.</param>
    public static QualityReport Of(
        string format, Voice voice, TextWriter output, Reading? reading = null, DefinitionIndex? index = null) => format switch
        {
            "csv" => new CsvReport(voice, output),
            "json" => new JsonReport(voice, output, reading),
            _ => new TextReport(voice, output, index),
        };

    /// <summary>Takes a finding, which is written at once or counted.</summary>
    public abstract void Add(Finding finding);

    /// <summary>Writes what is left once all findings are in.</summary>
    public abstract void Complete(QualitySummary summary);

    private string Severity(IssueCode code) => code.Severity switch
    {
        IssueSeverity.Error => Voice.Say("error"),
        IssueSeverity.Warning => Voice.Say("warning"),
        _ => Voice.Say("information"),
    };

    /// <summary>A row for each finding, complete.</summary>
    private sealed class CsvReport : QualityReport
    {
        internal CsvReport(Voice voice, TextWriter output)
            : base(voice, output) => output.WriteLine("row,id,unit,column,value,code,severity,meaning,remedy");

        public override void Add(Finding finding) => Output.WriteLine(CsvText.Row(
        [
            finding.Row.ToString(), finding.Id, finding.Unit, finding.Column, finding.Value, finding.Code.Id, Severity(finding.Code),
            finding.Code.Meaning.In(Voice.Language), finding.Code.Remedy.In(Voice.Language),
        ]));

        public override void Complete(QualitySummary summary)
        {
            // The rows are all there is.
        }
    }

    /// <summary>One object: the findings, complete and a line each, and the summary.</summary>
    private sealed class JsonReport : QualityReport
    {
        private static readonly JsonSerializerOptions Options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        private bool _hasAny;

        internal JsonReport(Voice voice, TextWriter output, Reading? reading)
            : base(voice, output)
        {
            output.WriteLine("{");
            if (reading is not null)
                output.WriteLine(
                    "  \"readings\": " +
                    $"{JsonSerializer.Serialize(new[] { ReadingAnswer.Of(reading) }, AnswerJson.Options(voice.Language))},");
            output.WriteLine("  \"findings\": [");
        }

        public override void Add(Finding finding)
        {
            Output.Write((_hasAny ? ",\n    " : "    ") + Json(QualityAnswer.FindingAnswer.Of(finding, Voice.Language)));
            _hasAny = true;
        }

        public override void Complete(QualitySummary summary)
        {
            Output.WriteLine(_hasAny ? "\n  ]," : "  ],");
            Output.WriteLine($"  \"total\": {Json(Tally(summary.Total))},");
            Output.WriteLine($"  \"unreadable\": {summary.Unreadable},");
            Output.WriteLine($"  \"not_remembered\": {summary.NotRemembered},");
            Output.WriteLine($"  \"codes\": {Json(summary.ByCode)},");
            Output.WriteLine(
                "  \"units\": " +
                $"{Json(summary.ByUnit.ToDictionary(unit => unit.Key, unit => Tally(unit.Value), StringComparer.Ordinal))}\n}}");
        }

        private static QualityAnswer.TallyAnswer Tally(UnitTally tally) => new(tally.Contacts, tally.WithFindings, tally.Findings);

        private static string Json<T>(T value) => JsonSerializer.Serialize(value, Options);
    }

    /// <summary>What the findings come to, and the first of them, within 80 columns.</summary>
    private sealed class TextReport(Voice voice, TextWriter output, DefinitionIndex? index) : QualityReport(voice, output)
    {
        private const int Shown = 20;
        private readonly List<Finding> _first = [];

        public override void Add(Finding finding)
        {
            if (_first.Count < Shown)
                _first.Add(finding);
        }

        public override void Complete(QualitySummary summary)
        {
            var total = summary.Total;
            Output.WriteLine(Voice.Say(
                $"{CountWords.Contacts(total.Contacts):contacts}, {CountWords.Findings(total.Findings):findings} in " +
                $"{Voice.Number(total.WithFindings):withFindings} of them"));
            if (summary.Unreadable > 0)
                Output.WriteLine(Voice.Say(CountWords.UnreadableRows(summary.Unreadable)));
            if (summary.NotRemembered > 0)
                Output.WriteLine(Voice.Say(
                    Text.Count(summary.NotRemembered,
                        $"{Voice.Number(summary.NotRemembered):notRemembered} contact could not be kept in memory (max_remembered): " +
                        $"later copies of it are not found",
                        $"{Voice.Number(summary.NotRemembered):notRemembered} contacts could not be kept in memory " +
                        $"(max_remembered): later " +
                        $"copies of them are not found")));
            if (total.Findings == 0)
                return;
            Output.WriteLine();
            var codes = new Columns(Voice.Say("code"), Voice.Say("severity"), Voice.Say("findings"), Voice.Say("meaning")) { Right = [2] };
            foreach (var code in QualityCodes.All.Where(code => summary.ByCode.ContainsKey(code.Id)))
                codes.Add(code.Id, Severity(code), Voice.Number(summary.ByCode[code.Id]), code.Meaning.In(Voice.Language));
            codes.Write(Output);
            if (summary.ByUnit.Count > 0)
                Units(summary);
            Output.WriteLine();
            var first = new Columns(Voice.Say("row"), "id", Voice.Say("code"), Voice.Say("column"), Voice.Say("value"), "text")
            {
                Right = [0],
            };
            foreach (var finding in _first)
                first.Add(
                    finding.Row.ToString(), finding.Id, finding.Code.Id, finding.Column, FindingWords.Value(finding),
                    index is null ? "" : FindingWords.Text(finding, index, Voice.Language));
            first.Write(Output);
            if (total.Findings > Shown)
                Output.WriteLine(Voice.Say("... all with --format csv"));
        }

        private void Units(QualitySummary summary)
        {
            Output.WriteLine();
            var units = new Columns(Voice.Say("contacts"), Voice.Say("findings"), Voice.Say("share with"), Voice.Say("unit"))
            {
                Right = [0, 1, 2],
            };
            foreach (var (unit, tally) in summary.ByUnit)
                units.Add(
                    Voice.Number(tally.Contacts), Voice.Number(tally.Findings), Voice.Percent(tally.WithFindings, tally.Contacts),
                    unit.Length > 0 ? unit : "-");
            units.Write(Output);
        }
    }
}
