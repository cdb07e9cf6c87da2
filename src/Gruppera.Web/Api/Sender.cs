using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Gruppera.Formats.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gruppera.Web.Api;

/// <summary>
/// Whoever is at the other end of a connection. Kestrel takes one that closes its side for gone, and gives a body that was cut by it no
/// answer at all; here it is taken to wait for one.
/// </summary>
internal sealed class Sender : IDisposable
{
    /// <summary>How long one that has closed its side is taken to wait.</summary>
    private static readonly TimeSpan Waiting = TimeSpan.FromSeconds(5);

    /// <summary>Cancelled when one who reads has seen all that was sent before the sender closed its side.</summary>
    private readonly CancellationTokenSource _hasEnded = new();
    private readonly CancellationTokenSource _isGone = new();

    /// <summary>Looks after the senders of a server.</summary>
    internal static void LookAfter(KestrelServerOptions kestrel) =>
        kestrel.ConfigureEndpointDefaults(listen => listen.Use(next => async connection =>
    {
        using var sender = new Sender();
        await using var closing = connection.ConnectionClosed.Register(sender.Close);
        connection.Features.Set(sender);
        connection.ConnectionClosed = sender._isGone.Token;
        connection.Transport = new Duplex(new Input(connection.Transport.Input, sender), connection.Transport.Output);
        await next(connection);
    }));

    /// <summary>Gives requests bodies that fail with status 400 where their sender closes before they are whole.</summary>
    internal static void UseWholeBodies(WebApplication app) => app.Use((context, next) =>
    {
        if (context.Features.Get<Sender>() is { } sender
            && (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0))
            context.Request.Body = new Body(context.Request.Body, sender);
        return next(context);
    });

    public void Dispose()
    {
        _hasEnded.Dispose();
        _isGone.Dispose();
    }

    private void Close()
    {
        try
        {
            _isGone.CancelAfter(Waiting);
        }
        catch (ObjectDisposedException)
        {
            // The connection has ended meanwhile.
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>What is sent, whose end is seen only when the sender is gone.</summary>
    private sealed class Input(PipeReader inner, Sender sender) : PipeReader
    {
        private readonly CancellationToken _isGone = sender._isGone.Token;
        private ReadOnlySequence<byte> _given;
        private long _seen;
        private CancellationTokenSource? _waiting;

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            _seen = examined.Equals(_given.End) ? _given.Slice(consumed).Length : -1;
            inner.AdvanceTo(consumed, examined);
        }

        public override void CancelPendingRead()
        {
            if (Volatile.Read(ref _waiting) is { } waiting)
                waiting.Cancel();
            else
                inner.CancelPendingRead();
        }

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override bool TryRead(out ReadResult result)
        {
            if (!inner.TryRead(out result))
                return false;
            if (!IsOnlyTheEnd(result))
            {
                result = Give(result);
                return true;
            }

            inner.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            return false;
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            var result = await inner.ReadAsync(cancellationToken);
            if (!IsOnlyTheEnd(result))
                return Give(result);

            // Kept until the process has no more use for it: whoever cancels may have it in hand.
            var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _isGone);
            Volatile.Write(ref _waiting, waiting);
            await sender._hasEnded.CancelAsync();
            await Task.Delay(Timeout.Infinite, waiting.Token)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            Volatile.Write(ref _waiting, null);
            if (cancellationToken.IsCancellationRequested)
                inner.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            cancellationToken.ThrowIfCancellationRequested();
            return Give(_isGone.IsCancellationRequested ? result : new(result.Buffer, isCanceled: true, isCompleted: false));
        }

        private bool IsOnlyTheEnd(in ReadResult result) =>
            result is { IsCompleted: true, IsCanceled: false } && !_isGone.IsCancellationRequested && result.Buffer.Length <= _seen;

        private ReadResult Give(in ReadResult result)
        {
            _given = result.Buffer;
            return new(_given, result.IsCanceled, result.IsCompleted && _isGone.IsCancellationRequested);
        }
    }

    /// <summary>A body that fails where its sender has closed and nothing more of it comes.</summary>
    private sealed class Body(Stream inner, Sender sender) : ReadStream
    {
        private CancellationTokenSource? _stop;
        private CancellationToken _asked;

        public override int Read(Span<byte> buffer)
        {
            var bytes = new byte[buffer.Length];
            var read = ReadAsync(bytes).AsTask().GetAwaiter().GetResult();
            bytes.AsSpan(0, read).CopyTo(buffer);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_stop is null || _asked != cancellationToken)
                (_stop, _asked) = (CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, sender._hasEnded.Token),
                    cancellationToken);
            try
            {
                return await inner.ReadAsync(buffer, _stop.Token);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new Microsoft.AspNetCore.Http.BadHttpRequestException("the body is shorter than it says",
                    StatusCodes.Status400BadRequest, exception);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _stop?.Dispose();
            base.Dispose(disposing);
        }
    }
}
