using Gruppera.Columnar.Duck;
using Gruppera.Formats.Contacts;

namespace Gruppera.Columnar.Parquet;

/// <summary>A column as the text that a file of contacts would have, and back: what the reading line takes, and the types kept.</summary>
internal static class ColumnText
{
    /// <summary>The column as text, or as a list of texts.</summary>
    /// <remarks>Dates are written 2025-03-01, times of a day without a time of day as dates, whole numbers without decimals whatever type
    /// they are stored in: as a workbook's cells are.</remarks>
    public static string Of(TableColumn column)
    {
        var name = Names.Identifier(column.Name);
        var type = column.Type.ToUpperInvariant();
        return type switch
        {
            "VARCHAR" => name,
            "TIMESTAMP WITH TIME ZONE" => OfTime($"{name}::TIMESTAMP"),
            _ when IsList(type) => type.Contains('(', StringComparison.Ordinal) && !type.StartsWith("DECIMAL", StringComparison.Ordinal)
                ? $"{name}::VARCHAR" : $"{name}::VARCHAR[]",
            _ when type.StartsWith("TIMESTAMP", StringComparison.Ordinal) => OfTime($"{name}::TIMESTAMP"),
            "DOUBLE" or "FLOAT" => $"CASE WHEN isnan({name}) THEN NULL WHEN {name} = trunc({name}) AND abs({name}) < 1e15 " +
                $"THEN {name}::BIGINT::VARCHAR ELSE {name}::VARCHAR END",
            _ => $"{name}::VARCHAR",
        } + $" AS {name}";
    }

    /// <summary>The column as the text that a result shows: nothing of a value is left out.</summary>
    public static string Plain(TableColumn column)
    {
        var name = Names.Identifier(column.Name);
        var isPlainList = IsList(column.Type) && !column.Type.Contains('(', StringComparison.Ordinal);
        return $"{name}::{(isPlainList ? "VARCHAR[]" : "VARCHAR")} AS {name}";
    }

    /// <summary>The text of a column as a value of its type again: none where there is no text.</summary>
    /// <param name="name">Name of the column.</param>
    /// <param name="type">Its type; empty for text.</param>
    public static string Typed(string name, string type)
    {
        var column = Names.Identifier(name);
        if (IsList(type))
            return $"CASE WHEN {column} IS NULL THEN [] ELSE string_split({column}, ' ') END::{type} AS {column}";
        return type is "" or "VARCHAR" ? column : $"CAST(nullif(trim({column}), '') AS {type}) AS {column}";
    }

    private static bool IsList(string type) =>
        type.EndsWith("[]", StringComparison.Ordinal) && !type.EndsWith("[][]", StringComparison.Ordinal);

    private static string OfTime(string time) =>
        $"CASE WHEN {time}::TIME = TIME '00:00:00' THEN {time}::DATE::VARCHAR ELSE {time}::VARCHAR END";
}
