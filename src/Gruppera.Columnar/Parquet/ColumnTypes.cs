using System.Collections.Immutable;
using Gruppera.Formats.Contacts;

namespace Gruppera.Columnar.Parquet;

/// <summary>Types of columns that go from one kind of table to another: kept within a kind, the nearest one between kinds, text where there
/// is none.</summary>
internal static class ColumnTypes
{
    /// <summary>The types as DuckDB has them.</summary>
    public static ImmutableArray<TableColumn> InDuck(ImmutableArray<TableColumn> columns, string format) => format == "parquet" ? columns :
    [
        .. columns.Select(column => column with
        {
            Type = column.Type switch
            {
                "smallint" or "integer" or "bigint" => "BIGINT",
                "real" or "double precision" => "DOUBLE",
                "date" => "DATE",
                "boolean" => "BOOLEAN",
                "timestamp" or "timestamp without time zone" => "TIMESTAMP",
                "text[]" or "character varying[]" => "VARCHAR[]",
                _ => "",
            },
        }),
    ];

    /// <summary>The types as PostgreSQL has them; lists are texts with blanks.</summary>
    public static ImmutableArray<TableColumn> InPostgres(ImmutableArray<TableColumn> columns, string format) =>
    [
        .. columns.Select(column => column with
        {
            Type = format == "postgres" ? OwnType(column.Type) : column.Type switch
            {
                "TINYINT" or "SMALLINT" or "UTINYINT" or "INTEGER" or "USMALLINT" => "integer",
                "BIGINT" or "UINTEGER" => "bigint",
                "FLOAT" or "DOUBLE" => "double precision",
                "DATE" => "date",
                "BOOLEAN" => "boolean",
                "TIMESTAMP" => "timestamp",
                _ => "text",
            },
        }),
    ];

    private static string OwnType(string type) => type.EndsWith("[]", StringComparison.Ordinal) ? "text" : type;
}
