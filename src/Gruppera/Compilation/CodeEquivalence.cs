using System.Collections.Immutable;

namespace Gruppera.Compilation;

/// <summary>Codes that give a contact the same in a place.</summary>
/// <param name="Entry">The entry of one of them.</param>
/// <param name="Codes">All of them, in order of their texts.</param>
/// <param name="Texts">Their texts.</param>
internal readonly record struct EquivalentCodes(int Entry, ulong[] Codes, ImmutableArray<string> Texts);

/// <summary>All codes of a set by what they give: a few thousand classes where there are fifty thousand codes, so that a question about any
/// code is a question about each class. Classes that give nothing in their place are left out. Immutable.</summary>
internal sealed class CodeEquivalence
{
    /// <param name="codes">The codes.</param>
    /// <param name="primaryCare">Entry of what stands for primary care, which nobody records; 0 for none.</param>
    internal CodeEquivalence(CodeTable codes, int primaryCare)
    {
        Principals = Group(codes.Diagnoses, codes, number => codes.Entries[number].IsInTable ? $"{number}" : "");
        Secondaries = Group(codes.Diagnoses, codes, number => AsSecondary(codes, codes.Entries[number]));
        Procedures = Group(codes.Procedures, codes, number => number == primaryCare ? "" : AsProcedure(codes, codes.Entries[number]));
    }

    /// <summary>Diagnoses by all that they give, for the principal diagnosis.</summary>
    internal EquivalentCodes[] Principals { get; }

    /// <summary>Diagnoses by what they give as a secondary diagnosis.</summary>
    internal EquivalentCodes[] Secondaries { get; }

    /// <summary>Procedures by what they give.</summary>
    internal EquivalentCodes[] Procedures { get; }

    private static EquivalentCodes[] Group(CodeMap map, CodeTable codes, Func<int, string> keyOf)
    {
        var keys = new string?[codes.Entries.Length];
        var classes = new Dictionary<string, (int Entry, List<ulong> Codes)>(StringComparer.Ordinal);
        foreach (var (code, entry) in map.All)
        {
            var key = keys[entry] ??= keyOf(entry);
            if (key.Length == 0)
                continue;
            if (!classes.TryGetValue(key, out var found))
                classes.Add(key, found = (entry, []));
            found.Codes.Add(code);
        }

        foreach (var (_, found) in classes.Values)
            found.Sort();
        return
        [
            .. classes.Values.Select(found =>
                new EquivalentCodes(found.Entry, [.. found.Codes], [.. found.Codes.Select(CodePacking.Unpack)]))
                .OrderBy(found => found.Codes[0]),
        ];
    }

    private static string AsSecondary(CodeTable codes, in CodeEntry entry) =>
        Text(entry.OrMask, codes.DgpropsAndProcprops(entry), codes.Sdgprops(entry), codes.ComplicationsOf(entry));

    private static string AsProcedure(CodeTable codes, in CodeEntry entry) =>
        Text(entry.OrMask | (entry.ComplicationLevel << 4), codes.DgpropsAndProcprops(entry), [], []);

    /// <summary>A key that is empty if nothing is given. Facts and numbers of complications may be equal, so the parts are
    /// distinguished.</summary>
    private static string Text(int flags, ReadOnlySpan<ushort> shared, ReadOnlySpan<ushort> first, ReadOnlySpan<ushort> complications) =>
        flags + shared.Length + first.Length + complications.Length == 0
            ? ""
            : $"{flags}:{string.Join(',', shared.ToArray())}:" +
                $"{string.Join(',', first.ToArray())}:{string.Join(',', complications.ToArray())}";
}
