using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gruppera.Grouping;
using Gruppera.Native.Borders;
using Gruppera.Native.Results;

namespace Gruppera.Native.Exports;

/// <summary>The functions of <c>gruppera.h</c> that are about the library itself.</summary>
internal static unsafe class Library
{
    /// <summary>Number of the binary interface: it grows where a function changes its meaning or goes.</summary>
    internal const int Abi = 1;

    private static readonly nint Engine = (nint)Border.Copy(Grouper.EngineVersion);

    internal static readonly Handles<NativeSet> Sets = new("definition set");
    internal static readonly Handles<NativeReader> Readers = new("reader");

    [UnmanagedCallersOnly(EntryPoint = "gruppera_abi", CallConvs = [typeof(CallConvCdecl)])]
    internal static int GetAbi() => Abi;

    [UnmanagedCallersOnly(EntryPoint = "gruppera_engine", CallConvs = [typeof(CallConvCdecl)])]
    internal static byte* GetEngine() => (byte*)Engine;

    [UnmanagedCallersOnly(EntryPoint = "gruppera_error", CallConvs = [typeof(CallConvCdecl)])]
    internal static byte* GetError() => Border.Error;

    [UnmanagedCallersOnly(EntryPoint = "gruppera_free", CallConvs = [typeof(CallConvCdecl)])]
    internal static void Free(void* text) => NativeMemory.Free(text);

    [UnmanagedCallersOnly(EntryPoint = "gruppera_close", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Close(long handle)
    {
        try
        {
            return Sets.Remove(handle) || Readers.Remove(handle)
                ? (int)Status.Ok
                : throw new StatusException(Status.Handle, "There is nothing to close: it was never opened, or it is closed.");
        }
        catch (Exception exception)
        {
            return Border.Fail(exception);
        }
    }
}
