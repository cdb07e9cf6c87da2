namespace Gruppera;

/// <summary>A procedure code (KVÅ, NCSP, or an ATC code used as one), normalised so that dots, case, blanks and asterisk or dagger marks
/// make no difference.</summary>
/// <remarks>An immutable value of eight bytes. <c>default</c> is the blank code. Texts that cannot be a code of any
/// table become <see cref="Unknown"/>: not blank, and found nowhere. Source: docs/specification/grouping.md §2.</remarks>
public readonly record struct ProcedureCode : IComparable<ProcedureCode>
{
    private ProcedureCode(ulong bits) => Bits = bits;

    /// <summary>A code that no table can hold.</summary>
    public static ProcedureCode Unknown => new(CodePacking.Unrepresentable);

    /// <summary>True if there is no code.</summary>
    public bool IsBlank => Bits == 0;

    /// <summary>True if the text could not be a code: longer than ten characters, or with characters no code has.</summary>
    public bool IsUnknown => Bits == CodePacking.Unrepresentable;

    internal ulong Bits { get; }

    /// <summary>Reads a code as delivered; never fails.</summary>
    public static ProcedureCode Parse(ReadOnlySpan<char> text) => new(CodePacking.Pack(text));

    /// <summary>Reads a code as delivered in UTF-8; never fails.</summary>
    public static ProcedureCode Parse(ReadOnlySpan<byte> utf8) => new(CodePacking.Pack(utf8));

    /// <summary>Reads the first code of a list with blanks between its codes, where it is written plainly, as nearly all are: a capital
    /// letter, then two to seven letters and digits, the last of them a digit, in the form of a procedure code.</summary>
    /// <param name="list">The list in UTF-8; its first byte is the first of the code.</param>
    /// <param name="code">The code; blank where the text is not plain.</param>
    /// <param name="length">Bytes that it takes.</param>
    /// <returns>False for any other text, which may be a code all the same: see <see cref="Parse(ReadOnlySpan{byte})"/>.</returns>
    public static bool TryReadPlain(ReadOnlySpan<byte> list, out ProcedureCode code, out int length)
    {
        var isPlain = CodePacking.TryPackPlain(list, isDiagnosis: false, out var bits, out length);
        code = isPlain ? new(bits) : default;
        return isPlain;
    }

    internal static ProcedureCode FromBits(ulong bits) => new(bits);

    /// <inheritdoc/>
    public int CompareTo(ProcedureCode other) => Bits.CompareTo(other.Bits);

    /// <summary>The normalised code, for instance <c>JFB30</c>; empty for the blank code, <c>?</c> for <see cref="Unknown"/>.</summary>
    public override string ToString() => CodePacking.Unpack(Bits);

    /// <summary>Orders codes as their texts.</summary>
    public static bool operator <(ProcedureCode left, ProcedureCode right) => left.Bits < right.Bits;

    /// <summary>Orders codes as their texts.</summary>
    public static bool operator >(ProcedureCode left, ProcedureCode right) => left.Bits > right.Bits;

    /// <summary>Orders codes as their texts.</summary>
    public static bool operator <=(ProcedureCode left, ProcedureCode right) => left.Bits <= right.Bits;

    /// <summary>Orders codes as their texts.</summary>
    public static bool operator >=(ProcedureCode left, ProcedureCode right) => left.Bits >= right.Bits;
}
