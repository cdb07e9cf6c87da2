using System.Diagnostics;
using System.Text;
using Gruppera.Formats;
using Gruppera.Formats.Contacts;

namespace Gruppera.Columnar.Parquet;

/// <summary>Parquet files that are read by a process of their own: whatever a file does to its reader, the server goes on. Only single
/// files, and only to read. Thread-safe.</summary>
/// <param name="start">How the process is started that <see cref="Write"/> is run in, for a path.</param>
public sealed class ParquetApart(Func<string, ProcessStartInfo> start) : ITableFormat
{
    /// <summary>The first argument of the process.</summary>
    public const string Verb = "parquet-rows";

    private const int Megabytes = 512;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <summary>The process: writes a line with the columns whose times have a time zone, a tab between, and then the rows as
    /// text.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="output">Its standard output.</param>
    /// <param name="error">Its standard error, for why it cannot be read.</param>
    /// <returns>Exit code: 0 where all was written.</returns>
    public static int Write(string path, Stream output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            var table = ParquetFormat.Open(path, null, Megabytes);
            using var text = table.Text;
            output.Write(Encoding.UTF8.GetBytes(string.Join('\t', table.Issues.Select(issue => issue.Column)) + "\n"));
            text.CopyTo(output, 1 << 16);
            return 0;
        }
        catch (ContactFileException exception)
        {
            error.Write(exception.Text.ToString());
            return 1;
        }
    }

    /// <inheritdoc/>
    public bool Reads(string path) => File.Exists(path) && (ParquetFiles.IsNamedSo(path) || ParquetFormat.IsParquet(path));

    /// <inheritdoc/>
    public TableSource Open(string path)
    {
        var name = Path.GetFileName(path);
        var text = new ProcessText(Process.Start(start(path))!, name);
        try
        {
            var zones = text.ReadLine().Split('\t', StringSplitOptions.RemoveEmptyEntries);
            return new(text, name, "parquet", [])
            {
                Issues = [.. zones.Select(column => new Issue(FormatIssues.TimeZone, name, Column: column))],
            };
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> FilesOf(string path) => [path];

    /// <inheritdoc/>
    public bool Writes(string path) => false;

    /// <inheritdoc/>
    public TableOutput Create(string path) => throw new NotSupportedException();

    /// <summary>What a process writes; it ends with the stream. One that says nothing for a minute is ended.</summary>
    private sealed class ProcessText(Process process, string name) : Stream
    {
        private readonly Stream _output = process.StandardOutput.BaseStream;
        private readonly Task<string> _said = process.StandardError.ReadToEndAsync();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        internal string ReadLine()
        {
            var line = new List<byte>();
            for (int letter; (letter = ReadByte()) != '\n'; line.Add((byte)letter))
            {
                if (letter < 0 || line.Count > 1 << 16)
                    throw Ended();
            }

            return Encoding.UTF8.GetString([.. line]);
        }

        public override int Read(Span<byte> buffer)
        {
            int read;
            using (new Timer(_ => Kill(), null, Silence, Timeout.InfiniteTimeSpan))
                read = _output.Read(buffer);
            if (read > 0 || buffer.IsEmpty)
                return read;
            process.WaitForExit();
            return process.ExitCode == 0 ? 0 : throw Ended();
        }

        /// <summary>Why it ended: what it said in its first line, for the next ones may show where the file lies.</summary>
        private ContactFileException Ended()
        {
            if (!process.WaitForExit(Silence) || process.ExitCode != 1)
                return ContactSource.CannotRead(name, "its reader stopped");
            var said = _said.GetAwaiter().GetResult().Split('\n')[0];
            var lead = ContactSource.CannotRead(name, Text.None).Message;
            return ContactSource.CannotRead(
                name, Text.Verbatim(said.StartsWith(lead, StringComparison.Ordinal) ? said[lead.Length..] : said));
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            Kill();
            process.Dispose();
            base.Dispose(disposing);
        }

        private void Kill()
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (Exception exception) when (exception is InvalidOperationException or System.Runtime.InteropServices.ExternalException)
            {
                // It has ended.
            }
        }
    }
}
