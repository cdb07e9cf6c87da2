using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Sets;

namespace Gruppera.Workflows.Codes;

/// <summary>Tells codes that a set does not know because they went out from those that never were. Thread-safe.</summary>
public static class GoneCodes
{
    private const int EarlierSets = 2;

    /// <summary>The codes that a catalogue beside the set lets be used until a day, or that an earlier set of the country knows; the most
    /// frequent first.</summary>
    /// <param name="unknown">Codes that the set does not know, with how often they occur.</param>
    /// <param name="set">The set.</param>
    /// <param name="store">Where earlier sets are; at most the two nearest years are opened, and only where codes are left to
    /// explain.</param>
    public static ImmutableArray<GoneCode> Of(IReadOnlyCollection<(string Code, long Times)> unknown, DefinitionSet set, SetStore store)
    {
        ArgumentNullException.ThrowIfNull(unknown);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(store);
        var gone = new List<GoneCode>();
        if (unknown.Count == 0)
            return [];
        var left = unknown.ToList();
        foreach (var catalogue in set.Texts.Catalogues.Where(catalogue =>
            catalogue.System.Country.Length == 0 || catalogue.System.Country.Equals(set.Version.Country,
                StringComparison.OrdinalIgnoreCase)))
            Take(code => catalogue.Find(code) is { } found && (found.To is not null
                || (catalogue.Year > 0 && catalogue.Year < set.Version.Year))
                ? new(code, 0, catalogue.Id, found.To)
                {
                    Text = catalogue.System.Kind == CodeSystemKind.Diagnosis
                        ? set.Index.TextOf(Diagnosis.Parse(code)) : set.Index.TextOf(ProcedureCode.Parse(code)),
                    IsProcedure = catalogue.System.Kind != CodeSystemKind.Diagnosis,
                }
                : null);
        foreach (var earlier in store.List().Where(each => each.Version.Country == set.Version.Country && each.Version.Year > 0
            && each.Version.Year < set.Version.Year).OrderByDescending(each => each.Version.Year).Take(EarlierSets))
        {
            if (left.Count > 0 && store.Open(earlier.Version.Id).Set is { } opened)
                Take(code => OfSet(code, opened));
        }

        return [.. gone.OrderByDescending(code => code.Times).ThenBy(code => code.Code, StringComparer.Ordinal)];

        void Take(Func<string, GoneCode?> find)
        {
            foreach (var code in left.ToList())
            {
                if (find(code.Code) is not { } found)
                    continue;
                gone.Add(found with { Times = code.Times });
                left.Remove(code);
            }
        }
    }

    private static GoneCode? OfSet(string code, DefinitionSet set)
    {
        var (diagnosis, procedure) = (DiagnosisCode.Parse(code), ProcedureCode.Parse(code));
        return !set.Index.Resolve(diagnosis).IsBlank
            ? new(code, 0, set.Version.Id, null) { Text = set.Index.TextOf(new Diagnosis(diagnosis)) }
            : !set.Index.Resolve(procedure).IsBlank
                ? new(code, 0, set.Version.Id, null) { Text = set.Index.TextOf(procedure), IsProcedure = true }
                : null;
    }
}
