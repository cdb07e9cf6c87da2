using Gruppera.Definitions;
using Gruppera.Workflows.Sets;

namespace Gruppera.Web.Pages.Shared;

/// <summary>What to write beside a code: its text, or where the tables have none the name of what it gives.</summary>
internal static class Captions
{
    internal static TableText Of(LoadedSet set, Diagnosis diagnosis)
    {
        var index = set.Set.Index;
        var text = index.TextOf(diagnosis);
        if (text.ToString().Length > 0)
            return text;
        var known = new Diagnosis(index.Resolve(diagnosis.Code), index.Resolve(diagnosis.Dagger));
        return index.FeaturesOf(known).Concat(index.FeaturesOf(new Diagnosis(known.Code)))
            .OrderBy(row => row.Type is FeatureType.Mdc or FeatureType.None).Select(row => index.NameOf(row.Type, row.Value))
            .FirstOrDefault(HasText);
    }

    internal static TableText Of(LoadedSet set, ProcedureCode procedure)
    {
        var index = set.Set.Index;
        var text = index.TextOf(procedure);
        return text.ToString().Length > 0
            ? text
            : index.FeaturesOf(index.Resolve(procedure)).Select(row => index.NameOf(row.Type, row.Value)).FirstOrDefault(HasText);
    }

    internal static bool IsKnown(LoadedSet set, Diagnosis diagnosis) =>
        !set.Set.Index.Resolve(diagnosis.Code).IsBlank && (diagnosis.Dagger.IsBlank || !set.Set.Index.Resolve(diagnosis.Dagger).IsBlank);

    internal static bool IsKnown(LoadedSet set, ProcedureCode procedure) => !set.Set.Index.Resolve(procedure).IsBlank;

    private static bool HasText(TableText text) => text.ToString().Length > 0;
}
