using System.Buffers;
using System.Collections.Concurrent;
using Gruppera.Formats.Files;

namespace Gruppera.Columnar.Duck;

/// <summary>Bytes from one thread to another: who writes waits while the reader is some blocks behind. One writer, one reader.</summary>
internal sealed class BoundedPipe : IDisposable
{
    private const int MostBlocks = 8;
    private readonly BlockingCollection<(byte[] Data, int Length)> _blocks = new(MostBlocks);
    private readonly CancellationTokenSource _broken = new();
    private Exception? _failure;

    public BoundedPipe() => (Input, Output) = (new Writer(this), new Reader(this));

    /// <summary>Where bytes go in.</summary>
    public Stream Input { get; }

    /// <summary>Where they come out. Closing it makes writing fail.</summary>
    public Stream Output { get; }

    /// <summary>Nothing more comes.</summary>
    /// <param name="failure">Why, where it is not the end; the reader is told.</param>
    public void End(Exception? failure = null)
    {
        _failure = failure;
        if (!_blocks.IsAddingCompleted)
            _blocks.CompleteAdding();
    }

    /// <summary>Nobody reads any more: writing fails from now on.</summary>
    public void Break() => _broken.Cancel();

    public void Dispose()
    {
        Input.Dispose();
        Output.Dispose();
        _broken.Dispose();
        _blocks.Dispose();
    }

    /// <summary>Nobody reads what is written.</summary>
    internal sealed class BrokenException : IOException;

    private sealed class Writer(BoundedPipe pipe) : WriteStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (buffer.IsEmpty)
                return;
            var block = ArrayPool<byte>.Shared.Rent(buffer.Length);
            buffer.CopyTo(block);
            try
            {
                pipe._blocks.Add((block, buffer.Length), pipe._broken.Token);
            }
            catch (OperationCanceledException)
            {
                throw new BrokenException();
            }
        }
    }

    private sealed class Reader(BoundedPipe pipe) : ReadStream
    {
        private byte[] _block = [];
        private int _position;
        private int _length;

        public override int Read(Span<byte> buffer)
        {
            if (_position == _length)
            {
                if (_block.Length > 0)
                    ArrayPool<byte>.Shared.Return(_block);
                (_block, _position, _length) = ([], 0, 0);
                if (!pipe._blocks.TryTake(out var next, Timeout.Infinite))
                    return pipe._failure is null ? 0 : throw pipe._failure;
                (_block, _length) = next;
            }

            var count = Math.Min(buffer.Length, _length - _position);
            _block.AsSpan(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                pipe.Break();
            base.Dispose(disposing);
        }
    }
}
