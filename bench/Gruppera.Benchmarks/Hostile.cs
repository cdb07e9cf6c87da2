using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace Gruppera.Benchmarks;

/// <summary><c>hostile ADDRESS PID SECONDS MARKER RATE STREAMS [calm]</c>: single contacts at a rate a second and streams of tables against a running server, and
/// beside them, unless it is calm, clients that want to harm it. Each client has an address of its own, which the server takes from <c>X-Forwarded-For</c>.
/// The marker stands in every file and contact.</summary>
internal sealed class Hostile : IDisposable
{
    private const int StreamsOfAClient = 5;
    private const int Rows = 200;
    private const int Parts = 10;
    private static readonly (string Path, string Type, byte[] Body, bool IsPacked)[] Bodies =
    [
        ("/v1/group", "application/json", Bombs.Gzip("", new string(' ', 1_000_000), 200), true),
        ("/v1/group", "text/csv", Bombs.Gzip("id,dx1\n", new string('x', 1_000_000), 200), true),
        ("/v1/group", "application/x-ndjson", Bombs.Gzip("", new string('x', 1_000_000), 50), true),
        ("/fhir/$group", "application/fhir+json", Bombs.Bytes("""{"resourceType":"Bundle","entry":[""" + Bombs.Many("{},", 1_300_000) + "{}]}"), false),
        ("/v1/what-if", "application/json", Bombs.Bytes(Bombs.Many("[", 3_000_000)), false),
        ("/v1/group", "text/csv", Bombs.Bytes(new string(',', 4_000_000)), false),
        ("/v1/explain", "application/json", Bombs.Bytes("{\"diagnoses\":[" + Bombs.Many("\"I109\",", 500_000) + "\"\"]}"), false),
        ("/v1/group", "application/json", Bombs.Bytes("[" + Bombs.Many("{},", 1_000_000) + "{}]"), false),
    ];

    private readonly (string Name, byte[] File)[] _files;
    private readonly Uri _address;
    private readonly string _process;
    private readonly string _marker;
    private readonly TimeSpan _length;
    private readonly int _rate;
    private readonly int _streams;
    private readonly bool _isCalm;
    private readonly HttpClient _client;
    private readonly Stopwatch _clock = new();
    private readonly ConcurrentDictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<double> _times = [];
    private int _wrong;
    private int _lost;
    private int _answers;
    private int _tables;

