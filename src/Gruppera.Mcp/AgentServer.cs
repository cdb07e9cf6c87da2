using Gruppera.Mcp.Tools;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Sets;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Gruppera.Mcp;

/// <summary>The server of the Model Context Protocol: its tools and resources, the same over standard input and output and over HTTP.
/// It logs nothing and keeps nothing of what is asked. Thread-safe.</summary>
public static class AgentServer
{
    private const string Instructions =
        "Gruppera answers questions about NordDRG definition tables. Answers are facts of the tables, with their sources: set, table, " +
        "row. Cite the sources; do not add groups, codes or rules that no answer has. A definition set is named by its id (tool sets); " +
        "the first one answers where none is named. Codes are of ICD-10 and NCSP as the set has them.";

    /// <summary>Tools, resources and instructions, made once for all who ask: what it returns gives them to the options of a
    /// session.</summary>
    /// <param name="sets">The sets that answer.</param>
    /// <param name="access">What may be asked.</param>
    /// <param name="language">Language of answers.</param>
    /// <param name="sql">Answers questions in SQL; null where there are none.</param>
    public static Action<McpServerOptions> Setup(SetCatalogue sets, AgentAccess access, Language language, IAgentSql? sql = null)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var asked = new AskedSets(sets, new Voice { Language = language });
        McpServerTool[] tools =
        [
            .. ToolList.Of(new LogicTools(asked)), .. ToolList.Of(new ChangeTools(asked)),
            .. sql is null ? [] : ToolList.Of(new SqlTools(asked, sql, access)),
            .. access >= AgentAccess.Contacts ? ToolList.Of(new ContactTools(asked)) : [],
            .. access >= AgentAccess.Files ? ToolList.Of(new FileTools(asked)) : [],
        ];
        McpServerResource[] resources = [.. References.All(language)];
        return options =>
        {
            options.ServerInfo = new Implementation { Name = "gruppera", Version = Grouping.Grouper.EngineVersion };
            options.ServerInstructions = Instructions;
            options.ToolCollection = [.. tools];
            options.ResourceCollection = [.. resources];
        };
    }

    /// <summary>Answers over standard input and output until the input ends.</summary>
    /// <param name="sets">The sets that answer.</param>
    /// <param name="access">What may be asked.</param>
    /// <param name="language">Language of answers.</param>
    /// <param name="input">Takes requests.</param>
    /// <param name="output">Takes answers; nothing else may be written to it.</param>
    /// <param name="stop">Stops it.</param>
    /// <param name="sql">Answers questions in SQL; null where there are none.</param>
    public static async Task RunAsync(
        SetCatalogue sets, AgentAccess access, Language language, Stream input, Stream output, CancellationToken stop,
        IAgentSql? sql = null)
    {
        var options = new McpServerOptions();
        Setup(sets, access, language, sql)(options);
        await using var transport = new StreamServerTransport(input, output, "gruppera");
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync(stop);
    }
}
