using System.Net;
using System.Text;

namespace Gruppera.Queue;

/// <summary>A worker's health over HTTP: <c>/health/live</c>, <c>/health/ready</c> (503 while it takes no messages) and
/// <c>/metrics</c>.</summary>
public sealed class HealthPort : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly QueueWorker _worker;

    /// <summary>Begins to answer.</summary>
    /// <param name="address">Such as <c>http://127.0.0.1:5090/</c>.</param>
    /// <param name="worker">The worker.</param>
    /// <exception cref="HttpListenerException">It cannot listen there.</exception>
    public HealthPort(string address, QueueWorker worker)
    {
        ArgumentNullException.ThrowIfNull(address);
        _worker = worker;
        _listener.Prefixes.Add(address.EndsWith('/') ? address : address + "/");
        _listener.Start();
        _ = AnswerAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var (status, text) = context.Request.Url?.AbsolutePath switch
                {
                    "/health/live" => (200, "Healthy"),
                    "/health/ready" => _worker.IsReady ? (200, "Healthy") : (503, "Unhealthy"),
                    "/metrics" => (200, _worker.Counts.Text(_worker.IsReady)),
                    _ => (404, ""),
                };
                (context.Response.StatusCode, context.Response.ContentType) = (status, "text/plain; charset=utf-8");
                context.Response.Close(Encoding.UTF8.GetBytes(text), willBlock: false);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The worker ends, or who asked has gone.
            }
        }
    }
}
