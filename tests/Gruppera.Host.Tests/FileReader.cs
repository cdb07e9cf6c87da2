using System.Net;
using System.Text.RegularExpressions;

namespace Gruppera.Host.Tests;

/// <summary>A reader of a page that takes a file, with cookies of their own.</summary>
internal sealed class FileReader(Uri address, string place = "/file") : IDisposable
{
    internal FileReader(Server server, string place = "/file")
        : this(server.Address, place)
    {
    }

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private string _token = "";

    /// <summary>The server that is asked: another has the same cookies.</summary>
    internal Uri Address { get; set; } = address;

    /// <summary>What the form calls its file.</summary>
    internal string Part { get; init; } = "file";

    /// <summary>What it says of who it is.</summary>
    internal string Bearer { init => _client.DefaultRequestHeaders.Authorization = new("Bearer", value); }

    public void Dispose() => _client.Dispose();

    internal Task<HttpResponseMessage> Get(string path) => _client.GetAsync(new Uri(Address, path), TestContext.Current.CancellationToken);

    /// <summary>Sends the form of the page, with a file where there is one.</summary>
    internal async Task<HttpResponseMessage> Upload(byte[]? file, string name = "contacts.csv", string? token = null, params (string Name, string Value)[] fields)
    {
        await Enter();
        using var form = new MultipartFormDataContent { { new StringContent(token ?? _token), "__RequestVerificationToken" }, { new StringContent(""), "layout" } };
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        using var content = new ByteArrayContent(file ?? []);
        if (file is not null)
            form.Add(content, Part, name);
        return await Send(form);
    }

    internal Task<HttpResponseMessage> Send(HttpContent content) => SendTo(place, content);

    internal Task<HttpResponseMessage> SendTo(string path, HttpContent content) => _client.PostAsync(new Uri(Address, path), content, TestContext.Current.CancellationToken);

    internal async Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields)
    {
        await Enter();
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", _token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await _client.PostAsync(new Uri(Address, path), form, TestContext.Current.CancellationToken);
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

    /// <summary>What the form of the page has to send back.</summary>
    internal async Task<string> Token()
    {
        await Enter();
        return _token;
    }

    private async Task Enter()
    {
        if (_token.Length > 0)
            return;
        using var form = await Get(place);
        var page = await form.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        _token = Regex.Match(page, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
    }
}
