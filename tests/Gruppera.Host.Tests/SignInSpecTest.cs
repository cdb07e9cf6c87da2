using Gruppera.Tests;
using Gruppera.Web.SignIn;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Host.Tests;

/// <summary>Runs the rows of specs/sign-in.md with an API key of each role, and walks every endpoint and page for its role.</summary>
public sealed class SignInSpecTest : IAsyncLifetime
{
    private const string Contact = """{"sex":"M","age":65,"duration":5,"diagnoses":["I71.4"]}""";
    private static readonly string[] Columns = ["nobody", .. Roles.Names];
    private readonly string _folder = Directory.CreateTempSubdirectory("gruppera-keys-").FullName;
    private readonly Dictionary<string, string> _keys = [];
    private Server _server = null!;

    public static TheoryData<string, string> Rows => [.. Repository.Read("specs/sign-in.md").Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| request", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | ", 2)).Select(cells => (cells[0], cells[1]))];

    public async ValueTask InitializeAsync()
    {
        var keys = new ApiKeys(_folder);
        foreach (var role in Roles.Names)
            _keys[role] = keys.Create(role, Roles.Find(role)!.Value)!;
        _server = await Server.With(_ => { }, builder => builder.Services.AddSingleton(keys));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_role_may_do_what_the_row_says(string request, string says)
    {
        var (words, expected) = (request.Split(' '), says.Split('|', StringSplitOptions.TrimEntries));
        Assert.Equal(Columns.Length, expected.Length);
        foreach (var (who, what) in Columns.Zip(expected))
        {
            using var content = words[0] == "POST" ? new StringContent(Contact, null, "application/json") : null;
            var answer = await _server.Send(
                new(words[0]), words[1], content, _keys.TryGetValue(who, out var key) ? [("Authorization", "Bearer " + key)] : []);
            Assert.Equal((who, what == "yes" ? "200" : what), (who, $"{answer.Status}"));
            if (answer.Status == 401)
                Assert.Equal("Bearer realm=\"gruppera\"", answer["WWW-Authenticate"]);
            if (answer.Status is 401 or 403 && !words[1].StartsWith("/fhir", StringComparison.Ordinal))
                Assert.Equal(answer.Status == 401 ? "GRP5031" : "GRP5032", answer.Problem.Item2);
        }
    }

    [Fact]
    public void Every_endpoint_and_page_has_a_role_and_every_path_of_the_table_is_there()
    {
        var routes = _server.Service<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Distinct().ToList();
        Assert.True(routes.Count > 50, $"{routes.Count} routes");
        Assert.DoesNotContain(routes, route => Area.Of(route) is null);
        // The answer of the issuer has no endpoint, and agents are answered where asked for.
        Assert.Equal(["/sign-in", "/mcp"], Area.All.SelectMany(area => area.Paths).Where(path => !routes.Exists(route => route == path || route.StartsWith(path + "/", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("/v1/jobs", "contacts")]
    [InlineData("v1/jobs/{id}/files/{name}", "contacts")]
    [InlineData("v1/jobs/{id}/pay", "casemix")]
    [InlineData("/v1/jobs/simulate", "changes")]
    [InlineData("/filesystem", null)]
    [InlineData("/v1", null)]
    [InlineData("", "contacts")]
    public void The_longest_path_decides_and_what_has_none_is_for_administrators(string route, string? area) =>
        Assert.Equal(area, Area.Of(route)?.Name);

    [Fact]
    public void Readers_of_the_documentation_see_the_table_of_the_code()
    {
        var page = Repository.Read("docs/security.md");
        Assert.All(Area.All, area => Assert.Contains($"| {area.Name} | {(area.Role == Role.None ? "everybody" : Roles.NameOf(area.Role))} |", page, StringComparison.Ordinal));
        Assert.Contains("[sign-in](sign-in.md)", Repository.Read("specs/README.md"), StringComparison.Ordinal);
    }
}
