using System.Diagnostics;

namespace Gruppera.Tests;

/// <summary>Programs that tests run: with nothing on standard input, and not for ever.</summary>
internal static class Programs
{
    /// <summary>Runs a program to its end. One that does not end in time is ended, with all that it started.</summary>
    /// <param name="start">The program; its three streams are redirected.</param>
    /// <param name="limit">How long it may take; five minutes where it is not given.</param>
    /// <returns>The exit code, -1 where there is no such program and -2 where it did not end, and what it said.</returns>
    internal static (int Status, string Out, string Error) Run(ProcessStartInfo start, TimeSpan? limit = null)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var (output, error) = (new MemoryStream(), new MemoryStream());
            Task[] told = [process.StandardOutput.BaseStream.CopyToAsync(output), process.StandardError.BaseStream.CopyToAsync(error)];
            var ended = process.WaitForExit(limit ?? TimeSpan.FromMinutes(5));
            if (!ended)
                process.Kill(entireProcessTree: true);
            // What a program leaves behind may hold its streams: that is not waited for.
            Task.WaitAll(told, TimeSpan.FromSeconds(5));
            var status = ended ? process.ExitCode : -2;
            return (status, TextOf(output), TextOf(error) + (ended ? "" : $"{start.FileName} did not end and was ended"));
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (-1, "", exception.Message);
        }
    }

    private static string TextOf(MemoryStream said) => new StreamReader(new MemoryStream(said.ToArray())).ReadToEnd();
}
