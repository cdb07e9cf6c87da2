using System.Reflection;
using ModelContextProtocol.Server;

namespace Gruppera.Mcp.Tools;

/// <summary>The tools of an object: its methods that are marked so.</summary>
internal static class ToolList
{
    internal static IEnumerable<McpServerTool> Of(object tools) =>
        tools.GetType().GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(method => method.GetCustomAttribute<McpServerToolAttribute>() is not null)
            .OrderBy(method => method.MetadataToken)
            .Select(method => McpServerTool.Create(method, tools));
}
