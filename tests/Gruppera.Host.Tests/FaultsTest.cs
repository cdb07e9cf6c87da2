using System.Net;
using System.Net.Sockets;
using Gruppera.Cli.Terminal;

namespace Gruppera.Host.Tests;

/// <summary>No message of the platform reaches a user: what the system refuses is said in the language of the run.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class FaultsTest : Home
{
    [Theory]
    [InlineData("group c.csv -o /dev/full -q", "kan inte skriva /dev/full: disken är full")]
    [InlineData("group c.csv -o none/o.csv -q", "mappen finns inte: skapa den")]
    [InlineData("group c.csv -o d -q", "det är en mapp: ange en fil")]
    [InlineData("group c.csv -o c.csv/o.csv -q", "mappen finns inte")]
    [InlineData("group c.csv -o /proc/o.csv -q", "kan inte skriva /proc/o.csv: ")]
    [InlineData("group d -o o.csv", "det är en mapp: ange en fil")]
    [InlineData("group none.csv -o o.csv", "filen finns inte: kontrollera namnet och mappen")]
    [InlineData("quality c.csv --settings d", "d finns inte")]
    [InlineData("quality c.csv --settings broken.json", "broken.json line 1: not JSON")]
    [InlineData("quality c.csv --settings large.json", "large.json är större än en regelfil får vara: 1 MB.")]
    [InlineData("pay c.csv --weights l.csv --rules large.json", "large.json är större än en regelfil får vara: 1 MB.")]
    [InlineData("casemix c.csv --weights l.csv --exclude large.json", "large.json är större än en regelfil får vara: 1 MB.")]
    [InlineData("casemix c.csv --weights l.csv --exclude broken.json", "line 1: not JSON")]
    [InlineData("explain c.csv --id 1 --fhir-map broken.json", "den är ingen JSON från rad 1")]
    [InlineData("weights show d", "d finns inte")]
    [InlineData("layouts check broken.json", "line 1: not JSON")]
    [InlineData("tables import broken.json", "line 1: not JSON")]
    [InlineData("tables import broken.xlsx", "broken.xlsx")]
    [InlineData("rerun broken.json", "är inget manifest för en körning")]
    [InlineData("man --output c.csv", "c.csv: ")]
    [InlineData("serve --urls nonsense", "--urls nonsense: ange adresser som http://127.0.0.1:5080")]
    [InlineData("serve --urls http://127.0.0.1:99999", "ange adresser som")]
    public void What_the_system_refuses_is_a_sentence(string command, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "devices");
        File.Copy(Contacts, PathOf("c.csv"));
        Directory.CreateDirectory(PathOf("d"));
        Write("broken.json", "{ \"a\": tru");
        Write("large.json", new string(' ', 1_000_000) + "{}");
        Write("broken.xlsx", "no workbook");
        Write("l.csv", "DRG;Vikt\nE44E;1\n");
        var run = Run([.. command.Split(' ').Select(word => word.StartsWith('/') || word.Contains(':', StringComparison.Ordinal) || (!word.Contains('.', StringComparison.Ordinal) && word is not "d" && !word.Contains('/', StringComparison.Ordinal)) ? word : PathOf(word)), "--lang", "sv"]);
        Assert.True(run.ExitCode is 1 or 2, $"{run.ExitCode} {run.Error}");
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", run.Error + run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", run.Error + run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error + run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_busy_port_is_told_with_what_to_do()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        Expect(Run("serve", "--urls", address), 1, "", $"Cannot serve on {address}: another program listens there. Choose another address with --urls http://127.0.0.1:PORT\n");
    }

    [Fact]
    public void A_fault_of_the_program_tells_where_and_nothing_of_what()
    {
        var error = new StringWriter { NewLine = "\n" };
        var code = Cli.CommandLine.Run(["search", "x"], new Session { Out = new Broken(), Error = error });
        Assert.Equal(70, code);
        Assert.StartsWith("The program has a fault: NotSupportedException in ", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("19121212-1212", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reasons_have_words_for_what_a_system_reports()
    {
        Assert.Equal("the disk is full: make room, or choose another place", $"{Gruppera.Formats.Files.FileFault.Why(new IOException("No space left", 28))}");
        Assert.Equal("the system reports error 77", $"{Gruppera.Formats.Files.FileFault.Why(new IOException("x", 77))}");
        Assert.Null(Gruppera.Formats.Files.FileFault.Why(new IOException("a sentence of the program")));
        Assert.Null(Gruppera.Formats.Files.FileFault.Why(new InvalidOperationException("x")));
    }

    private sealed class Broken : StringWriter
    {
        public override void WriteLine(string? value) => throw new NotSupportedException("19121212-1212");

        public override void Write(string? value) => throw new NotSupportedException("19121212-1212");
    }
}
