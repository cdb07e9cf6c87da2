using System.Collections.Immutable;

namespace Gruppera.Formats.Contacts;

/// <summary>Where a layout finds a value: a header name, a position, or a slice of a fixed-width line.</summary>
/// <param name="Name">Header name, compared without regard to case; empty if the place is a number.</param>
/// <param name="At">Number of the field, or of the first character of a fixed-width slice; the first is 1.</param>
/// <param name="Length">Length of a fixed-width slice; 0 for delimited text.</param>
public readonly record struct ColumnRef(string Name, int At = 0, int Length = 0)
{
    /// <summary>Further names, tried in order where the file lacks <see cref="Name"/>; <c>default</c> for none.</summary>
    public ImmutableArray<string> Or { get; init; }

    /// <summary>All names, in the order in which they are tried; empty if the place is a number.</summary>
    public IEnumerable<string> Names => Name is not { Length: > 0 } ? [] : Or.IsDefaultOrEmpty ? [Name] : Or.Prepend(Name);

    /// <summary>A reference to the first of these names that a file has.</summary>
    /// <param name="names">The names in the order in which they are tried; none for no column.</param>
    public static ColumnRef OneOf(ImmutableArray<string> names) =>
        new(names.FirstOrDefault("")) { Or = names.Length > 1 ? names[1..] : default };

    /// <summary>The reference as a person would say it.</summary>
    public override string ToString() =>
        Name is { Length: > 0 } ? string.Join(" or ", Names) : Length > 0 ? $"{At}-{At + Length - 1}" : $"field {At}";
}
