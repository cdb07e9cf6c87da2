using BenchmarkDotNet.Running;
using Gruppera.Benchmarks;

return args switch
{
    ["end-to-end", .. var rest] => EndToEnd.Run(rest),
    ["generate", .. var rest] => EndToEnd.Generate(rest),
    ["flatness"] => Flatness.Run(),
    ["simulate", .. var rest] => Simulate.Run(rest),
    ["synth", .. var rest] => Synthesis.Run(rest),
    ["casemix", .. var rest] => Casemix.Run(rest),
    ["http", .. var rest] => Http.Run(rest),
    ["hostile", .. var rest] => Hostile.Run(rest),
    _ => BenchmarkSwitcher.FromAssembly(typeof(Sources).Assembly).Run(args).Any() ? 0 : 1,
};
