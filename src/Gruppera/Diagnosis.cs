namespace Gruppera;

/// <summary>One diagnosis entry of a contact: a code, and the dagger (etiology) code that belongs to an asterisk code.</summary>
/// <param name="Code">The asterisk (manifestation) code, or the only code.</param>
/// <param name="Dagger">The dagger (etiology) code, or blank.</param>
/// <remarks>Source: docs/specification/grouping.md §0.</remarks>
public readonly record struct Diagnosis(DiagnosisCode Code, DiagnosisCode Dagger = default)
{
    /// <summary>Stands first where secondary diagnoses are given and the principal one is not: written <c>?</c>, which no table has, so
    /// that the contact groups as one without a principal diagnosis and no secondary diagnosis takes its place.</summary>
    public static Diagnosis NotGiven { get; } = new(DiagnosisCode.Parse("?"));

    /// <summary>True if the entry has no code at all: such an entry is dropped.</summary>
    public bool IsBlank => Code.IsBlank && Dagger.IsBlank;

    /// <summary>Reads <c>I71.4</c>, or a pair written <c>G94.0*A50.3</c>, or as the books write it, <c>A50.3+G94.0*</c>;
    /// never fails.</summary>
    public static Diagnosis Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var star = text.IndexOf('*');
        var dagger = text.IndexOfAny('+', '†');
        if (dagger > 0 && dagger < text.Length - 1 && star > dagger)
            return new(DiagnosisCode.Parse(text[(dagger + 1)..]), DiagnosisCode.Parse(text[..dagger]));
        return star > 0
            ? new(DiagnosisCode.Parse(text[..star]), DiagnosisCode.Parse(text[(star + 1)..]))
            : new(DiagnosisCode.Parse(text));
    }

    /// <summary>The entry as <c>G940*A503</c>, or the code alone.</summary>
    public override string ToString() => Dagger.IsBlank ? Code.ToString() : $"{Code}*{Dagger}";
}
