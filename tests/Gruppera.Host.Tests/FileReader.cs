using System.Net;
using System.Text.RegularExpressions;

namespace Gruppera.Host.Tests;

/// <summary>A reader of the page that groups a file, with cookies of their own.</summary>
internal sealed class FileReader(Server server) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
    private string _token = "";

    public void Dispose() => _client.Dispose();

    internal Task<HttpResponseMessage> Get(string path) => _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    internal async Task<HttpResponseMessage> Upload(byte[] file, string name = "contacts.csv", string? token = null)
    {
        await Enter();
        using var form = new MultipartFormDataContent { { new StringContent(token ?? _token), "__RequestVerificationToken" }, { new StringContent(""), "layout" } };
        using var part = new ByteArrayContent(file);
        form.Add(part, "file", name);
        return await Send(form);
    }

    internal Task<HttpResponseMessage> Send(HttpContent content) => _client.PostAsync(new Uri("/file", UriKind.Relative), content, TestContext.Current.CancellationToken);

    internal async Task<HttpResponseMessage> Post(string path, int view = 0)
    {
        await Enter();
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", _token), new("view", $"{view}")]);
        return await _client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    /// <summary>The page of a file once it is done.</summary>
    internal async Task<string> Done(string path)
    {
        while (true)
        {
            using var answer = await Get(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (!page.Contains("<progress", StringComparison.Ordinal))
                return page;
            Assert.Contains("http-equiv=\"refresh\"", page, StringComparison.Ordinal);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private async Task Enter()
    {
        if (_token.Length > 0)
            return;
        using var form = await Get("/file");
        var page = await form.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        _token = Regex.Match(page, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
    }
}
