namespace Gruppera.Formats.Contacts;

/// <summary>Which diagnoses of a contact are written as codes of functions (ICF). Those are no diagnoses: they hold their place as codes
/// that no table has. Where other codes of the contact are in small letters, so may its diagnoses be, and only a qualifier tells. Of the
/// first 32 places.</summary>
internal struct FunctionPlaces
{
    private uint _written;
    private uint _qualified;
    private bool _hasSmall;

    /// <summary>Takes note of how the code at a place is written.</summary>
    internal void Note(ReadOnlySpan<byte> text, int place)
    {
        if (FunctionCode.IsWritten(text))
        {
            var bit = place < 32 ? 1U << place : 0;
            _written |= bit;
            _qualified |= FunctionCode.IsQualified(text) ? bit : 0;
        }
        else if (!text.IsEmpty && text[0] is >= (byte)'a' and <= (byte)'z')
            _hasSmall = true;
    }

    /// <summary>Forgets the places from one on.</summary>
    internal void CutAt(int place)
    {
        var kept = place < 32 ? (1U << place) - 1 : uint.MaxValue;
        (_written, _qualified) = (_written & kept, _qualified & kept);
    }

    /// <summary>The next place of a code of functions, from one on; -1 after the last.</summary>
    internal readonly int Next(int from)
    {
        var rest = from < 32 ? (_hasSmall ? _qualified : _written) >> from : 0;
        return rest == 0 ? -1 : from + System.Numerics.BitOperations.TrailingZeroCount(rest);
    }
}
