using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gruppera.Grouping;

/// <summary>
/// Results as a neutral text, one line a contact, closed by a SHA-256 of its body: two groupers are the same on a file of
/// contacts where their bodies are. Not thread-safe.
/// </summary>
/// <remarks>Lines starting with <c>#</c> are not body. A body line is <c>id TAB drg TAB rtc TAB mdc TAB cc TAB rule id</c>, in UTF-8,
/// ended by a line feed; tabs and line ends within an id become blanks.</remarks>
public sealed class CanonicalDump : IDisposable
{
    private readonly TextWriter _output;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _lines;

    /// <summary>Starts a dump with its head lines.</summary>
    public CanonicalDump(TextWriter output, Grouper grouper)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(grouper);
        _output = output;
        var version = grouper.Definition.Set.Version;
        Write("# gruppera-dump 1");
        Write($"# set {version.Id} sha256 {version.SourceHash}");
        Write($"# engine gruppera {Grouper.EngineVersion}");
        Write("# id\tdrg\trtc\tmdc\tcc\trule");
    }

    /// <summary>The body line of a result, without its line end.</summary>
    public static string LineOf(string id, in GroupingResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Plain(Argument.Needed(id))}\t{result.Drg}\t{result.ReturnCode}\t{result.Mdc}\t{result.ComplicationLevel}\t{result.Rule.Id}");

    /// <summary>Adds a result.</summary>
    public void Add(string id, in GroupingResult result)
    {
        var line = LineOf(id, result);
        Write(line);
        _hash.AppendData(Encoding.UTF8.GetBytes(line + '\n'));
        _lines++;
    }

    /// <summary>Writes the last line and returns the hash of the body in lower-case hexadecimal.</summary>
    public string Complete()
    {
        var hash = Convert.ToHexStringLower(_hash.GetHashAndReset());
        Write($"# body sha256 {hash} lines {_lines}");
        return hash;
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private static string Plain(string id) => id.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ');

    private void Write(string line)
    {
        _output.Write(line);
        _output.Write('\n');
    }
}