    private Hostile(string[] args)
    {
        (_address, _process, _marker) = (new(args[0]), args[1], args[3]);
        (_rate, _streams) = (int.Parse(args[4], CultureInfo.InvariantCulture), int.Parse(args[5], CultureInfo.InvariantCulture));
        _isCalm = args.Length > 6;
        _files =
        [
            ("c.xlsx", Bombs.Workbook(300, "", "<row><c r='XFD1'><v>1</v></c></row>", 50)),
            ("c.xlsx", Bombs.Workbook(1, "<row><c t='inlineStr'><is><t>", new string('x', 1_000_000), 50, "")),
            ("c.csv.gz", Bombs.Gzip("id,dx1\n", new string('x', 1_000_000), 200)),
            ("c.zip", Bombs.ZipOfNames(100_000)),
            ("c.csv", Bombs.Bytes($"id,sex,age_years,duration,dx1,{_marker}\n" + Bombs.Many($"{_marker},M,60,3,I509,{_marker}\n", 20_000))),
        ];
        _length = TimeSpan.FromSeconds(int.Parse(args[2], CultureInfo.InvariantCulture));
        _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1000 }) { BaseAddress = _address, Timeout = TimeSpan.FromSeconds(60) };
    }

    internal static int Run(string[] args)
    {
        using var run = new Hostile(args);
        return run.Run().GetAwaiter().GetResult();
    }

    public void Dispose() => _client.Dispose();

    private bool IsOver => _clock.Elapsed > _length;

    private async Task<int> Run()
    {
        var contacts = Contacts();
        var right = new string[contacts.Length];
        for (var i = 0; i < contacts.Length; i++)
            right[i] = (await Post("/v1/group", "application/json", Bombs.Bytes(contacts[i]), "192.0.2.1")).Text;
        var table = Bombs.Bytes(Table());
        var rightTable = (await Post("/v1/group", "text/csv", table, "192.0.2.9")).Text;
        Console.WriteLine($"memory before: {Memory()} MB");
        _clock.Start();
        Task[] all =
        [
            Contacts(contacts, right), .. Enumerable.Range(0, _streams).Select(i => Tables(i, table, rightTable)), Sample(),
            .. _isCalm ? [] : Harm(),
        ];
        await Task.WhenAll(all);
        await Task.Delay(TimeSpan.FromSeconds(_isCalm ? 1 : 10));
        var times = _times.Order().ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"single contacts, {_rate} a second for {_length.TotalSeconds:0} s: p50 {At(times, 0.5):0.0} ms, p90 {At(times, 0.9):0.0} ms, p99 {At(times, 0.99):0.0} ms, most {times[^1]:0} ms"));
        Console.WriteLine($"{_answers} single answers, {_tables} tables of {Rows} rows: {_wrong} wrong, {_lost} lost");
        Console.WriteLine(string.Join("; ", _seen.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key}: {each.Value}")));
        Console.WriteLine($"memory after: {Memory()} MB, most {Memory("VmHWM")} MB");
        return _wrong + _lost == 0 ? 0 : 1;
    }

    private IEnumerable<Task> Harm() =>
    [
        .. Enumerable.Range(0, 20).Select(i => Hostiles(i, "slow headers", SlowHeaders)),
        .. Enumerable.Range(0, 20).Select(i => Hostiles(i, "slow body", SlowBody)),
        .. Enumerable.Range(0, 4).Select(i => Hostiles(i, "cut", Cut)),
        .. Enumerable.Range(0, 10).Select(i => Hostiles(i, "never reads", NeverReads)),
        .. Enumerable.Range(0, 2).Select(i => Hostiles(i, "bomb", Bomb)),
        .. Enumerable.Range(0, 2).Select(i => Hostiles(i, "job", Job)),
    ];

    /// <summary>Single contacts, each timed from when it was due.</summary>
    private async Task Contacts(string[] contacts, string[] right)
    {
        var running = new List<Task>();
        for (var i = 0; !IsOver; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / _rate);
            if (due > _clock.Elapsed)
                await Task.Delay(due - _clock.Elapsed);
            var at = i % contacts.Length;
            running.Add(Task.Run(async () =>
            {
                try
                {
                    var (status, text) = await Post("/v1/group", "application/json", Bombs.Bytes(contacts[at]), "192.0.2.1");
                    _times.Add((_clock.Elapsed - due).TotalMilliseconds);
                    Interlocked.Increment(ref _answers);
                    Count(status == 200, text == right[at], $"contact {status}");
                }
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
                {
                    Count(isThere: false, isRight: false, "contact " + exception.GetType().Name);
                }
            }));
            if (i % 1000 == 0)
                running.RemoveAll(task => task.IsCompleted);
        }

        await Task.WhenAll(running);
    }

    /// <summary>Tables one after the other, each sent over two seconds; one for which there is no place is sent again.</summary>
    private async Task Tables(int number, byte[] table, string right)
    {
        for (var i = 0; !IsOver; i++)
        {
            try
            {
                var (status, text) = await Send("/v1/group", new Slowly(table), "text/csv", $"198.51.100.{number / StreamsOfAClient}");
                if (status == 503)
                {
                    Saw("table 503");
                    await Task.Delay(1000);
                    continue;
                }

                Interlocked.Increment(ref _tables);
                Count(status == 200, text == right, $"table {status}");
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                Count(isThere: false, isRight: false, "table " + exception.GetType().Name);
            }
        }
    }

    private void Count(bool isThere, bool isRight, string what)
    {
        if (!isThere)
            Interlocked.Increment(ref _lost);
        else if (!isRight)
            Interlocked.Increment(ref _wrong);
        Saw(what);
    }

    private void Saw(string what) => _seen.AddOrUpdate(what, 1, (_, count) => count + 1);

    private async Task Hostiles(int number, string what, Func<int, Task<string>> harm)
    {
        while (!IsOver)
        {
            try
            {
                Saw($"{what}: {await harm(number)}");
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or TaskCanceledException)
            {
                Saw($"{what}: cut off");
            }

            await Task.Delay(100);
        }
    }

    private async Task<string> SlowHeaders(int number)
    {
        using var client = await Open("GET / HTTP/1.1\r\nHost: localhost\r\n");
        for (var i = 0; !IsOver; i++)
        {
            await client.GetStream().WriteAsync(Bombs.Bytes($"X-{i}: {number}\r\n"));
            await Task.Delay(1000);
            if (client.Available > 0)
                return "answered";
        }

        return "went on";
    }

    private async Task<string> SlowBody(int number)
    {
        using var client = await Open(Head(number % 2 == 0 ? "application/json" : "text/csv", "203.0.113.2", 100_000));
        while (!IsOver)
        {
            await client.GetStream().WriteAsync(" "u8.ToArray());
            await Task.Delay(1000);
            if (client.Available > 0)
                return "answered";
        }

        return "went on";
    }

    private async Task<string> Cut(int number)
    {
        using var client = await Open(Head(number % 2 == 0 ? "application/json" : "application/x-ndjson", "203.0.113.3", 1_000));
        await client.GetStream().WriteAsync(Bombs.Bytes($$"""{"id":"{{_marker}}","sex":"M"}"""));
        client.Client.LingerState = new(enable: number < 2, 0);
        return "done";
    }

    private async Task<string> NeverReads(int number)
    {
        using var client = await Open(Head("application/x-ndjson", $"203.0.113.{10 + number}", 100_000_000));
        var lines = Bombs.Bytes(Bombs.Many($$"""{"id":"{{_marker}}","sex":"M","age":65,"duration":5,"diagnoses":["I71.4"]}""" + "\n", 1_000));
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        try
        {
            while (!IsOver)
                await client.GetStream().WriteAsync(lines, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return "still open after 40 s";
        }

        return "went on";
    }

    private async Task<string> Bomb(int number)
    {
        var (path, type, body, isPacked) = Bodies[Random.Shared.Next(Bodies.Length)];
        using var content = new ByteArrayContent(body);
        if (isPacked)
            content.Headers.ContentEncoding.Add("gzip");
        return $"{(await Send(path, content, type, $"203.0.113.{50 + number}")).Status}";
    }

    private async Task<string> Job(int number)
    {
        var (name, file) = _files[Random.Shared.Next(_files.Length)];
        using var part = new ByteArrayContent(file);
        using var form = new MultipartFormDataContent { { part, "contacts", $"{_marker}-{name}" } };
        var (status, text) = await Send("/v1/jobs/quality", form, null, $"203.0.113.{60 + number}");
        if (status != 202)
            return $"{status}";
        using var begun = JsonDocument.Parse(text);
        var job = new Uri("/v1/jobs/" + begun.RootElement.GetProperty("id").GetString(), UriKind.Relative);
        while (true)
        {
            using var now = JsonDocument.Parse(await _client.GetStringAsync(job));
            if (now.RootElement.GetProperty("state").GetString() is not "working" and var state)
            {
                using var deleted = await _client.DeleteAsync(job);
                return state ?? "";
            }

            await Task.Delay(200);
        }
    }

    private async Task<TcpClient> Open(string head)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(_address.Host, _address.Port);
        await client.GetStream().WriteAsync(Bombs.Bytes(head));
        return client;
    }

    private static string Head(string type, string from, long length) =>
        $"POST /v1/group HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: {from}\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n\r\n";

    private async Task<(int Status, string Text)> Post(string path, string type, byte[] body, string from)
    {
        using var content = new ByteArrayContent(body);
        return await Send(path, content, type, from);
    }

    private async Task<(int Status, string Text)> Send(string path, HttpContent content, string? type, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (type is not null)
            content.Headers.ContentType = new(type);
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await _client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task Sample()
    {
        for (var at = TimeSpan.FromSeconds(10); !IsOver; at += TimeSpan.FromSeconds(10))
        {
            while (_clock.Elapsed < at && !IsOver)
                await Task.Delay(200);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalSeconds:0} s: {Memory()} MB, {Memory("Threads")} threads, {_answers} answers, {_tables} tables"));
        }
    }

    private long Memory(string field = "VmRSS") => File.ReadLines($"/proc/{_process}/status").Where(line => line.StartsWith(field + ":", StringComparison.Ordinal))
        .Select(line => long.Parse(line[(field.Length + 1)..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)).First() is var value && field == "Threads" ? value : value >> 10;

    private string[] Contacts()
    {
        string[] codes = ["I71.4", "I20.9", "E11.9", "J18.9", "S72.0", "C50.9", "I50.9", "K35.8", "N39.0", "G45.9"];
        return [.. Enumerable.Range(0, 200).Select(i => $$"""{"id":"{{_marker}}{{i}}","sex":"{{(i % 2 == 0 ? "M" : "F")}}","age":{{20 + (i % 70)}},"duration":{{i % 9}},"diagnoses":["{{codes[i % 10]}}","{{codes[i * 7 / 10 % 10]}}"]}""")];
    }

    private string Table() => $"id,sex,age_years,duration,dx1,{_marker}\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"{_marker}{i},M,{20 + (i % 70)},{i % 9},I509,x\n"));

    private static double At(double[] sorted, double share) => sorted[(int)(sorted.Length * share)];

    /// <summary>A body that takes two seconds.</summary>
    private sealed class Slowly(byte[] bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            for (var i = 0; i < Parts; i++)
            {
                await stream.WriteAsync(bytes.AsMemory(bytes.Length * i / Parts, (bytes.Length * (i + 1) / Parts) - (bytes.Length * i / Parts)));
                await stream.FlushAsync();
                await Task.Delay(200);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
