using System.Collections.Immutable;

namespace Gruppera;

/// <summary>The issue codes of a project: each project has a catalogue of what it raises. Filled when the project is loaded.</summary>
public sealed class IssueCatalogue
{
    private readonly List<IssueCode> _codes = [];

    /// <summary>All codes, in order of their ids.</summary>
    public ImmutableArray<IssueCode> All => [.. _codes.OrderBy(code => code.Id, StringComparer.Ordinal)];

    /// <summary>Adds an error; see <see cref="IssueCode"/>.</summary>
    public IssueCode Error(string id, Text meaning, Text remedy, bool recoverable = false) =>
        Add(id, IssueSeverity.Error, recoverable, meaning, remedy);

    /// <summary>Adds a warning; see <see cref="IssueCode"/>.</summary>
    public IssueCode Warning(string id, Text meaning, Text remedy) => Add(id, IssueSeverity.Warning, true, meaning, remedy);

    /// <summary>Adds a piece of information; see <see cref="IssueCode"/>.</summary>
    public IssueCode Information(string id, Text meaning, Text remedy) => Add(id, IssueSeverity.Information, true, meaning, remedy);

    private IssueCode Add(string id, IssueSeverity severity, bool recoverable, Text meaning, Text remedy)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(meaning);
        ArgumentNullException.ThrowIfNull(remedy);
        var code = new IssueCode(id, severity, recoverable, meaning, remedy);
        _codes.Add(code);
        return code;
    }
}
