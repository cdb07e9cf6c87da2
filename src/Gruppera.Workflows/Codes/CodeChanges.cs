using System.Collections.Immutable;
using Gruppera.Lint;

namespace Gruppera.Workflows.Codes;

/// <summary>A code of the later year that the earlier one lacks. Immutable.</summary>
/// <param name="Code">The code.</param>
/// <param name="TakesPlaceOf">Codes that went out of which it is the likeliest successor.</param>
public sealed record NewCode(EditionCode Code, ImmutableArray<string> TakesPlaceOf);

/// <summary>What became of the codes between two years. Immutable.</summary>
/// <param name="New">Codes of the later year only.</param>
/// <param name="Gone">Codes of the earlier year only, with what may have taken their place.</param>
/// <param name="Inactivated">Codes of both whose text says in the later year alone that they went out.</param>
public sealed record CodeChanges(
    ImmutableArray<NewCode> New, ImmutableArray<SuccessionRow> Gone, ImmutableArray<EditionCode> Inactivated)
{
    /// <summary>Compares the codes of two years.</summary>
    public static CodeChanges Of(CodeEdition before, CodeEdition after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var gone = CodeSuccession.Draft(before, after);
        var places = gone.Where(row => !row.Successors.IsEmpty)
            .ToLookup(row => (row.Successors[0].Code.IsProcedure, row.Successors[0].Code.Code), row => row.Code.Code);
        return new(
            [
                .. Ordered(after.Codes.Where(code => !before.Codes.ContainsKey(code.Key)).Select(code => code.Value))
                    .Select(code => new NewCode(code, [.. places[(code.IsProcedure, code.Code)]])),
            ],
            gone,
            [
                .. Ordered(after.Codes.Where(code => InactiveText.Of(code.Value.Text) is not null
                    && before.Codes.TryGetValue(code.Key, out var earlier) && InactiveText.Of(earlier.Text) is null)
                    .Select(code => code.Value)),
            ]);
    }

    private static IEnumerable<EditionCode> Ordered(IEnumerable<EditionCode> codes) =>
        codes.OrderBy(code => code.IsProcedure).ThenBy(code => code.Code, StringComparer.Ordinal);
}
