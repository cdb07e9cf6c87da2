using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gruppera.Compilation;
using Gruppera.Formats;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Questions;
using Gruppera.Workflows.Sets;

namespace Gruppera.Presentation.Answers;

/// <summary>Results of contacts as JSON, made ready per rule as bytes. Immutable, thread-safe.</summary>
public sealed class ResultJson
{
    private const int LongestOfContact = 64;
    private static readonly ImmutableArray<ResultColumn> Columns = [.. ResultColumn.All.Where(column => column.Field.Length > 0)];
    private readonly Language _language;
    private readonly GroupTraits _traits;
    private readonly ImmutableArray<(byte[] Name, byte[][]? OfRules, byte[][]? OfForms, ResultColumn Column)> _members;
    private readonly byte[] _noRule;
    private readonly byte[][] _warnings;
    private readonly byte[] _partOfStay;
    private readonly byte[] _outside;
    private readonly int _longest;

    /// <summary>The results of a set in a language, made when they are first asked for.</summary>
    public static ResultJson Of(LoadedSet set, Language language) =>
        set.Kept(language, () => new ResultJson(set.Grouper.Definition, language));

    private ResultJson(CompiledDefinition definition, Language language)
    {
        _language = language;
        var set = definition.Set;
        _traits = GroupTraits.Of(set);
        Stamp = Encoding.UTF8.GetBytes(
            $"\"set\":{Quote(set.Version.Id)},\"sourceHash\":{Quote(set.Version.SourceHash)},\"engine\":{Quote(Grouper.EngineVersion)}");
        _members =
        [
            .. Columns.Select(column => (
                Encoding.UTF8.GetBytes($",\"{column.Field}\":"),
                column.OfRule is { } of ? Enumerable.Range(0, set.Rules.Length)
                    .Select(rank => Encoding.UTF8.GetBytes(Json(column, TextOf(column, of, rank)))).ToArray() : null,
                column.OfForm is { } ofForm
                    ? CareSetting.All.Select(form => Encoding.UTF8.GetBytes(Json(column, ofForm(form)))).ToArray()
                    : null,
                column)),
        ];
        _noRule = Encoding.UTF8.GetBytes("," + IssueOf(new(FormatIssues.NoRuleHolds, "", "")));
        _warnings = [.. Enumerable.Range(0, 4).Select(kinds => WarningsOf((ContactNeeds)kinds))];
        _partOfStay = Encoding.UTF8.GetBytes("," + IssueOf(new(FormatIssues.PartOfStay, "", "")));
        _outside = Encoding.UTF8.GetBytes(",\"careForm\":\"outside\"," + IssueOf(new(FormatIssues.OutsideNordDrg, "", "")));
        _longest = _members.Sum(member =>
            member.Name.Length + ((member.OfRules ?? member.OfForms)?.Max(ready => ready.Length) ?? LongestOfContact))
            + _noRule.Length + _partOfStay.Length + _outside.Length + _warnings.Max(text => text.Length) + 64;

        string TextOf(ResultColumn column, Func<CompiledDefinition, GroupTraits, int, string> of, int rank) =>
            column.Field == "name" ? definition.DrgNameOf(rank).Text.In(language) : of(definition, _traits, rank);
    }

    /// <summary>Set, hash of its source and version of the engine as members of an object, in UTF-8 without the braces; not to be
    /// changed.</summary>
    public byte[] Stamp { get; }

    /// <summary>Writes the members of a result, without the braces.</summary>
    /// <param name="output">Takes them.</param>
    /// <param name="id">Id of the contact, as JSON has it between the quotes.</param>
    /// <param name="result">Its result.</param>
    /// <param name="form">Its care form and specialty.</param>
    /// <param name="contradictory">What its facts contradict each other in.</param>
    /// <param name="isPartOfStay">True for a visit that is part of an inpatient stay.</param>
    public void Write(
        IBufferWriter<byte> output, ReadOnlySpan<byte> id, in GroupingResult result, in CareSetting form, ContactNeeds contradictory,
        bool isPartOfStay)
    {
        var span = output.GetSpan(_longest + id.Length);
        var at = WriteId(id, span);
        var given = form.For(_traits.Of(result.Drg)).Number;
        foreach (var (name, ofRules, ofForms, column) in _members)
        {
            at = Copy(name, span, at);
            at = ofRules is not null ? Copy(ofRules[result.Rank], span, at)
                : ofForms is not null ? Copy(ofForms[given], span, at)
                : CopyText(column, column.OfResult!(result), span, at);
        }

        if (!result.RuleHeld)
            at = Copy(_noRule, span, at);
        else if (isPartOfStay && !JoinedVisit.Says(result))
            at = Copy(_partOfStay, span, at);
        at = Copy(_warnings[(int)contradictory], span, at);
        output.Advance(at);
    }

