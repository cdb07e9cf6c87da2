using DuckDB.NET.Native;
using Gruppera.Formats.Contacts;

namespace Gruppera.Columnar.Parquet;

/// <summary>Types of the columns that grouping adds: numbers are numbers, all else the words of the CSV file.</summary>
internal static class ResultTypes
{
    private static readonly Dictionary<string, DuckDBType> Numbers = ResultColumn.All.Where(column => column.Value == ResultValue.Number)
        .Select(column => KeyValuePair.Create(column.Name, DuckDBType.BigInt))
        .Append(KeyValuePair.Create(ResultColumn.Weight.Name, DuckDBType.Double)).ToDictionary(StringComparer.Ordinal);

    /// <summary>The type of a column of results.</summary>
    public static DuckDBType TypeOf(string name) => Numbers.GetValueOrDefault(name, DuckDBType.Varchar);

    /// <summary>Its name in SQL; empty for text.</summary>
    public static string Of(string name) => TypeOf(name) switch { DuckDBType.BigInt => "BIGINT", DuckDBType.Double => "DOUBLE", _ => "" };
}
