using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using Gruppera.Formats;
using Gruppera.Presentation.Answers;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;

namespace Gruppera.Web.Endpoints;

/// <summary>Lines of JSON in, a line of JSON out for each, in order, in constant memory whatever their number.</summary>
internal sealed class GroupLines
{
    private const int LongestLine = 1 << 20;
    private const int FlushAt = 1 << 16;
    private const int HoldAtMost = 1 << 18;

    /// <summary>How long a first answer waits for the rest of what is sent: a body that is cut gets a status of its own as long as nothing
    /// is on its way.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(200);
    private readonly HttpContext _context;
    private readonly Timely _answer;
    private readonly ResultJson _results;
    private readonly ArrayBufferWriter<byte> _output = new(FlushAt);
    private readonly GroupRun _run;
    private byte[] _line = new byte[4096];
    private bool _skipsLine;

    internal GroupLines(HttpContext context, LoadedSet set, ResultJson results, WebOptions options)
    {
        (_context, _answer) = (context, new(context));
        _results = results;
        _run = new(set, results, _output, options);
    }

    internal async Task<IResult> Run()
    {
        _context.Response.ContentType = MediaTypes.Lines;
        var stop = _context.RequestAborted;
        var input = PipeReader.Create(_context.Request.Body, new(bufferSize: FlushAt, leaveOpen: true));
        try
        {
            while (true)
            {
                var read = _context.Response.HasStarted ? await input.ReadAsync(stop) : await ReadOrSend(input, stop);
                var rest = read.Buffer;
                while (GroupSome(ref rest, read.IsCompleted))
                    await SendUnlessHeld(stop);
                input.AdvanceTo(rest.Start, rest.End);
                await SendUnlessHeld(stop);
                if (read.IsCompleted)
                    break;
            }
        }
        finally
        {
            _run.Report();
        }

        _output.Write("{"u8);
        _output.Write(_results.Stamp);
        _output.Write(","u8);
        _run.WriteCounts();
        _output.Write("}\n"u8);
        await Send(stop);
        return Results.Empty;
    }

    private async ValueTask Send(CancellationToken stop)
    {
        await _answer.WriteAsync(_output.WrittenMemory, stop);
        _output.ResetWrittenCount();
    }

    /// <summary>Reads on; where nothing comes for a while, what is held is sent meanwhile.</summary>
    private async Task<ReadResult> ReadOrSend(PipeReader input, CancellationToken stop)
    {
        var reading = input.ReadAsync(stop).AsTask();
        if (_output.WrittenCount > 0 && await Task.WhenAny(reading, Task.Delay(Hold, stop)) != reading)
            await Send(stop);
        return await reading;
    }

    private async ValueTask SendUnlessHeld(CancellationToken stop)
    {
        if (_context.Response.HasStarted || _output.WrittenCount >= HoldAtMost)
            await Send(stop);
    }

    /// <summary>Groups whole lines until the output is worth sending; false if no whole line is left.</summary>
    private bool GroupSome(ref ReadOnlySequence<byte> rest, bool isLast)
    {
        while (_output.WrittenCount < (_context.Response.HasStarted ? FlushAt : HoldAtMost))
        {
            var end = rest.PositionOf((byte)'\n');
            if (end is null && rest.Length > LongestLine)
            {
                _skipsLine = true;
                rest = rest.Slice(rest.End);
            }

            if (end is null && !(isLast && (!rest.IsEmpty || _skipsLine)))
                return false;
            GroupLine(end is { } at ? rest.Slice(0, at) : rest);
            rest = end is { } next ? rest.Slice(rest.GetPosition(1, next)) : rest.Slice(rest.End);
        }

        return true;
    }

    private void GroupLine(in ReadOnlySequence<byte> line)
    {
        _run.Line++;
        if (_skipsLine || line.Length > LongestLine)
        {
            _skipsLine = false;
            Refuse(ApiIssues.BodyTooLarge);
            return;
        }

        var text = line.IsSingleSegment ? line.FirstSpan : Copy(line);
        if (_run.Contacts == 0 && text.StartsWith("\uFEFF"u8))
            text = text[3..];
        if (text.Trim(" \t\r"u8).IsEmpty)
            return;
        if (!IsContact(text))
            Refuse(FormatIssues.UnreadableRow);
    }

    /// <summary>Groups a line; false, with nothing written, where it is no JSON.</summary>
    private bool IsContact(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
            return false;
        try
        {
            _run.NextLine(text);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private void Refuse(IssueCode code)
    {
        _output.Write("{"u8);
        _run.Refuse(code);
        _output.Write("}\n"u8);
    }

    private ReadOnlySpan<byte> Copy(in ReadOnlySequence<byte> line)
    {
        if (line.Length > _line.Length)
            _line = new byte[Math.Max(line.Length, 2 * _line.Length)];
        line.CopyTo(_line);
        return _line.AsSpan(0, (int)line.Length);
    }
}
