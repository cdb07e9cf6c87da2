using System.Runtime.InteropServices;
using System.Text;
using Gruppera.Formats.Contacts;

namespace Gruppera.Native.Borders;

/// <summary>The border to C: texts in and out, and failures as numbers. No exception crosses it.</summary>
internal static unsafe class Border
{
    private const int LongestText = 1 << 20;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    [ThreadStatic]
    private static byte* _error;

    /// <summary>What the last failed call of this thread failed of; its memory stays until the next failure of the thread.</summary>
    internal static byte* Error => _error;

    /// <summary>Keeps what went wrong for the thread, and gives its number. The text of a fault of the library is not kept, only its kind:
    /// it might hold a value.</summary>
    internal static int Fail(Exception exception)
    {
        var (status, text) = Reason(exception);
        try
        {
            NativeMemory.Free(_error);
            _error = null;
            _error = Copy(text);
        }
        catch (OutOfMemoryException)
        {
            // Without memory there is no text.
        }

        return (int)status;
    }

    private static (Status Status, string Text) Reason(Exception exception) => exception switch
    {
        StatusException failure => (failure.Status, failure.Message),
        ContactFileException failure => (Status.Columns, failure.Message),
        OutOfMemoryException => (Status.Memory, "There is no memory left."),
        AggregateException { InnerException: { } inner } => Reason(inner),
        _ => (Status.Internal, $"A fault of the library: {exception.GetType().Name}. Please report it."),
    };

    /// <summary>A text that ends with a zero byte; null if there is none.</summary>
    internal static string? Text(byte* text, string name)
    {
        if (text is null)
            return null;
        var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text);
        if (bytes.Length > LongestText)
            throw new StatusException(Status.Argument, $"{name} is longer than {LongestText} bytes.");
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new StatusException(Status.Argument, $"{name} is no text in UTF-8.");
        }
    }

    /// <summary>A text that must be there.</summary>
    internal static string Needed(byte* text, string name) => Text(text, name) ?? throw Null(name);

    internal static void NotNull(void* pointer, string name)
    {
        if (pointer is null)
            throw Null(name);
    }

    /// <summary>A number within limits.</summary>
    internal static T Within<T>(T value, T least, T most, string name)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new StatusException(Status.Argument, $"{name} is {value}: it must be {least} to {most}.");

    /// <summary>A copy for the caller, with a zero byte behind; he frees it.</summary>
    internal static byte* Copy(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var copy = (byte*)NativeMemory.Alloc((nuint)length + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(copy, length));
        copy[length] = 0;
        return copy;
    }

    private static StatusException Null(string name) => new(Status.Argument, $"{name} is null.");
}
