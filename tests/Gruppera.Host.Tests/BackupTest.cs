using System.Formats.Tar;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>Stories of backups: all that an operator keeps comes back as it was, or nothing does.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class BackupTest : Home
{
    private string[] Folders => ["--saved", PathOf("saved"), "--audit", PathOf("audit")];

    public BackupTest()
    {
        Assert.Equal(0, Run("tables", "import", Repository.PathOf("samples/tables"), "--id", "kept").ExitCode);
        Assert.Equal(0, Run("keys", "create", "feed", "--role", "coder").ExitCode);
        Directory.CreateDirectory(PathOf("saved"));
        Write("saved/0123456789abcdef0123456789abcdef.saved", "work");
        Write("saved/.gruppera-1.tmp", "half");
        Directory.CreateDirectory(PathOf("audit"));
        Write("audit/audit-one-2026-12.log", "{}\n");
    }

    [Theory]
    [InlineData("b.tar")]
    [InlineData("b.tar.gz")]
    public void What_was_kept_comes_back_and_what_stood_there_is_put_aside(string name)
    {
        var said = Run(["backup", PathOf(name), .. Folders]);
        Assert.Equal((0, true), (said.ExitCode, said.Out.Contains("saved", StringComparison.Ordinal)));
        var before = All();
        Assert.Contains("audit/audit-one-2026-12.log", before.Keys);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf(name)));

        // Nothing is restored over what is there, unless one says so.
        Write("audit/audit-one-2026-12.log", "changed");
        said = Run(["restore", PathOf(name), .. Folders]);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("has files already", said.Error, StringComparison.Ordinal);
        Assert.Equal("changed", File.ReadAllText(PathOf("audit/audit-one-2026-12.log")));
        said = Run(["restore", PathOf(name), .. Folders, "--replace"]);
        Assert.Equal(0, said.ExitCode);
        Assert.Equal(before, All());
        Assert.Equal("changed", File.ReadAllText(Path.Combine(Assert.Single(Directory.GetDirectories(PathOf(""), "audit.before-*")), "audit-one-2026-12.log")));
        Assert.Empty(Directory.GetDirectories(PathOf(""), "*.restore-*"));
        Assert.Equal(0, Run("explain", "--set", "kept", "--sex", "M", "--age", "30", "--days", "3", "--dx", "K35").ExitCode);
        Assert.Contains("feed", Run("keys", "list").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_asked_for_is_left_out_and_said()
    {
        Assert.Equal(0, Run(["backup", PathOf("b.tar"), .. Folders]).ExitCode);
        Directory.Delete(PathOf("home"), recursive: true);
        Directory.Delete(PathOf("saved"), recursive: true);
        var said = Run("restore", PathOf("b.tar"));
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("saved was left out: --saved FOLDER restores it", said.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(PathOf("saved")));
        Assert.True(Directory.Exists(PathOf("home/sets/kept")));
    }

    [Fact]
    public void A_backup_that_is_cut_or_changed_restores_nothing()
    {
        Assert.Equal(0, Run(["backup", PathOf("b.tar"), .. Folders]).ExitCode);
        Assert.Equal(0, Run(["backup", PathOf("b.tar.gz"), .. Folders]).ExitCode);
        foreach (var folder in new[] { "home", "saved", "audit" })
            Directory.Delete(PathOf(folder), recursive: true);
        var (plain, packed) = (File.ReadAllBytes(PathOf("b.tar")), File.ReadAllBytes(PathOf("b.tar.gz")));
        var changed = plain.ToArray();
        changed[plain.AsSpan().IndexOf("work"u8)] = (byte)'W';
        foreach (var damaged in new[] { plain[..(plain.Length / 2)], plain[..1536], [], "no backup"u8.ToArray(), packed[..^20], changed, Outside() })
        {
            File.WriteAllBytes(PathOf("d"), damaged);
            var said = Run(["restore", PathOf("d"), .. Folders]);
            Assert.Equal(1, said.ExitCode);
            Assert.Contains("This is no backup, or it is cut or damaged. Nothing was restored.", said.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(Directory.GetDirectories(PathOf("")), path => Path.GetFileName(path).Split('.')[0] is "home" or "saved" or "audit");
        }

        Assert.Equal(1, Run("restore", PathOf("none.tar")).ExitCode);
    }

    /// <summary>An archive that would write beside the folder.</summary>
    private static byte[] Outside()
    {
        using var memory = new MemoryStream();
        using (var tar = new TarWriter(memory, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "home/../../x") { DataStream = new MemoryStream("x"u8.ToArray()) });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "SHA256SUMS") { DataStream = new MemoryStream("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  home/../../x\n"u8.ToArray()) });
        }

        return memory.ToArray();
    }

    private Dictionary<string, string> All() => new[] { "home", "saved", "audit" }.SelectMany(folder => Directory.GetFiles(PathOf(folder), "*", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(PathOf(""), path).Replace('\\', '/')).Where(path => !path.Contains("/locks/", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal))
        .ToDictionary(path => path, path => File.ReadAllText(PathOf(path)));
}