    /// <summary>Writes the members of a contact of care that NordDRG does not describe, without the braces.</summary>
    public void WriteOutside(IBufferWriter<byte> output, ReadOnlySpan<byte> id)
    {
        var span = output.GetSpan(_longest + id.Length);
        output.Advance(Copy(_outside, span, WriteId(id, span)));
    }

    /// <summary>A short text that needs no escapes: the MDC of a contact, its level.</summary>
    private static int CopyText(ResultColumn column, string text, Span<byte> span, int at)
    {
        var mark = column.Value == ResultValue.Text ? "\""u8 : default;
        at = Copy(mark, span, at);
        at += Encoding.UTF8.GetBytes(text, span[at..]);
        return Copy(mark, span, at);
    }

    private static int WriteId(ReadOnlySpan<byte> id, Span<byte> span)
    {
        var at = Copy("\"id\":\""u8, span, 0);
        at = Copy(id, span, at);
        return Copy("\""u8, span, at);
    }

    /// <summary>Writes the members of a contact that could not be read, without the braces.</summary>
    /// <param name="output">Takes the text.</param>
    /// <param name="id">Id of the contact, as in JSON.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="line">Of JSON lines, the line that it stood in, the first being 1; 0 of other requests.</param>
    public void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> id, ContactProblem problem, long line = 0)
    {
        output.Write("\"id\":\""u8);
        output.Write(id);
        output.Write(Encoding.UTF8.GetBytes("\"," + IssueOf(problem, line)));
    }

    /// <summary>Writes what became of all: contacts = grouped + outside + unreadable.</summary>
    public static void WriteCounts(
        IBufferWriter<byte> output, long grouped, long outside, long unreadable, IEnumerable<OddColumn> odd)
    {
        var columns = string.Join(',', odd.Select(column =>
            $"{{\"column\":{Quote(column.Column)},\"kind\":{Quote(JsonNamingPolicy.CamelCase.ConvertName($"{column.Kind}"))}," +
            $"\"count\":{column.Count},\"mostFrequent\":[{string.Join(',', column.MostFrequent.Select(Share))}]}}"));
        output.Write(Encoding.UTF8.GetBytes(
            $"\"contacts\":{grouped + outside + unreadable},\"grouped\":{grouped},\"outside\":{outside}," +
            $"\"unreadable\":{unreadable},\"odd\":[{columns}]"));

        static string Share((string Value, long Count) share) => $"{{\"value\":{Quote(share.Value)},\"count\":{share.Count}}}";
    }

    /// <summary>A value as JSON has it.</summary>
    private static string Json(ResultColumn column, string text) => column.Value switch
    {
        ResultValue.Number => text,
        ResultValue.Flag => text == "yes" ? "true" : "false",
        _ => Quote(text),
    };

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to, int at)
    {
        from.CopyTo(to[at..]);
        return at + from.Length;
    }

    private byte[] WarningsOf(ContactNeeds contradictory)
    {
        var warnings = new List<string>();
        if (contradictory.HasFlag(ContactNeeds.Age))
            warnings.Add(Body(new(IssueCodes.AgesDiffer, "age", "")));
        if (contradictory.HasFlag(ContactNeeds.Duration))
            warnings.Add(Body(new(IssueCodes.DurationsDiffer, "duration", "")));
        return warnings.Count == 0 ? [] : Encoding.UTF8.GetBytes($",\"warnings\":[{string.Join(',', warnings)}]");
    }

    private string IssueOf(ContactProblem problem, long line = 0) => $"\"issue\":{Body(problem, line)}";

    private string Body(ContactProblem problem, long line = 0)
    {
        var place = (problem.Field.Length > 0 ? $",\"field\":{Quote(problem.Field)}" : "")
            + (problem.Kind.Length > 0 ? $",\"kind\":{Quote(problem.Kind)}" : "")
            + (line > 0 ? $",\"line\":{line}" : "");
        return $"{{\"code\":{Quote(problem.Code.Id)}{place},\"text\":" +
            $"{Quote(problem.Code.Meaning.In(_language))},\"remedy\":{Quote(problem.Code.Remedy.In(_language))}}}";
    }
}
