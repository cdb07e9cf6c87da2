using System.Runtime.InteropServices;
using System.Text;

namespace Gruppera.Native.Borders;

/// <summary>Texts that C may keep a pointer to for as long as their owner is open: each is written once, in memory that does not move.
/// Thread-safe.</summary>
internal sealed unsafe class NativeTexts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, byte[]> _texts = new(StringComparer.Ordinal);
    private readonly List<nint[]> _arrays = [];

    /// <summary>A text in UTF-8 with a zero byte behind.</summary>
    internal nint Of(string text)
    {
        lock (_lock)
        {
            if (!_texts.TryGetValue(text, out var bytes))
            {
                bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(text) + 1, pinned: true);
                Encoding.UTF8.GetBytes(text, bytes);
                _texts[text] = bytes;
            }

            return Marshal.UnsafeAddrOfPinnedArrayElement(bytes, 0);
        }
    }

    /// <summary>An array of pointers.</summary>
    internal nint* Array(ReadOnlySpan<nint> pointers)
    {
        var array = GC.AllocateArray<nint>(Math.Max(1, pointers.Length), pinned: true);
        pointers.CopyTo(array);
        lock (_lock)
            _arrays.Add(array);
        return (nint*)Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
    }
}
