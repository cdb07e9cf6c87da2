using Microsoft.Extensions.Logging;

namespace Gruppera.Web.Api;

/// <summary>What is logged: type and place of a failure, never what was sent.</summary>
/// <remarks>All in one class: of several the generator writes the sources in an order of chance, and two releases would differ.</remarks>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "A request failed with {Type}\n{Place}")]
    internal static partial void RequestFailed(ILogger logger, string? type, string? place);

    [LoggerMessage(LogLevel.Error, "A file could not be worked on: {Type}\n{Place}")]
    internal static partial void FileFailed(ILogger logger, string? type, string? place);
}
