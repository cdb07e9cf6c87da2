using System.Text.Encodings.Web;
using System.Text.Unicode;
using Gruppera.Mcp;
using Gruppera.Presentation.Documents;
using Gruppera.Web.Api;
using Gruppera.Web.Files;
using Gruppera.Web.Saved;
using Gruppera.Web.SignIn;
using Gruppera.Web.Workbench;
using Gruppera.Workflows;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.Hosting;

/// <summary>The HTTP API and the explorer in one process.</summary>
public static class WebServer
{
    private const string AgentPath = "/mcp";
    private static readonly string[] Warmed =
    [
        "/", "/?dx=I10&age=50&days=1", "/suggest?dx=angina", "/search?q=I10", "/logic", "/versions", "/weights", "/file", "/files",
        "/casemix", "/analyses", "/analyses/compare", "/workbench",
    ];

    /// <summary>Builds the server; it listens where the urls say, on loopback where they say nothing.</summary>
    /// <param name="sets">The sets to serve.</param>
    /// <param name="urls">Addresses, as <c>http://127.0.0.1:5080</c>, separated by semicolons.</param>
    /// <param name="configure">Changes what a test must change.</param>
    /// <param name="agents">What agents may ask at <c>/mcp</c>, from this computer alone; nothing where not said.</param>
    /// <param name="language">Language of answers to agents.</param>
    /// <param name="keys">The API keys that programs may come with; null for none.</param>
    /// <param name="options">Changes what settings say.</param>
    /// <exception cref="RefusedException">Others reach it, and nobody has to sign in; or a setting cannot be.</exception>
    public static WebApplication Build(
        SetCatalogue sets, string urls, Action<WebApplicationBuilder>? configure = null, AgentAccess agents = AgentAccess.None,
        Language? language = null, ApiKeys? keys = null, Action<WebOptions>? options = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // That the server cannot start is told by who starts it, and keys are protected by the rights to their folder.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // Its lines hold addresses, and contacts stand in them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        // It tells of each body that is cut, at length: whoever sends many would fill the disk. What fails is told by UseProblems.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Sender.LookAfter(kestrel);
        });
        builder.Services.AddSingleton(sets);
        builder.Services.Configure<WebOptions>(builder.Configuration.GetSection(WebOptions.Section));
        if (options is not null)
            builder.Services.Configure(options);
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddKeys();
        builder.Services.AddRazorPages().AddApplicationPart(typeof(WebServer).Assembly);
        builder.Services.AddApi();
        builder.Services.AddSingleton(keys ?? new(""));
        builder.Services.AddSingleton<ProposalStore>();
        builder.Services.AddSingleton<SavedStore>();
        builder.Services.AddSingleton<JobPlans>();
        builder.Services.AddSingleton<FileStore>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<FileStore>());
        if (agents != AgentAccess.None)
        {
            // No session is kept. A file of the server's disk is nobody's to name from outside.
            builder.Services.AddMcpServer(AgentServer.Setup(
                sets, agents == AgentAccess.Logic ? agents : AgentAccess.Contacts, language ?? Language.English))
                .WithHttpTransport(options => options.Stateless = true);
        }

        configure?.Invoke(builder);
        var app = builder.Build();
        var isLocal = app.Services.GetRequiredService<Access>().Check(urls, app.Configuration);
        _ = app.Services.GetRequiredService<SavedStore>(); // says at start what is wrong with its key
        app.UseApi(isLocal);
        app.UseLocalOnly(AgentPath);
        app.UseStaticFiles(
            new StaticFileOptions { FileProvider = new EmbeddedFiles(typeof(WebServer).Assembly, typeof(HtmlPage).Assembly) });
        app.UseOrganisation();
        app.UseSignIn();
        app.UseChoices();
        app.UseMissingPage();
        app.MapRazorPages();
        app.MapApi();
        app.MapSignOut();
        if (agents != AgentAccess.None)
            app.MapMcp(AgentPath);
        return app;
    }

    /// <summary>Says that the server is not ready, and answers on until proxies have seen it (<see
    /// cref="WebOptions.DrainSeconds"/>).</summary>
    public static Task DrainAsync(WebApplication server)
    {
        ArgumentNullException.ThrowIfNull(server);
        server.Services.GetRequiredService<Draining>().Begin();
        return Task.Delay(TimeSpan.FromSeconds(Math.Max(0, server.Services.GetRequiredService<IOptions<WebOptions>>().Value.DrainSeconds)));
    }

    /// <summary>An address that a browser here can open, of one that may stand for all of this computer's.</summary>
    public static string Reachable(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        foreach (var (from, to) in new[] { ("*", "localhost"), ("+", "localhost"), ("0.0.0.0", "127.0.0.1"), ("[::]", "[::1]") })
            url = url.Replace($"//{from}", $"//{to}", StringComparison.Ordinal);
        return url;
    }

    /// <summary>Reads the pages that most begin with from a running server, so that its first reader need not wait while they are
    /// compiled. It is no error where that fails.</summary>
    public static async Task WarmAsync(WebApplication server, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(server);
        var any = Reachable(server.Urls.First());
        using var client = new HttpClient();
        var access = server.Services.GetRequiredService<Access>();
        client.DefaultRequestHeaders.Authorization = new("Bearer", access.Own);
        try
        {
            foreach (var page in Warmed)
                await client.GetByteArrayAsync(new Uri(new(any), page), stop);
            using var typed = new FormUrlEncodedContent([new("dx", "I10"), new("age", "50"), new("days", "1"), new("sex", "F")]);
            using var answer = await client.PostAsync(new Uri(new(any), "/"), typed, stop);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or UriFormatException)
        {
            // Its readers will wait once.
        }

        access.ForgetOwn();
    }
}
