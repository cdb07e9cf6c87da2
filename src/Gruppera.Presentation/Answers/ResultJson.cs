using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gruppera.Compilation;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Workflows.Sets;

namespace Gruppera.Presentation.Answers;

/// <summary>Results of contacts as JSON, made ready per rule as bytes. Immutable, thread-safe.</summary>
internal sealed class ResultJson
{
    private readonly Language _language;
    private readonly (byte[] BeforeMdc, byte[] BeforeLevel, byte[] AfterLevel)[] _rules;
    private readonly byte[] _noRule;
    private readonly byte[][] _warnings;
    private readonly int _longest;

    /// <summary>Those of a set in a language.</summary>
    internal static ResultJson Of(LoadedSet set, Language language) => set.Kept(language, () => new ResultJson(set.Grouper.Definition, language));

    private ResultJson(CompiledDefinition definition, Language language)
    {
        _language = language;
        var set = definition.Set;
        Stamp = Encoding.UTF8.GetBytes($"\"set\":{Quote(set.Version.Id)},\"sourceHash\":{Quote(set.Version.SourceHash)},\"engine\":{Quote(Grouper.EngineVersion)}");
        _rules =
        [
            .. set.Rules.Select((rule, rank) => (
                Encoding.UTF8.GetBytes($"\",\"drg\":{Quote(rule.Drg)},\"name\":{Quote(definition.DrgNameOf(rank).Text.In(language))},\"mdc\":\""),
                Encoding.UTF8.GetBytes($"\",\"returnCode\":{Quote(rule.ReturnCode.ToString())},\"level\":"),
                Encoding.UTF8.GetBytes($",\"ord\":{Quote(rule.Ord)},\"rule\":{Quote(rule.Id)}"))),
        ];
        _noRule = Encoding.UTF8.GetBytes("," + IssueOf(new(IssueCodes.NoRuleHolds, "", "")));
        _warnings = [.. Enumerable.Range(0, 4).Select(kinds => WarningsOf((ContactNeeds)kinds))];
        _longest = _rules.Max(rule => rule.BeforeMdc.Length + rule.BeforeLevel.Length + rule.AfterLevel.Length) + _noRule.Length + _warnings.Max(text => text.Length) + 64;
    }

    /// <summary>Set, hash and engine as members.</summary>
    internal byte[] Stamp { get; }

    /// <summary>Writes the members of a result, without the braces.</summary>
    /// <param name="output">Takes them.</param>
    /// <param name="id">Id of the contact, as JSON has it between the quotes.</param>
    /// <param name="result">Its result.</param>
    /// <param name="contradictory">What its facts contradict each other in.</param>
    internal void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> id, in GroupingResult result, ContactNeeds contradictory)
    {
        var (beforeMdc, beforeLevel, afterLevel) = _rules[result.Rank];
        var span = output.GetSpan(_longest + id.Length);
        var at = Copy("\"id\":\""u8, span, 0);
        at = Copy(id, span, at);
        at = Copy(beforeMdc, span, at);
        at += Encoding.UTF8.GetBytes(result.Mdc, span[at..]);
        at = Copy(beforeLevel, span, at);
        span[at++] = (byte)('0' + result.ComplicationLevel);
        at = Copy(afterLevel, span, at);
        if (!result.RuleHeld)
            at = Copy(_noRule, span, at);
        at = Copy(_warnings[(int)contradictory], span, at);
        output.Advance(at);
    }

    /// <summary>Writes the members of a contact that could not be read, without the braces.</summary>
    internal void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> id, ContactProblem problem)
    {
        output.Write("\"id\":\""u8);
        output.Write(id);
        output.Write(Encoding.UTF8.GetBytes("\"," + IssueOf(problem)));
    }

    /// <summary>Writes what became of all: contacts = grouped + unreadable.</summary>
    internal static void WriteCounts(IBufferWriter<byte> output, long grouped, long unreadable) =>
        output.Write(Encoding.UTF8.GetBytes($"\"contacts\":{grouped + unreadable},\"grouped\":{grouped},\"unreadable\":{unreadable}"));

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

    private string IssueOf(ContactProblem problem) => $"\"issue\":{Body(problem)}";

    private string Body(ContactProblem problem)
    {
        var place = (problem.Field.Length > 0 ? $",\"field\":{Quote(problem.Field)}" : "") + (problem.Kind.Length > 0 ? $",\"kind\":{Quote(problem.Kind)}" : "");
        return $"{{\"code\":{Quote(problem.Code.Id)}{place},\"text\":{Quote(problem.Code.Meaning.In(_language))},\"remedy\":{Quote(problem.Code.Remedy.In(_language))}}}";
    }
}
