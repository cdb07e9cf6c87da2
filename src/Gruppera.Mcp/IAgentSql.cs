using System.Collections.Immutable;

namespace Gruppera.Mcp;

/// <summary>Answers agents in SQL; a host that has SQL gives it. What it reads of disks and networks is nothing but what the access allows.
/// Thread-safe.</summary>
public interface IAgentSql
{
    /// <summary>Asks.</summary>
    /// <param name="sql">Statements; the last gives the rows.</param>
    /// <param name="most">Rows at most.</param>
    /// <param name="access">What may be asked: without contacts, definition sets alone.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="AgentSqlException">It cannot be run, or takes too long.</exception>
    AgentSqlAnswer Ask(string sql, int most, AgentAccess access, CancellationToken stop);
}

/// <summary>Rows that answer a question in SQL. Immutable.</summary>
/// <param name="Columns">Their columns.</param>
/// <param name="Rows">Their cells; empty where there is no value.</param>
/// <param name="IsCut">True if there are more.</param>
/// <param name="Sets">Ids of the definition sets that were asked.</param>
public sealed record AgentSqlAnswer(
    ImmutableArray<string> Columns, ImmutableArray<string[]> Rows, bool IsCut, ImmutableArray<string> Sets);

/// <summary>A question in SQL that is not answered, with the reason. No value of a contact and no name of a file stands in it.</summary>
/// <param name="text">The reason.</param>
public sealed class AgentSqlException(Text text) : Exception(text?.ToString())
{
    /// <summary>The reason of a file that is not read as contacts.</summary>
    public static Text CannotRead => "The file cannot be read as contacts: gruppera contacts check tells why, on your own screen";

    /// <summary>The reason of a file that is not there or not open to the one who asks.</summary>
    public static Text CannotOpen => "The file cannot be opened";

    /// <summary>The reason.</summary>
    public Text Text { get; } = text;
}
