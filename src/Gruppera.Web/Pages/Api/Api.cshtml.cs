using System.Collections.Immutable;
using Gruppera.Presentation.Words;
using Gruppera.Web.Api;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Routing;

namespace Gruppera.Web.Pages.Api;

/// <summary>The HTTP API: every operation with an example to try out, and every problem that it may answer with.</summary>
public sealed class ApiModel(SetCatalogue sets, EndpointDataSource endpoints) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => Say("The HTTP API");

    /// <summary>The operations with their methods and paths, in order.</summary>
    public ImmutableArray<(string Method, string Path, Operation Operation)> Listed { get; } =
    [
        .. from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
           let operation = endpoint.Metadata.GetMetadata<Operation>()
           where operation is not null
           select (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0], endpoint.RoutePattern.RawText!, operation),
    ];

    /// <summary>Problems of requests.</summary>
    public ImmutableArray<IssueCode> Problems { get; } = [.. AllIssues.Codes.Concat(ApiIssues.All)
        .Where(code => code.Id.StartsWith("GRP5", StringComparison.Ordinal)).OrderBy(code => code.Id, StringComparer.Ordinal)];

    /// <summary>An example's path under the set that the page is about.</summary>
    public string ExampleOf(Operation operation) => operation.Example.Replace("open-se", Sets.Id, StringComparison.Ordinal);
}
