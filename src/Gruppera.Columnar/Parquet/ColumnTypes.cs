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
                "tinyint" or "smallint" or "int" or "integer" or "bigint" => "BIGINT",
                "real" or "float" or "double precision" => "DOUBLE",
                "date" => "DATE",
                "boolean" or "bit" => "BOOLEAN",
                "timestamp" or "timestamp without time zone" or "datetime" or "datetime2" or "smalldatetime" => "TIMESTAMP",
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
                "TINYINT" or "SMALLINT" or "UTINYINT" or "INTEGER" or "USMALLINT" or "tinyint" or "smallint" or "int" => "integer",
                "BIGINT" or "UINTEGER" or "bigint" => "bigint",
                "FLOAT" or "DOUBLE" or "float" or "real" => "double precision",
                "DATE" or "date" => "date",
                "BOOLEAN" or "bit" => "boolean",
                "TIMESTAMP" or "datetime" or "datetime2" or "smalldatetime" => "timestamp",
                _ => "text",
            },
        }),
    ];

    /// <summary>The types as SQL Server has them; lists are texts with blanks, and so are numbers of a fixed scale.</summary>
    public static ImmutableArray<TableColumn> InSqlServer(ImmutableArray<TableColumn> columns, string format) =>
    [
        .. InPostgres(columns, format == "postgres" ? "postgres" : "").Select(column => column with
        {
            Type = column.Type switch
            {
                "smallint" or "integer" => "int",
                "bigint" => "bigint",
                "real" or "double precision" => "float",
                "date" => "date",
                "boolean" => "bit",
                "timestamp" or "timestamp without time zone" => "datetime2",
                _ => "nvarchar(max)",
            },
        }),
    ];

    private static string OwnType(string type) => type.EndsWith("[]", StringComparison.Ordinal) ? "text" : type;
}
