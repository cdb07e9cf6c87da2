using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Workflows.Codes;

/// <summary>Writes contacts with the successors of their codes.</summary>
public static class ConversionRun
{
    /// <summary>Reads a file whose layout has a conversion, and writes its contacts in the canonical layout.</summary>
    /// <param name="input">The contacts.</param>
    /// <param name="output">Where to write; <c>-</c> for standard output.</param>
    /// <param name="issue">Called for each row that cannot be read; it is left out, unless only its dates are in the
    /// wrong order.</param>
    /// <param name="stop">Stops between rows; no file is written then.</param>
    /// <returns>Contacts written.</returns>
    /// <exception cref="ContactFileException">The file cannot be read, or the output not be written.</exception>
    public static long Run(OpenContacts input, string output, Action<Issue> issue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(issue);
        using var file = new AtomicOutput(output);
        var written = 0L;
        var reader = new RecordReader(input.Text, input.Layout with { AllowMissing = ContactNeeds.All }, input.Name);
        using (var writer = new CanonicalWriter(file.Stream, reader.OtherColumns))
        {
            foreach (var record in reader.Read(issue))
            {
                stop.ThrowIfCancellationRequested();
                if (record.Issue is { } problem)
                {
                    issue(problem);
                    if (problem.Code != IssueCodes.DatesInWrongOrder)
                        continue;
                }

                writer.Write(record);
                written++;
            }
        }

        file.Commit();
        return written;
    }
}
