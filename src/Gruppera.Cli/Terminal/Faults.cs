using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Gruppera.Formats.Files;

namespace Gruppera.Cli.Terminal;

/// <summary>What the system throws, in the words of the program: its own messages reach nobody.</summary>
internal static partial class Faults
{
    /// <summary>What happened and what to do; null for what only a fault of the program throws.</summary>
    internal static Text? Of(Exception exception) => exception switch
    {
        AggregateException { InnerException: { } inner } => Of(inner),
        InvalidDataException { Source: "System.IO.Compression" or "System.Private.CoreLib" } or XmlException =>
            "A file is truncated or damaged: get it again",
        InvalidDataException or IOException { HResult: Own } => Text.Verbatim(exception.Message),
        JsonException => "A file is no JSON",
        OutOfMemoryException => "There is not enough memory: end other programs, or take fewer contacts at a time",
        DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException } =>
            "A library of the program is missing: install it again",
        UnauthorizedAccessException or IOException => PathOf(exception) is var path && FileFault.Why(exception) is { } why
            ? Directory.Exists(path) && exception is UnauthorizedAccessException
                ? $"{path}: {FileFault.IsFolder:why}" : path.Length > 0 ? $"{path}: {why}" : why
            : null,
        _ => null,
    };

    /// <summary>A fault of the program: where it is, and nothing of what it was about.</summary>
    internal static Text OfProgram(Exception exception)
    {
        var frame = new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod())
            .FirstOrDefault(method => method?.DeclaringType?.Namespace?.StartsWith("Gruppera", StringComparison.Ordinal) == true);
        return $"The program has a fault: {exception.GetType().Name:kind} in {frame?.DeclaringType?.Name ?? "-":type}." +
            $"{frame?.Name ?? "-":method}. Report it with what --verbose shows; nothing of it is about a patient";
    }

    /// <summary>What the program itself throws has no number of the system.</summary>
    private const int Own = unchecked((int)0x80131620);

    /// <summary>The path that a message of the system has between quotes; empty if there is none.</summary>
    private static string PathOf(Exception exception) => exception is FileNotFoundException { FileName: { Length: > 0 } name } ? name
        : Quoted().Match(exception.Message) is { Success: true } quoted ? quoted.Groups["path"].Value : "";

    [GeneratedRegex("'(?<path>[^']+)'", RegexOptions.None, 1000)]
    private static partial Regex Quoted();
}
