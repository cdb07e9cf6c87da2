using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using DuckDB.NET.Native;

namespace Gruppera.Columnar.Duck;

/// <summary>The rows of a query, block by block while it runs: in constant memory. Columns are texts or lists of texts; what is neither
/// must be made so by the query. Not thread-safe.</summary>
internal sealed unsafe class QueryRows : IDisposable
{
    private readonly DuckDBPreparedStatement _prepared;
    private readonly TextVector[] _vectors;
    private DuckDBResult _result;
    private DuckDBDataChunk? _chunk;
    private bool _isAtEnd;

    internal QueryRows(DuckDBPreparedStatement prepared, DuckDBResult result)
    {
        (_prepared, _result) = (prepared, result);
        Names =
        [
            .. Enumerable.Range(0, (int)NativeMethods.Query.DuckDBColumnCount(ref result))
                .Select(column => NativeMethods.Query.DuckDBColumnName(ref _result, column) ?? ""),
        ];
        _vectors = new TextVector[Names.Length];
    }

    /// <summary>Names of the columns.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Rows of the block.</summary>
    public int Count { get; private set; }

    /// <summary>Goes to the next block; false at the end.</summary>
    /// <exception cref="QueryException">The query has failed on the way.</exception>
    public bool Next()
    {
        if (_isAtEnd)
            return false;
        _chunk?.Dispose();
        _chunk = NativeMethods.Query.DuckDBFetchChunk(_result);
        if (_chunk.IsInvalid || (Count = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(_chunk)) == 0)
        {
            (Count, _isAtEnd) = (0, true);
            return NativeMethods.Query.DuckDBResultErrorType(ref _result) == DuckDBErrorType.Invalid
                ? false
                : throw QueryException.Of(ref _result);
        }

        for (var column = 0; column < _vectors.Length; column++)
            _vectors[column] = new(NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk, column));
        return true;
    }

    /// <summary>True where there is no value.</summary>
    public bool IsNull(int column, int row) => _vectors[column].IsNull((ulong)row);

    /// <summary>True for a column of lists.</summary>
    public bool IsList(int column) => _vectors[column].IsList;

    /// <summary>A text of the block; empty where there is no value. Valid until the next block.</summary>
    public ReadOnlySpan<byte> Text(int column, int row) => _vectors[column].Text((ulong)row);

    /// <summary>Where the elements of a list stand.</summary>
    public DuckDBListEntry List(int column, int row) => _vectors[column].List((ulong)row);

    /// <summary>An element of a list.</summary>
    public ReadOnlySpan<byte> Element(int column, ulong place) => _vectors[column].Element(place);

    /// <inheritdoc/>
    public void Dispose()
    {
        _chunk?.Dispose();
        NativeMethods.Query.DuckDBDestroyResult(ref _result);
        _prepared.Dispose();
    }
}

/// <summary>A column of a block: texts, or lists of texts.</summary>
internal readonly unsafe struct TextVector
{
    private const int InlineLength = 12;
    private readonly byte* _data;
    private readonly ulong* _validity;
    private readonly byte* _elements;
    private readonly ulong* _elementValidity;

    public TextVector(IntPtr vector)
    {
        _data = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        _validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        using var type = NativeMethods.Vectors.DuckDBVectorGetColumnType(vector);
        var id = NativeMethods.LogicalType.DuckDBGetTypeId(type);
        IsList = id == DuckDBType.List;
        IsText = id is DuckDBType.Varchar or DuckDBType.SqlNull;
        if (!IsList)
            return;
        var child = NativeMethods.Vectors.DuckDBListVectorGetChild(vector);
        using var childType = NativeMethods.Vectors.DuckDBVectorGetColumnType(child);
        IsText = NativeMethods.LogicalType.DuckDBGetTypeId(childType) == DuckDBType.Varchar
            || NativeMethods.Vectors.DuckDBListVectorGetSize(vector) == 0;
        _elements = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(child);
        _elementValidity = NativeMethods.Vectors.DuckDBVectorGetValidity(child);
    }

    public bool IsList { get; }

    /// <summary>False for a column of another type, of which nothing may be read.</summary>
    public bool IsText { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(ulong row) => IsNull(_validity, row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Text(ulong row) => IsNull(_validity, row) ? default : At(_data, row);

    /// <summary>The first row behind those that have the same text as a row.</summary>
    /// <remarks>It is called once a block, too seldom to be compiled for speed but at once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int EndOfSame(int from, int rows)
    {
        var text = Text((ulong)from);
        var to = from + 1;
        while (to < rows && Text((ulong)to).SequenceEqual(text))
            to++;
        return to;
    }

    /// <summary>True if no row of a stretch has a value.</summary>
    public bool AreNull(int from, int to)
    {
        if (_validity is null)
            return from >= to;
        for (var row = (ulong)from; row < (ulong)to;)
        {
            if ((row & 63) == 0 && row + 64 <= (ulong)to)
            {
                if (_validity[row >> 6] != 0)
                    return false;
                row += 64;
            }
            else if (!IsNull(row++))
            {
                return false;
            }
        }

        return true;
    }

    public DuckDBListEntry List(ulong row) => IsNull(_validity, row) ? default : ((DuckDBListEntry*)_data)[row];

    public ReadOnlySpan<byte> Element(ulong place) => IsNull(_elementValidity, place) ? default : At(_elements, place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNull(ulong* validity, ulong row) => validity is not null && (validity[row >> 6] & (1UL << (int)(row & 63))) == 0;

    /// <summary>A text as DuckDB keeps it: its length, and twelve bytes or a pointer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> At(byte* data, ulong row)
    {
        var text = data + (row * 16);
        var length = *(int*)text;
        return new(length <= InlineLength ? text + 4 : *(byte**)(text + 8), length);
    }
}
