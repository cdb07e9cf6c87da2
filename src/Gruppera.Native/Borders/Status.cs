namespace Gruppera.Native.Borders;

/// <summary>What a function of the library says of itself; the numbers are those of <c>gruppera.h</c>.</summary>
internal enum Status
{
    Ok = 0,

    /// <summary>An argument is null, out of range, or no text in UTF-8.</summary>
    Argument = 1,

    /// <summary>A handle was never given, or is closed.</summary>
    Handle = 2,

    /// <summary>The definition set is not there, or cannot be used.</summary>
    Set = 3,

    /// <summary>The columns cannot be read as contacts.</summary>
    Columns = 4,

    /// <summary>There is no memory left.</summary>
    Memory = 5,

    /// <summary>A fault of the library.</summary>
    Internal = 6,
}

/// <summary>Why a call failed, as its caller gets it.</summary>
internal sealed class StatusException(Status status, string text) : Exception(text)
{
    internal Status Status => status;
}
