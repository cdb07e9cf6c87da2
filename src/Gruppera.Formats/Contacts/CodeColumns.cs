using System.Collections.Immutable;

namespace Gruppera.Formats.Contacts;

/// <summary>Where codes of one kind stand: the principal one, then lists, then numbered columns, then positions. Immutable.</summary>
public sealed record CodeColumns
{
    /// <summary>Column of the principal diagnosis; null if the first code of the others is it.</summary>
    public ColumnRef? Principal { get; init; }

    /// <summary>Column of a second code of the principal diagnosis, either of the two being the asterisk code;
    /// null if there is none.</summary>
    public ColumnRef? Second { get; init; }

    /// <summary>Columns that each hold several codes.</summary>
    public ImmutableArray<string> Lists { get; init; } = [];

    /// <summary>Names of columns, read one after the other: with <c>{n}</c> for 1, 2, 3 ..., without it single columns.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Names of the columns of dagger codes, one for each of <see cref="Names"/>, empty for none.</summary>
    public ImmutableArray<string> DaggerNames { get; init; } = [];

    /// <summary>True if either of two codes that belong together may be the asterisk code: which one is, its category tells.</summary>
    public bool IsEitherFirst { get; init; }

    /// <summary>A letter that a register writes before each code, as D and K in Denmark; empty for none.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Position of the first code; 0 if codes have names.</summary>
    public int From { get; init; }

    /// <summary>Position of the first dagger code; 0 if there are none.</summary>
    public int DaggerFrom { get; init; }

    /// <summary>Number of codes at positions.</summary>
    public int Count { get; init; }

    /// <summary>Distance from one code to the next.</summary>
    public int Step { get; init; } = 1;

    /// <summary>Length of a code in fixed-width lines.</summary>
    public int Length { get; init; }

    /// <summary>True if nothing says where codes stand.</summary>
    internal bool IsNone => Principal is null && Lists.IsEmpty && Names.IsEmpty && From == 0;

    /// <summary>What a file must have one of, as a person would say it.</summary>
    internal IEnumerable<string> Wanted =>
        (Principal?.Names ?? []).Concat(Lists).Concat(Names.Take(Principal is null ? 1 : 0))
            .Select(name => name.Replace("{n}", "1", StringComparison.Ordinal));
}
