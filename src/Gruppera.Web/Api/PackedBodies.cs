using Gruppera.Formats.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RequestDecompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.Api;

/// <summary>Packed bodies have to be whole.</summary>
internal static class PackedBodies
{
    /// <summary>Unpacks gzip to its very end. The framework's other ways of packing look at theirs where they are told to.</summary>
    internal static void Unpack(RequestDecompressionOptions options)
    {
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);
        options.DecompressionProviders["gzip"] = new Gzip();
    }

    /// <summary>Refuses what is packed in a way that nobody here can unpack.</summary>
    internal static void UseKnownEncodings(this WebApplication app)
    {
        string[] known = [.. app.Services.GetRequiredService<IOptions<RequestDecompressionOptions>>().Value.DecompressionProviders.Keys];
        app.Use((context, next) =>
        {
            var encoding = context.Request.Headers.ContentEncoding;
            if (encoding.Count == 0
                || (encoding.Count == 1 && known.Append("identity").Contains(encoding[0], StringComparer.OrdinalIgnoreCase)))
                return next(context);
            context.Response.Headers.AcceptEncoding = string.Join(", ", known.Order(StringComparer.Ordinal));
            return new Problem(ApiIssues.UnknownEncoding, StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context);
        });
    }

    private sealed class Gzip : IDecompressionProvider
    {
        public Stream GetDecompressionStream(Stream stream) =>
            new Unpacked(new(new Waited(stream), text => new BadHttpRequestException(text.ToString(), StatusCodes.Status400BadRequest)));
    }

    /// <summary>Reads on a thread that may wait.</summary>
    private sealed class Unpacked(GzipInput packed) : ReadStream
    {
        public override int Read(Span<byte> buffer) => packed.Read(buffer);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await Task.Run(() => packed.Read(buffer.Span), cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    private sealed class Waited(Stream stream) : ReadStream
    {
        private byte[] _buffer = [];

        public override int Read(Span<byte> buffer)
        {
            if (_buffer.Length < buffer.Length)
                _buffer = new byte[buffer.Length];
            var read = stream.ReadAsync(_buffer.AsMemory(0, buffer.Length)).AsTask().GetAwaiter().GetResult();
            _buffer.AsSpan(0, read).CopyTo(buffer);
            return read;
        }
    }
}
