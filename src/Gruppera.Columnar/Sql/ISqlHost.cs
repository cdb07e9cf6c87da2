using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Columnar.Sql;

/// <summary>What SQL leaves to those who run it: where sets, weight lists and files come from. Called from several threads.</summary>
public interface ISqlHost
{
    /// <summary>Id of the set that is taken where none is named.</summary>
    string FirstSet => Formats.Sets.OpenSet.Id;

    /// <summary>The grouper of a set, the same for the same id.</summary>
    Grouper GrouperOf(string set);

    /// <summary>The weight of a group in a care form and specialty, by their words.</summary>
    Func<string, string, string, double?> WeightsOf(string list, DefinitionSet set);

    /// <summary>Opens a file of contacts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">Name or file of its layout; null to find it.</param>
    /// <param name="sheet">Sheet of a workbook; null to find it.</param>
    /// <param name="needsAll">True where its contacts are grouped: what grouping needs must be there.</param>
    /// <param name="allowMissing">What contacts may lack in spite of that, with commas between; null for nothing.</param>
    SqlContacts Open(string path, string? layout, string? sheet, bool needsAll, string? allowMissing);

    /// <summary>Language of names.</summary>
    Language Language { get; }
}
