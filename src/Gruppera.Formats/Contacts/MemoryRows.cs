using System.Collections.Immutable;
using Gruppera.Grouping;

namespace Gruppera.Formats.Contacts;

/// <summary>Groups contacts that others hold in memory, row by row, as <see cref="FileGrouper"/> groups those of a file: a row is read
/// by the same layout and the same rules. Not thread-safe: <see cref="Another"/> makes one for each thread.</summary>
public sealed class MemoryRows
{
    /// <summary>What parts the fields of a row.</summary>
    public const char Delimiter = ',';

    private readonly Grouper _grouper;
    private readonly LayoutBinding _binding;
    private readonly ContactParser _parser;
    private readonly CareSettingReader _settings;
    private readonly Cell _episode;
    private readonly KnownCodes _known;
    private readonly UnknownCodes _unknown = new();

    /// <summary>Binds a layout to the columns.</summary>
    /// <param name="grouper">Groups the contacts.</param>
    /// <param name="layout">How the rows are written, as <see cref="LayoutFit"/> finds it out.</param>
    /// <param name="columns">Names of the columns, in the order of the fields.</param>
    /// <exception cref="ContactFileException">The columns do not fit the layout, or it is one of lines without a header.</exception>
    public static MemoryRows Of(Grouper grouper, ContactLayout layout, ImmutableArray<string> columns)
    {
        ArgumentNullException.ThrowIfNull(grouper);
        ArgumentNullException.ThrowIfNull(layout);
        return new(grouper, Bind(layout, columns), new(grouper.Definition));
    }

    private MemoryRows(Grouper grouper, LayoutBinding binding, KnownCodes known)
    {
        (_grouper, _binding, _known) = (grouper, binding, known);
        _parser = new(binding, (byte)Delimiter, WholeCodes.Of(grouper.Definition.Set));
        _settings = new(binding);
        _episode = binding[ContactRole.Episode];
    }

    /// <summary>The same for another thread; what it counts is counted apart.</summary>
    public MemoryRows Another() => new(_grouper, _binding, _known);

    /// <summary>Groups the contact of a row; allocates nothing for a contact of ordinary size.</summary>
    /// <param name="row">Its fields in UTF-8 with <see cref="Delimiter"/> between, quoted where a field has that, a quote or a line end,
    /// and a line end behind.</param>
    /// <exception cref="ContactFileException">Ages were taken for years by the first rows, and the row says that they are days. Nothing
    /// else that is in a row throws.</exception>
    public RowOutcome Group(ReadOnlySpan<byte> row)
    {
        if (Read(row) is { } problem)
            return new() { Problem = problem };
        var outcome = RowOutcome.Of(_grouper, _parser, _settings, _episode, row);
        if (outcome.Result.HasUnknownCodes)
            _unknown.Count(_parser.Contact, _known);
        return outcome;
    }

    /// <summary>Reads the contact of a row, to keep; null where it cannot be read.</summary>
    /// <param name="row">As <see cref="Group"/> takes it.</param>
    /// <param name="problem">Why; null where there is a contact.</param>
    public CareContact? ToContact(ReadOnlySpan<byte> row, out IssueCode? problem)
    {
        problem = Read(row);
        return problem is null ? _parser.ToContact(_parser.String(row, ContactRole.Id)) : null;
    }

    /// <summary>Values that mean nothing in the rows of several so far, such as codes that the set does not have, by column.</summary>
    public static ImmutableArray<OddColumn> OddOf(IReadOnlyCollection<MemoryRows> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts.Count == 0 ? [] :
        [
            .. OddValues.Sum(parts.First()._binding, parts.Select(part => part._parser.Odd)),
            .. UnknownCodes.Sum(parts.Select(part => part._unknown)).ByFact(),
        ];
    }

    internal static LayoutBinding Bind(ContactLayout layout, ImmutableArray<string> columns)
    {
        if (layout.IsFixedWidth || !layout.HasHeader)
            throw new ContactFileException($"layout '{layout.Name}' is for lines without a header: columns have names. Choose another one");
        var binding = new LayoutBinding(layout, columns);
        if (!layout.AllowMissing.HasFlag(ContactNeeds.Diagnoses))
            binding.RequireDiagnoses();
        return binding;
    }

    /// <summary>Reads a row; gives what makes it unreadable, or null.</summary>
    private IssueCode? Read(ReadOnlySpan<byte> row)
    {
        var position = 0;
        return _parser.Read(row, ref position) ? _parser.Problem : FormatIssues.NoContact;
    }
}
