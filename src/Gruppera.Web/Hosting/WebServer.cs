using System.Text.Encodings.Web;
using System.Text.Unicode;
using Gruppera.Presentation.Documents;
using Gruppera.Web.Api;
using Gruppera.Web.Files;
using Gruppera.Web.Workbench;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gruppera.Web.Hosting;

/// <summary>The HTTP API and the explorer in one process.</summary>
public static class WebServer
{
    /// <summary>Builds the server; it listens where the urls say, on loopback where they say nothing.</summary>
    /// <param name="sets">The sets to serve.</param>
    /// <param name="urls">Addresses, as <c>http://127.0.0.1:5080</c>, separated by semicolons.</param>
    /// <param name="configure">Changes what a test must change.</param>
    public static WebApplication Build(SetCatalogue sets, string urls, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Its lines hold addresses, and contacts stand in them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Sender.LookAfter(kestrel);
        });
        builder.Services.AddSingleton(sets);
        builder.Services.Configure<WebOptions>(builder.Configuration.GetSection(WebOptions.Section));
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddRazorPages().AddApplicationPart(typeof(WebServer).Assembly);
        builder.Services.AddApi();
        builder.Services.AddSingleton<ProposalStore>();
        builder.Services.AddSingleton<FileStore>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<FileStore>());
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseApi();
        app.UseChoices();
        app.UseMissingPage();
        app.UseStaticFiles(
            new StaticFileOptions { FileProvider = new EmbeddedFiles(typeof(WebServer).Assembly, typeof(HtmlPage).Assembly) });
        app.MapRazorPages();
        app.MapApi();
        return app;
    }

    /// <summary>Reads the pages that most begin with from a running server, so that its first reader need not wait while they are
    /// compiled. It is no error where that fails.</summary>
    public static async Task WarmAsync(WebApplication server, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(server);
        var any = server.Urls.First();
        foreach (var (from, to) in new[] { ("*", "localhost"), ("+", "localhost"), ("0.0.0.0", "127.0.0.1"), ("[::]", "[::1]") })
            any = any.Replace($"//{from}", $"//{to}", StringComparison.Ordinal);
        using var client = new HttpClient();
        try
        {
            foreach (var page in new[] { "/?dx=I10&days=1", "/search?q=I10" })
                await client.GetByteArrayAsync(new Uri(new(any), page), stop);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or UriFormatException)
        {
            // Its readers will wait once.
        }
    }
}
