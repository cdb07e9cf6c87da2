using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Gruppera.Web;
using Gruppera.Web.Hosting;
using Gruppera.Workflows.Sets;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Benchmarks;

/// <summary><c>http [SECONDS]</c>: the server and its client in this process, over loopback: latency of single contacts at 200 requests a
/// second, and contacts a second streamed as lines of JSON.</summary>
internal static class Http
{
    private const int Rate = 200;
    private const int Distinct = 20_000;

    internal static int Run(string[] args)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10;
        return Run(seconds).GetAwaiter().GetResult();
    }

    private static async Task<int> Run(int seconds)
    {
        var set = Sources.Set();
        await using var server = WebServer.Build(
            new SetCatalogue([set.Version.Id], _ => new(set)),
            "http://127.0.0.1:0",
            builder => builder.Services.Configure<WebOptions>(options => options.RequestsPerSecond = int.MaxValue));
        await server.StartAsync();
        var address = new Uri(server.Urls.First());
        var contacts = Sources.Contacts(set, Distinct).Select(JsonOf).ToArray();
        await Latency(address, contacts, 2);
        var times = await Latency(address, contacts, seconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"single contacts, {Rate} a second for {seconds} s: p50 {At(times, 0.5):0.00} ms, p90 {At(times, 0.9):0.00} ms, p99 {At(times, 0.99):0.00} ms, most {times[^1]:0.00} ms, {times.Length} requests"));
        var lines = Encoding.UTF8.GetBytes(string.Concat(contacts.Select(contact => contact + "\n")));
        await Stream(address, lines, 2);
        for (var run = 0; run < 3; run++)
        {
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            var (count, elapsed) = await Stream(address, lines, seconds);
            processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"lines of JSON, {count} contacts in {elapsed:0.0} s: {count / elapsed:0} a second, {count / processor.TotalSeconds:0} a CPU second (client included), peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        }

        return 0;
    }

    /// <summary>Requests at an even pace, each timed from when it was due; in order of their times.</summary>
    private static async Task<double[]> Latency(Uri address, string[] contacts, int seconds)
    {
        using var client = new HttpClient { BaseAddress = address };
        var start = Stopwatch.GetTimestamp();
        var requests = new List<Task<double>>();
        for (var i = 0; i < seconds * Rate; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / Rate);
            while (Stopwatch.GetElapsedTime(start) is var now && now < due)
                await Task.Delay(due - now > TimeSpan.FromMilliseconds(2) ? TimeSpan.FromMilliseconds(1) : TimeSpan.Zero);
            requests.Add(Send(client, contacts[i % contacts.Length]));
        }

        var times = await Task.WhenAll(requests);
        Array.Sort(times);
        return times;
    }

    private static async Task<double> Send(HttpClient client, string contact)
    {
        var start = Stopwatch.GetTimestamp();
        using var content = new StringContent(contact, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri("/v1/group", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Sends blocks for so many seconds, reading while it sends, and counts the lines that come back.</summary>
    private static async Task<(long Lines, double Seconds)> Stream(Uri address, byte[] block, int seconds)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("POST /v1/group HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        byte[] chunk = [.. Encoding.ASCII.GetBytes($"{block.Length:x}\r\n"), .. block, .. "\r\n"u8];
        var start = Stopwatch.GetTimestamp();
        var sending = Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
                await stream.WriteAsync(chunk);
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
        });
        var buffer = new byte[1 << 18];
        var lines = 0L;
        while (await stream.ReadAsync(buffer) is > 0 and var read)
            lines += buffer.AsSpan(0, read).Count((byte)'{');
        await sending;
        return (lines, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static double At(double[] sorted, double share) => sorted[(int)(sorted.Length * share)];

    private static string JsonOf(CareContact contact) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"{{contact.Id}}","sex":"{{contact.Sex switch { Sex.Male => "M", Sex.Female => "F", _ => "" }}}","ageDays":{{contact.Age.Days}},"duration":{{contact.Duration.Days}},"diagnoses":[{{Quoted(contact.Diagnoses.Select(code => code.ToString()))}}],"procedures":[{{Quoted(contact.Procedures.Select(code => code.ToString()))}}]}""");

    private static string Quoted(IEnumerable<string> codes) => string.Join(',', codes.Select(code => $"\"{code}\""));
}
