using System.ComponentModel;
using Gruppera.Presentation.Documents;
using ModelContextProtocol.Server;

namespace Gruppera.Mcp.Tools;

/// <summary>Questions in SQL. Nothing is kept from one to the next. Thread-safe.</summary>
internal sealed class SqlTools(AskedSets asked, IAgentSql sql, AgentAccess access)
{
    private const int Usual = 50;
    private const int LongestCell = 200;

    [McpServerTool(Name = "sql", Title = "A question in SQL", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description(
        "Answers a query in the SQL of DuckDB to the tables of definition sets: rules(\"set\" := id), codes(\"set\" := id) with a row " +
        "for each property of a code, groups(\"set\" := id); the open set, or the first one, where none is named. select * from " +
        "rules() limit 1 shows the columns. Where the server answers about contacts, also contacts(path), grouped(path, \"set\" := " +
        "id) and drg(diagnoses, procedures, sex := 'F', age_years := 79, duration := 5). No other files, no network, nothing is " +
        "written. 10 seconds at most.")]
    internal string Sql(
        [Description("The query.")] string query,
        [Description("Rows at most, 1 to 200; 50 where not said.")] int limit = Usual,
        CancellationToken stop = default)
    {
        AgentSqlAnswer answer;
        try
        {
            answer = sql.Ask(query, Math.Clamp(limit, 1, AskedSets.Most), access, stop);
        }
        catch (AgentSqlException exception)
        {
            throw asked.Refuse(exception.Text);
        }

        var document = new Document().Table([.. answer.Columns], answer.Rows.Select(row => row.Select(Cut).ToArray()));
        if (answer.IsCut)
            document.Line(asked.Voice.Say("There are more rows: ask for less, or with a larger limit."));
        return asked.Markdown(document) + string.Concat(answer.Sets.Select(set => "\n" + asked.Source(asked.Find(set))));
    }

    private static string Cut(string cell) => cell.Length > LongestCell ? cell[..(LongestCell - 1)] + "…" : cell;
}
