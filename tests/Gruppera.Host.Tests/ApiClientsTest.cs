using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>Clients that common generators make of the OpenAPI document: they compile, and a program with them works. The programs stand
/// in eng/clients. A generator that cannot be had where the test runs is reported as skipped.</summary>
[Collection(CommandLineCollection.Name)]
public class ApiClientsTest(Server server) : Home, IClassFixture<Server>
{
    private static readonly Dictionary<string, (string Had, string[] Steps, string Run)> Generators = new(StringComparer.Ordinal)
    {
        ["openapi-typescript"] = (
            "npm install --no-audit --no-fund",
            ["npx --no-install openapi-typescript openapi.json -o api.ts", "npx --no-install tsc --strict --target es2022 --module nodenext --skipLibCheck client.ts"],
            "node client.js"),
        ["kiota"] = (
            "dotnet tool restore",
            ["dotnet kiota generate -l CSharp -d openapi.json -o gen -c GrupperaClient -n Gruppera.Client --exclude-backward-compatible", "dotnet build -c Release -o out -v q"],
            "dotnet out/Client.dll"),
        ["nswag"] = (
            "dotnet tool restore",
            ["dotnet nswag openapi2csclient /input:openapi.json /classname:GrupperaClient /namespace:Gruppera.Client /output:Client.cs /JsonLibrary:SystemTextJson /GenerateNullableReferenceTypes:true /GenerateOptionalPropertiesAsNullable:true", "dotnet build -c Release -o out -v q"],
            "dotnet out/Client.dll"),
    };

    [Trait("lane", "slow")]
    [Fact]
    public Task A_client_for_TypeScript_compiles_and_works() => Try("openapi-typescript");

    [Trait("lane", "heavy")]
    [Theory]
    [InlineData("kiota")]
    [InlineData("nswag")]
    public Task A_client_for_CSharp_compiles_and_works(string generator) => Try(generator);

    private async Task Try(string generator)
    {
        var (had, steps, run) = Generators[generator];
        var from = Repository.PathOf("eng/clients/" + generator);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.Contains("node_modules", StringComparison.Ordinal)))
        {
            var to = PathOf(Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        await File.WriteAllTextAsync(PathOf("openapi.json"), (await server.Get("/openapi/v1.json")).Text, TestContext.Current.CancellationToken);
        var (status, said) = Start(had);
        Assert.SkipWhen(status != 0, $"{generator} was not run, since it cannot be had here: {said}");
        foreach (var step in steps)
        {
            (status, said) = Start(step);
            Assert.True(status == 0, $"{step}: {said}");
        }

        (status, said) = Start($"{run} {server.Address.ToString().TrimEnd('/')}");
        Assert.Equal((0, "E51C,GRP5013 E51C GRP5002 removed done 2 204"), (status, said.Trim()));
    }

    private (int Status, string Said) Start(string command)
    {
        var at = command.IndexOf(' ', StringComparison.Ordinal);
        var (status, output, error) = Programs.Run(
            new(command[..at], command[(at + 1)..])
            {
                WorkingDirectory = PathOf(""),
                Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1", ["KIOTA_TUTORIAL_ENABLED"] = "false", ["MSBUILDDISABLENODEREUSE"] = "1" },
            },
            TimeSpan.FromMinutes(2));
        return (status, output + (status == 0 ? "" : error));
    }
}
