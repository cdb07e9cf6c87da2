namespace Gruppera.Formats.Deliveries;

/// <summary>What schemas know of tables, for those who look for the header of a sheet.</summary>
/// <param name="IsName">True for the name of a table.</param>
/// <param name="IsHeader">True where columns are all that the table of a name needs.</param>
internal sealed record KnownTables(Func<string, bool> IsName, Func<string, IEnumerable<string>, bool> IsHeader);
