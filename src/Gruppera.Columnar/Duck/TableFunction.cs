using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;

namespace Gruppera.Columnar.Duck;

/// <summary>What a function of a table was called with: texts by name.</summary>
/// <param name="named">What was given by name or at its place.</param>
internal sealed class FunctionArguments(Dictionary<string, string?> named)
{
    /// <summary>What was given; null for nothing.</summary>
    public string? this[string name] => named.GetValueOrDefault(name);
}

/// <summary>A function of SQL that gives a table made of text. Names of arguments that it has not are refused by DuckDB.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Places">Names of the arguments that have a place.</param>
/// <param name="Named">Names of those that are given by name.</param>
/// <param name="Bind">Makes the table of the arguments: what its columns are.</param>
internal sealed record TableFunction(
    string Name, ImmutableArray<string> Places, ImmutableArray<string> Named, Func<FunctionArguments, StreamedTable> Bind)
{
    /// <summary>What a function threw first: SQL knows its message alone.</summary>
    private Database? _database;

    /// <summary>Makes the function known to a database.</summary>
    public unsafe void Register(Database database)
    {
        _database = database;
        var function = NativeMethods.TableFunction.DuckDBCreateTableFunction();
        NativeMethods.TableFunction.DuckDBTableFunctionSetName(function, Name);
        using var text = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.Varchar);
        foreach (var _ in Places)
            NativeMethods.TableFunction.DuckDBTableFunctionAddParameter(function, text);
        foreach (var name in Named)
            NativeMethods.TableFunction.DuckDBTableFunctionAddNamedParameter(function, name, text);
        NativeMethods.TableFunction.DuckDBTableFunctionSetExtraInfo(function, Kept.Keep(this), &Kept.Free);
        NativeMethods.TableFunction.DuckDBTableFunctionSetBind(function, &OnBind);
        NativeMethods.TableFunction.DuckDBTableFunctionSetInit(function, &OnInit);
        NativeMethods.TableFunction.DuckDBTableFunctionSetFunction(function, &OnRead);
        NativeMethods.TableFunction.DuckDBTableFunctionSupportsProjectionPushdown(function, true);
        var state = NativeMethods.TableFunction.DuckDBRegisterTableFunction(database.Connection, function);
        NativeMethods.TableFunction.DuckDBDestroyTableFunction(ref function);
        if (state != DuckDBState.Success)
            throw new InvalidOperationException($"the function {Name} could not be registered");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void OnBind(IntPtr info)
    {
        var function = Kept.Get<TableFunction>(NativeMethods.TableFunction.DuckDBBindGetExtraInfo(info));
        try
        {
            var given = new Dictionary<string, string?>(StringComparer.Ordinal);
            for (var i = 0; i < function.Places.Length; i++)
                given[function.Places[i]] = Text(NativeMethods.TableFunction.DuckDBBindGetParameter(info, (ulong)i));
            foreach (var name in function.Named)
                given[name] = Text(NativeMethods.TableFunction.DuckDBBindGetNamedParameter(info, name));
            var table = function.Bind(new(given));
            foreach (var column in table.Columns)
            {
                using var type = NativeMethods.LogicalType.DuckDBCreateLogicalType(column.Type);
                NativeMethods.TableFunction.DuckDBBindAddResultColumn(info, column.Name, type);
            }

            NativeMethods.TableFunction.DuckDBBindSetBindData(info, Kept.Keep(table), &Kept.Free);
        }
        catch (Exception exception) // nothing may be thrown across the border
        {
            NativeMethods.TableFunction.DuckDBBindSetError(info, function.Told(exception));
        }

        static string? Text(DuckDBValue? value)
        {
            using (value)
                return value is null || value.IsInvalid || value.IsNull() ? null : NativeMethods.Value.DuckDBGetVarchar(value);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void OnInit(IntPtr info)
    {
        var table = Kept.Get<StreamedTable>(NativeMethods.TableFunction.DuckDBInitGetBindData(info));
        var wanted = Enumerable.Range(0, (int)NativeMethods.TableFunction.DuckDBInitGetColumnCount(info))
            .Select(i => (int)NativeMethods.TableFunction.DuckDBInitGetColumnIndex(info, (ulong)i)).ToImmutableArray();
        NativeMethods.TableFunction.DuckDBInitSetInitData(info, Kept.Keep(new StreamedTableReader(table, wanted)), &Kept.Free);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnRead(IntPtr info, IntPtr output)
    {
        var function = Kept.Get<TableFunction>(NativeMethods.TableFunction.DuckDBFunctionGetExtraInfo(info));
        try
        {
            var reader = Kept.Get<StreamedTableReader>(NativeMethods.TableFunction.DuckDBFunctionGetInitData(info));
            reader.Fill(output, (int)NativeMethods.Helpers.DuckDBVectorSize());
        }
        catch (Exception exception) // nothing may be thrown across the border
        {
            NativeMethods.TableFunction.DuckDBFunctionSetError(info, function.Told(exception));
        }
    }

    private string Told(Exception exception)
    {
        _database!.Cause ??= exception;
        return exception.Message;
    }
}

/// <summary>Objects that native code keeps for us.</summary>
internal static class Kept
{
    public static IntPtr Keep(object value) => GCHandle.ToIntPtr(GCHandle.Alloc(value));

    public static T Get<T>(IntPtr handle) => (T)GCHandle.FromIntPtr(handle).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Free(IntPtr handle)
    {
        var kept = GCHandle.FromIntPtr(handle);
        (kept.Target as IDisposable)?.Dispose();
        kept.Free();
    }
}
