using System.Diagnostics;
using System.Runtime.Versioning;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;

namespace Gruppera.Tests.Formats.Files;

[UnsupportedOSPlatform("windows")]
public sealed class AtomicOutputTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Fixture _folder = new();

    public AtomicOutputTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "modes, links and pipes of Unix");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_not_finished_is_for_its_owner_alone_and_bears_another_name()
    {
        using var output = new AtomicOutput(PathOf("o.csv"));
        var temporary = Assert.Single(Directory.GetFiles(_folder.Root));
        Assert.Equal((false, Private), (temporary.EndsWith("o.csv", StringComparison.Ordinal), File.GetUnixFileMode(temporary)));
    }

    [Theory]
    [InlineData(0b110_100_000)]
    [InlineData(0b110_000_100)]
    [InlineData(0b110_110_110)]
    public void An_existing_file_keeps_its_mode(int mode)
    {
        File.WriteAllText(PathOf("o.csv"), "old");
        File.SetUnixFileMode(PathOf("o.csv"), (UnixFileMode)mode);
        Write("o.csv");
        Assert.Equal(("new", (UnixFileMode)mode), (File.ReadAllText(PathOf("o.csv")), File.GetUnixFileMode(PathOf("o.csv"))));
    }

    [Fact]
    public void A_new_file_has_the_mode_of_any_new_file_or_the_one_that_is_asked_for()
    {
        File.WriteAllText(PathOf("usual"), "");
        Write("o.csv");
        Assert.Equal(File.GetUnixFileMode(PathOf("usual")), File.GetUnixFileMode(PathOf("o.csv")));
        const UnixFileMode asked = Private | UnixFileMode.GroupRead;
        using (var output = new AtomicOutput(PathOf("o.csv"), asked))
            output.Commit();
        Assert.Equal(asked, File.GetUnixFileMode(PathOf("o.csv")));
        Assert.Equal(2, Directory.GetFiles(_folder.Root).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_stays_and_what_it_leads_to_is_replaced(bool isThere)
    {
        Directory.CreateDirectory(PathOf("far"));
        if (isThere)
            File.WriteAllText(PathOf("far/t.csv"), "old");
        File.CreateSymbolicLink(PathOf("second"), "far/t.csv");
        File.CreateSymbolicLink(PathOf("o.csv"), "second");
        Write("o.csv");
        Assert.Equal(("second", "far/t.csv", "new"),
            (new FileInfo(PathOf("o.csv")).LinkTarget, new FileInfo(PathOf("second")).LinkTarget, File.ReadAllText(PathOf("far/t.csv"))));
        Assert.Equal([PathOf("far/t.csv")], Directory.GetFiles(PathOf("far")));
    }

    [Fact]
    public async Task A_pipe_stays_a_pipe()
    {
        using (var make = Process.Start("mkfifo", PathOf("p")))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        var read = Task.Run(() => File.ReadAllText(PathOf("p")), TestContext.Current.CancellationToken);
        Write("p");
        Assert.Equal("new", await read);
        Assert.True(Place.IsReadOnce(PathOf("p")));
        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void A_device_stays_a_device_and_its_failure_bears_its_name()
    {
        using (var output = new AtomicOutput("/dev/null"))
            output.Commit();
        Assert.True(Place.IsReadOnce("/dev/null"));
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is of Linux");
        using var full = new AtomicOutput("/dev/full");
        var failure = Assert.Throws<ContactFileException>(() =>
        {
            full.Stream.Write(new byte[1 << 20]);
            full.Commit();
        });
        Assert.StartsWith("cannot write /dev/full: the disk is full", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_shared_memory_is_a_file()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "no /dev/shm");
        var path = $"/dev/shm/{Path.GetFileName(_folder.Root)}.csv";
        try
        {
            using var output = new AtomicOutput(path);
            output.Stream.Write("new"u8);
            Assert.False(File.Exists(path));
            output.Commit();
            Assert.Equal("new", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void What_may_not_be_overwritten_stays()
    {
        File.WriteAllText(PathOf("o.csv"), "old");
        Assert.EndsWith("there is already a file",
            Assert.Throws<ContactFileException>(() => new AtomicOutput(PathOf("o.csv"), overwrite: false)).Message,
                StringComparison.Ordinal);
        using var output = new AtomicOutput(PathOf("n.csv"), overwrite: false);
        output.Stream.Write("new"u8);
        File.WriteAllText(PathOf("n.csv"), "another");
        Assert.EndsWith("there is already a file", Assert.Throws<ContactFileException>(output.Commit).Message, StringComparison.Ordinal);
        output.Dispose();
        Assert.Equal(("another", 2), (File.ReadAllText(PathOf("n.csv")), Directory.GetFiles(_folder.Root).Length));
    }

    [Theory]
    [InlineData(".", "it is a folder")]
    [InlineData("no/such/o.csv", "there is no such folder")]
    [InlineData("old.csv/o.csv", "")]
    public void What_cannot_be_written_is_said_without_a_temporary_name(string name, string reason)
    {
        File.WriteAllText(PathOf("old.csv"), "");
        var failure = Assert.Throws<ContactFileException>(() => new AtomicOutput(PathOf(name)));
        Assert.StartsWith($"cannot write {PathOf(name)}: {reason}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", failure.Message, StringComparison.Ordinal);
        Assert.Equal([PathOf("old.csv")], Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Everything_unfinished_can_be_discarded_at_once()
    {
        using var one = new AtomicOutput(PathOf("1.csv"));
        using var two = new AtomicOutput(PathOf("2.csv.gz"));
        AtomicOutput.DiscardAll();
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void A_file_is_the_same_through_links_of_either_kind()
    {
        File.WriteAllText(PathOf("a"), "");
        File.WriteAllText(PathOf("b"), "");
        File.CreateSymbolicLink(PathOf("soft"), "a");
        using (var link = Process.Start("ln", [PathOf("a"), PathOf("hard")]))
            link.WaitForExit();
        Assert.True(Place.AreSame(PathOf("a"), PathOf("soft")));
        Assert.True(Place.AreSame(PathOf("hard"), PathOf("soft")));
        Assert.True(Place.AreSame(PathOf("none"), PathOf("./none")));
        Assert.False(Place.AreSame(PathOf("a"), PathOf("b")));
        Assert.False(Place.AreSame(PathOf("a"), PathOf("none")));
    }

    private void Write(string name)
    {
        using var output = new AtomicOutput(PathOf(name));
        output.Stream.Write("new"u8);
        output.Commit();
    }

    private string PathOf(string name) => Path.Combine(_folder.Root, name);
}
