namespace Gruppera.Fuzz;

/// <summary>A reader that is tried with any bytes. It throws for a fault alone: what is wrong with the bytes is told otherwise.</summary>
/// <param name="Name">Its name, and the folder of its seeds.</param>
/// <param name="Try">Reads bytes and checks what came of them.</param>
/// <param name="IsPacked">True for zip archives and workbooks, whose parts are changed and packed anew.</param>
internal sealed record Target(string Name, Action<byte[]> Try, bool IsPacked = false);

/// <summary>What came of bytes is not what must come of any.</summary>
public sealed class BrokenLawException : Exception
{
    /// <summary>Makes one.</summary>
    public BrokenLawException()
    {
    }

    /// <summary>Makes one.</summary>
    public BrokenLawException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    public BrokenLawException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static void Unless(bool holds, string law)
    {
        if (!holds)
            throw new BrokenLawException(law);
    }
}
