using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Partials;

namespace Gruppera.Workflows.Inputs;

/// <summary>What an operation on grouped contacts leaves to those who run it: how files are opened, how progress is shown, and where what
/// is found on the way is told.</summary>
public interface IGroupedHost
{
    /// <summary>Stops the operation between blocks of rows.</summary>
    CancellationToken Stop { get; }

    /// <summary>Where the operation writes what it counted, or has it from; null for figures of its own contacts.</summary>
    PartialFile? Partial => null;

    /// <summary>An operation begins to read.</summary>
    /// <returns>What is disposed of when it ends, whether all files were read or not.</returns>
    IDisposable Begin();

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file, as the operation was given it.</param>
    /// <param name="unlessColumn">A column whose file needs nothing else, such as that of groups; null for none.</param>
    OpenContacts Open(string path, string? unlessColumn);

    /// <summary>Opens a set.</summary>
    /// <param name="id">Its id; null for the one that was named.</param>
    DefinitionSet OpenSet(string? id);

    /// <summary>Runs the reading of a file, and shows the rows done.</summary>
    GroupedSummary Follow(OpenContacts file, Func<Action<long>, GroupedSummary> read);

    /// <summary>The file of costs is read.</summary>
    void CostsAreRead(string path, CostTable costs, ImmutableArray<Issue> unreadable);

    /// <summary>Something of a file as a whole.</summary>
    void Tell(Issue issue);

    /// <summary>A contact is left out, or lacks a cost.</summary>
    void LeftOut(Issue issue);

    /// <summary>A file is read to its end.</summary>
    void IsRead(GroupedSummary summary, string name);

    /// <summary>All files of the operation are read.</summary>
    void AllAreRead();
}
