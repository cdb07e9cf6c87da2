using System.Runtime.CompilerServices;
using Gruppera.Grouping;
using Gruppera.Questions;

namespace Gruppera.Formats.Contacts;

/// <summary>Groups rows that stand in memory, for those who have columns and no file: as <see cref="FileGrouper"/> groups a file with
/// these columns, row for row. Allocates nothing per row. Not thread-safe: one per thread; the grouper may be shared.</summary>
public sealed class TextGrouper
{
    private readonly Grouper _grouper;
    private readonly int _columns;
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
        _columns = binding.Header.Length;
        _parser = new(binding, (byte)';', WholeCodes.Of(grouper.Definition.Set));
        _forms = new(binding);
        _episode = binding[ContactRole.Episode];
        var traits = GroupTraits.Of(grouper.Definition.Set);
        _traitOfRules = [.. grouper.Definition.Set.Rules.Select(rule => traits.Of(rule.Drg))];
    }

    /// <summary>Groups rows.</summary>
    /// <param name="text">The fields of all rows in UTF-8, one behind the other, as they are: nothing is quoted.</param>
    /// <param name="ends">Where each field ends: as many for each row as there are columns.</param>
    /// <param name="results">Takes the result of each row.</param>
    /// <exception cref="ArgumentException">There is room for fewer results than rows, or a row has fewer fields than columns.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Group(ReadOnlySpan<byte> text, ReadOnlySpan<int> ends, Span<RowOutcome> results)
    {
        var (rows, rest) = Math.DivRem(ends.Length, _columns);
        if (rest != 0 || results.Length < rows)
            throw new ArgumentException("fields and results do not fit the columns", nameof(ends));
        var start = 0;
        for (var row = 0; row < rows; row++)
        {
            var fields = ends.Slice(row * _columns, _columns);
            results[row] = Group(text, start, fields);
            start = fields[^1];
        }
    }

    private RowOutcome Group(ReadOnlySpan<byte> text, int start, ReadOnlySpan<int> ends)
    {
        _parser.Read(text, start, ends);
        if (_parser.Problem is { } problem)
            return new() { Problem = problem };
        var outcome = RowOutcome.Of(_grouper, _parser, _forms, _episode, text);
        return outcome.Problem is not null
            ? outcome
            : outcome with { Setting = outcome.Setting.For(_traitOfRules[outcome.Result.Rank]) };
    }
}
