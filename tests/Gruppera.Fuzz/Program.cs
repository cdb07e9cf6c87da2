using System.Globalization;
using Gruppera.Fuzz;
using SharpFuzz;

// gruppera-fuzz replay | run TARGET|all [SECONDS] [SEED] | afl TARGET
switch (args)
{
    case ["replay"]:
        return Report(Trial.Names.Select(Trial.Replay));
    case ["run", var name, .. var rest]:
        var seconds = rest is [var time, ..] ? double.Parse(time, CultureInfo.InvariantCulture) : 5;
        var seed = rest is [_, var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1;
        return Report((name == "all" ? Trial.Names : [name]).Select(each => Trial.Run(each, TimeSpan.FromSeconds(seconds), seed)));
    case ["afl", var name]:
        // What is instrumented must not run before the fuzzer has its memory.
        Fuzzer.Run(stream =>
        {
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            Targets.Of(name).Try(memory.ToArray());
        });
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: replay | run TARGET|all [SECONDS] [SEED] | afl TARGET");
        return 1;
}

static int Report(IEnumerable<Tried> all)
{
    var failed = 0;
    foreach (var tried in all)
    {
        Console.WriteLine($"{tried.Target,-10} {tried.Executions,10} {(tried.Fault is null ? "ok" : "FAULT")}");
        if (tried.Fault is null)
            continue;
        failed = 1;
        var file = $"fault-{tried.Target}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(tried.Bytes))[..8]}";
        File.WriteAllBytes(file, tried.Bytes);
        Console.WriteLine($"{file}: {tried.Fault}");
    }

    return failed;
}
