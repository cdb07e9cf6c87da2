using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using DuckDB.NET.Native;
using Gruppera.Columnar.Duck;
using Gruppera.Formats.Contacts;

namespace Gruppera.Columnar.Sql;

/// <summary>
/// The functions <c>drg</c>, <c>mdc</c>, <c>rtc</c>, <c>weight</c>, <c>rule_id</c> and <c>issue</c>: macros with named arguments over one
/// function that hands the arguments of a block of rows to the reader of contacts, field by field, and gives a struct. Several of them with
/// the same arguments group once. Thread-safe: DuckDB calls it from several threads.
/// </summary>
internal sealed unsafe class GroupFunction
{
    private const string Name = "gruppera_group";
    private const int FirstColumn = 2;
    private static readonly ImmutableArray<string> Columns =
    [
        "diagnoses", "procedures", "sex", "age_years", "age_days", "birth_date", "birth_year", "admission_date", "discharge_date",
        "duration", "nights", "discharge", "leave_days", "care_form", "specialty", "episode",
    ];

    /// <summary>The functions, each with the type of its values, in the order in which <see cref="SetGrouper"/> writes them.</summary>
    private static readonly ImmutableArray<(string Name, DuckDBType Type)> Parts =
    [
        ("drg", DuckDBType.Varchar), ("mdc", DuckDBType.Varchar), ("rtc", DuckDBType.Varchar), ("rule_id", DuckDBType.Varchar),
        ("issue", DuckDBType.Varchar), ("weight", DuckDBType.Double),
    ];

    private readonly ISqlHost _host;
    private readonly Database _database;
    private readonly ConcurrentDictionary<(string Set, string Weights), ConcurrentBag<SetGrouper>> _idle = new();

    private GroupFunction(ISqlHost host, Database database) => (_host, _database) = (host, database);

    /// <summary>Makes the functions known to a database.</summary>
    public static void Register(ISqlHost host, Database database)
    {
        var function = NativeMethods.ScalarFunction.DuckDBCreateScalarFunction();
        NativeMethods.ScalarFunction.DuckDBScalarFunctionSetName(function, Name);
        using var text = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.Varchar);
        using var any = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.Any);
        using var parts = database.TypeOf(
            $"STRUCT({string.Join(", ", Parts.Select(part => $"{part.Name} {(part.Type == DuckDBType.Double ? "DOUBLE" : "VARCHAR")}"))})");
        for (var i = 0; i < FirstColumn + Columns.Length; i++)
            NativeMethods.ScalarFunction.DuckDBScalarFunctionAddParameter(function, i is FirstColumn or FirstColumn + 1 ? any : text);
        NativeMethods.ScalarFunction.DuckDBScalarFunctionSetReturnType(function, parts);
        NativeMethods.ScalarFunction.DuckDBScalarFunctionSetSpecialHandling(function);
        NativeMethods.ScalarFunction.DuckDBScalarFunctionSetExtraInfo(
            function, Kept.Keep(new GroupFunction(host, database)), &Kept.Free);
        NativeMethods.ScalarFunction.DuckDBScalarFunctionSetFunction(function, &OnCall);
        var state = NativeMethods.ScalarFunction.DuckDBRegisterScalarFunction(database.Connection, function);
        NativeMethods.ScalarFunction.DuckDBDestroyScalarFunction(ref function);
        if (state != DuckDBState.Success)
            throw new InvalidOperationException($"the function {Name} could not be registered");
        var open = $"\"set\" := '{host.FirstSet}'";
        var named = string.Concat(Columns.Skip(1).Select(column => $", {column} := NULL"));
        var given = string.Concat(Columns.Skip(2).Select(column => $", {column}::VARCHAR"));
        foreach (var (part, _) in Parts)
        {
            var isWeight = part == "weight";
            var list = isWeight ? "weights" : "NULL";
            database.Run($"CREATE MACRO {part}(diagnoses{named}, {open}{(isWeight ? ", weights := NULL" : "")}) AS " +
                $"struct_extract({Name}(\"set\"::VARCHAR, {list}::VARCHAR, diagnoses, procedures{given}), '{part}')");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnCall(IntPtr info, IntPtr input, IntPtr output)
    {
        var function = Kept.Get<GroupFunction>(NativeMethods.ScalarFunction.DuckDBScalarFunctionGetExtraInfo(info));
        try
        {
            function.Group(input, output);
        }
        catch (Exception exception) // nothing may be thrown across the border
        {
            function._database.Cause ??= exception;
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetError(info, exception.Message);
        }
    }

    private void Group(IntPtr input, IntPtr output)
    {
        using var chunk = new BorrowedChunk(input);
        var rows = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        var vectors = new TextVector[FirstColumn + Columns.Length];
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = new(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i));
            if (!vectors[i].IsText && !vectors[i].AreNull(0, rows))
                throw new ContactFileException("diagnoses and procedures are texts, or lists of texts");
        }

        var writers = new VectorWriter[Parts.Length];
        for (var part = 0; part < writers.Length; part++)
            writers[part] = new(NativeMethods.Vectors.DuckDBStructVectorGetChild(output, part), Parts[part].Type);
        // Nearly always one set for the whole block.
        for (var from = 0; from < rows;)
        {
            var to = Math.Min(vectors[0].EndOfSame(from, rows), vectors[1].EndOfSame(from, rows));
            var key = (
                Encoding.UTF8.GetString(vectors[0].Text((ulong)from)), Encoding.UTF8.GetString(vectors[1].Text((ulong)from)));
            var idle = _idle.GetOrAdd(key, _ => []);
            if (!idle.TryTake(out var grouper))
                grouper = new(_host, key.Item1, key.Item2, Columns);
            grouper.Group(vectors.AsSpan(FirstColumn), from, to, writers);
            idle.Add(grouper);
            from = to;
        }
    }
}
