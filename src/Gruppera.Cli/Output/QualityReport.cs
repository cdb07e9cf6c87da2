using System.Text;
using System.Text.Json;
using Gruppera.Formats.Quality;

namespace Gruppera.Cli.Output;

/// <summary>How findings of quality are written: finding by finding, then what they come to.</summary>
internal abstract class QualityReport(Session session, TextWriter output)
{
    protected Session Session { get; } = session;

    protected TextWriter Output { get; } = output;

    internal static QualityReport Of(string format, Session session, TextWriter output) => format switch
    {
        "csv" => new CsvReport(session, output),
        "json" => new JsonReport(session, output),
        _ => new TextReport(session, output),
    };

    internal abstract void Add(Finding finding);

    internal abstract void Complete(QualitySummary summary);

    protected string Severity(IssueCode code) => code.Severity switch
    {
        IssueSeverity.Error => Session.Say("error", "fel"),
        IssueSeverity.Warning => Session.Say("warning", "varning"),
        _ => Session.Say("information", "upplysning"),
    };

    /// <summary>A row for each finding, complete.</summary>
    private sealed class CsvReport : QualityReport
    {
        internal CsvReport(Session session, TextWriter output)
            : base(session, output) => output.WriteLine("row,id,unit,column,value,code,severity,meaning,remedy");

        internal override void Add(Finding finding) => Output.WriteLine(Csv.Row(
            finding.Row.ToString(), finding.Id, finding.Unit, finding.Column, finding.Value, finding.Code.Id, Severity(finding.Code),
            finding.Code.Meaning.In(Session.Language), finding.Code.Remedy.In(Session.Language)));

        internal override void Complete(QualitySummary summary)
        {
            // The rows are all there is.
        }
    }

    /// <summary>One object: the findings, complete, and the summary.</summary>
    private sealed class JsonReport : QualityReport
    {
        private readonly MemoryStream _bytes = new();
        private readonly Utf8JsonWriter _json;

        internal JsonReport(Session session, TextWriter output)
            : base(session, output)
        {
            _json = new(_bytes, new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            _json.WriteStartObject();
            _json.WriteStartArray("findings");
        }

        internal override void Add(Finding finding)
        {
            _json.WriteStartObject();
            _json.WriteNumber("row", finding.Row);
            _json.WriteString("id", finding.Id);
            _json.WriteString("unit", finding.Unit);
            _json.WriteString("column", finding.Column);
            _json.WriteString("value", finding.Value);
            _json.WriteString("code", finding.Code.Id);
            _json.WriteString("severity", finding.Code.Severity.ToString().ToLowerInvariant());
            _json.WriteString("meaning", finding.Code.Meaning.In(Session.Language));
            _json.WriteString("remedy", finding.Code.Remedy.In(Session.Language));
            _json.WriteEndObject();
            Pass(1 << 16);
        }

        internal override void Complete(QualitySummary summary)
        {
            _json.WriteEndArray();
            Tally("total", summary.Total);
            _json.WriteNumber("unreadable", summary.Unreadable);
            _json.WriteStartObject("codes");
            foreach (var (code, count) in summary.ByCode)
                _json.WriteNumber(code, count);
            _json.WriteEndObject();
            _json.WriteStartObject("units");
            foreach (var (unit, tally) in summary.ByUnit)
                Tally(unit, tally);
            _json.WriteEndObject();
            _json.WriteEndObject();
            Pass(0);
            Output.WriteLine();
        }

        private void Tally(string name, UnitTally tally)
        {
            _json.WriteStartObject(name);
            _json.WriteNumber("contacts", tally.Contacts);
            _json.WriteNumber("with_findings", tally.WithFindings);
            _json.WriteNumber("findings", tally.Findings);
            _json.WriteEndObject();
        }

        /// <summary>Passes on what has been written where it is more than so many bytes.</summary>
        private void Pass(int bytes)
        {
            if (_json.BytesPending + _bytes.Length <= bytes)
                return;
            _json.Flush();
            Output.Write(Encoding.UTF8.GetString(_bytes.GetBuffer(), 0, (int)_bytes.Length));
            _bytes.SetLength(0);
        }
    }

    /// <summary>What the findings come to, and the first of them, within 80 columns.</summary>
    private sealed class TextReport(Session session, TextWriter output) : QualityReport(session, output)
    {
        private const int Shown = 20;
        private readonly List<Finding> _first = [];

        internal override void Add(Finding finding)
        {
            if (_first.Count < Shown)
                _first.Add(finding);
        }

        internal override void Complete(QualitySummary summary)
        {
            var total = summary.Total;
            Output.WriteLine(Session.Say(
                $"{Session.Number(total.Contacts)} contacts, {Session.Number(total.Findings)} findings in {Session.Number(total.WithFindings)} of them",
                $"{Session.Number(total.Contacts)} vårdkontakter, {Session.Number(total.Findings)} anmärkningar i {Session.Number(total.WithFindings)} av dem"));
            if (summary.Unreadable > 0)
                Output.WriteLine(Session.Say($"{Session.Number(summary.Unreadable)} rows could not be read", $"{Session.Number(summary.Unreadable)} rader gick inte att läsa"));
            if (total.Findings == 0)
                return;
            Output.WriteLine();
            var codes = new Columns(Session.Say("code", "kod"), Session.Say("severity", "allvar"), Session.Say("findings", "antal"), Session.Say("meaning", "innebörd")) { Right = [2] };
            foreach (var code in QualityCodes.All.Where(code => summary.ByCode.ContainsKey(code.Id)))
                codes.Add(code.Id, Severity(code), Session.Number(summary.ByCode[code.Id]), code.Meaning.In(Session.Language));
            codes.Write(Output);
            if (summary.ByUnit.Count > 0)
                Units(summary);
            Output.WriteLine();
            var first = new Columns(Session.Say("row", "rad"), "id", Session.Say("code", "kod"), Session.Say("column", "kolumn"), Session.Say("value", "värde")) { Right = [0] };
            foreach (var finding in _first)
                first.Add(finding.Row.ToString(), finding.Id, finding.Code.Id, finding.Column, finding.Value);
            first.Write(Output);
            if (total.Findings > Shown)
                Output.WriteLine(Session.Say("... all of them with --format csv", "... alla med --format csv"));
        }

        private void Units(QualitySummary summary)
        {
            Output.WriteLine();
            var units = new Columns(Session.Say("contacts", "kontakter"), Session.Say("findings", "antal"), Session.Say("share with", "andel med"), Session.Say("unit", "enhet")) { Right = [0, 1, 2] };
            foreach (var (unit, tally) in summary.ByUnit)
                units.Add(Session.Number(tally.Contacts), Session.Number(tally.Findings), Session.Percent(tally.WithFindings, tally.Contacts), unit.Length > 0 ? unit : "-");
            units.Write(Output);
        }
    }
}
