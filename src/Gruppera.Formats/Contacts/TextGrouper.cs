using Gruppera.Grouping;
using Gruppera.Questions;

namespace Gruppera.Formats.Contacts;

/// <summary>Groups rows that stand in memory, for those who have columns and no file: as <see cref="FileGrouper"/> groups a file with
/// these columns, row for row. Allocates nothing per row. Not thread-safe: one per thread; the grouper may be shared.</summary>
public sealed class TextGrouper
{
    private readonly Grouper _grouper;
    private readonly ContactParser _parser;
    private readonly CareSettingReader _forms;
    private readonly Cell _episode;
    private readonly GroupTrait[] _traitOfRules;

    /// <summary>Makes one.</summary>
    /// <param name="grouper">Groups.</param>
    /// <param name="columns">Names of the columns, in the canonical layout.</param>
    /// <exception cref="ContactFileException">There is no column of diagnoses.</exception>
    public TextGrouper(Grouper grouper, IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(grouper);
        ArgumentNullException.ThrowIfNull(columns);
        _grouper = grouper;
        var binding = MemoryRows.Bind(LayoutFit.Canonical, [.. columns]);
        _parser = new(binding, (byte)';', WholeCodes.Of(grouper.Definition.Set));
        _forms = new(binding);
        _episode = binding[ContactRole.Episode];
        var traits = GroupTraits.Of(grouper.Definition.Set);
        _traitOfRules = [.. grouper.Definition.Set.Rules.Select(rule => traits.Of(rule.Drg))];
    }

    /// <summary>Groups rows.</summary>
    /// <param name="rows">UTF-8, semicolons, RFC 4180, a line end behind each row; none may be blank.</param>
    /// <param name="results">Takes the result of each row.</param>
    /// <returns>The number of rows.</returns>
    public int Group(ReadOnlySpan<byte> rows, Span<RowOutcome> results)
    {
        var (position, count) = (0, 0);
        while (_parser.Read(rows, ref position))
        {
            var outcome = _parser.Problem is { } problem
                ? new RowOutcome { Problem = problem }
                : RowOutcome.Of(_grouper, _parser, _forms, _episode, rows);
            results[count++] = outcome.Problem is not null
                ? outcome
                : outcome with { Setting = outcome.Setting.For(_traitOfRules[outcome.Result.Rank]) };
        }

        return count;
    }
}
