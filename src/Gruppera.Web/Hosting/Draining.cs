namespace Gruppera.Web.Hosting;

/// <summary>Whether the server is about to stop. Thread-safe.</summary>
internal sealed class Draining
{
    private volatile bool _hasBegun;

    /// <summary>True once it is: it still answers, and says that it is not ready.</summary>
    internal bool HasBegun => _hasBegun;

    internal void Begin() => _hasBegun = true;
}
