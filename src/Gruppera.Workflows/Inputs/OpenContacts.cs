using Gruppera.Formats.Contacts;
using Gruppera.Formats.Fhir;
using Gruppera.Formats.Files;

namespace Gruppera.Workflows.Inputs;

/// <summary>An open file of contacts that is understood.</summary>
/// <param name="path">The file, or <c>-</c> for standard input.</param>
/// <param name="sheet">Sheet of a workbook that was asked for; null for the one with most known columns.</param>
/// <param name="source">The open file, which this disposes of.</param>
/// <param name="fitted">How it was understood.</param>
public sealed class OpenContacts(string path, string? sheet, ContactSource source, FittedContacts fitted) : IDisposable
{
    /// <summary>Opens a file and finds out how it is written.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="sheet">Sheet of a workbook; null for the one with most known columns.</param>
    /// <param name="wish">What is known of it.</param>
    /// <param name="stop">Stops waiting for a standard input that does not answer.</param>
    /// <param name="once">Opens what can be read once only, such as the rows of a query; null for a file.</param>
    /// <exception cref="ContactFileException">The file cannot be read, or lacks what is needed.</exception>
    public static OpenContacts Open(
        string path, string? sheet, LayoutWish wish, CancellationToken stop, Func<ContactSource>? once = null)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var source = once is null ? OpenOnce() : once();
        try
        {
            if (sheet is not null && source.Sheet.Length == 0)
                throw new SheetWithoutWorkbookException(path);
            // Standard input may never answer: a run that is stopped does not wait for it.
            var fitted = Task.Factory.StartNew(
                () => LayoutFit.Of(source.Text, wish, source.Name, once is not null || Place.IsReadOnce(path) ? null : OpenOnce), stop,
                TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .WaitAsync(stop).GetAwaiter().GetResult();
            return new(path, sheet, source, fitted with { Reading = source.Complete(fitted.Reading) }) { Fhir = wish.Fhir };
        }
        catch
        {
            source.Dispose();
            throw;
        }

        ContactSource OpenOnce() =>
            wish.Layout is { } layout
            ? ContactSource.Open(path, layout, sheet, wish.Fhir)
            : ContactSource.Open(path, sheet: sheet, fhir: wish.Fhir);
    }

    /// <summary>The file.</summary>
    public ContactSource Source => source;

    /// <summary>How it was understood, all together.</summary>
    public FittedContacts Fitted => fitted;

    /// <summary>Its UTF-8 text.</summary>
    public Stream Text => fitted.Text;

    /// <summary>How it is written.</summary>
    public ContactLayout Layout => fitted.Layout;

    /// <summary>How it was understood.</summary>
    public Reading Reading => fitted.Reading;

    /// <summary>What messages call it.</summary>
    public string Name { get; init; } = source.Name;

    /// <summary>What codes of FHIR mean; null for the mapping that comes with the program.</summary>
    private FhirMapping? Fhir { get; init; }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    /// <summary>The file once more from its beginning; not for standard input.</summary>
    public ContactSource Again() => ContactSource.Open(path, Layout, sheet, Fhir);
}

/// <summary>A sheet was asked of a file that is no workbook.</summary>
/// <param name="path">The file.</param>
public sealed class SheetWithoutWorkbookException(string path)
    : RefusedException($"{path} is not a workbook and has no sheets: do not name a sheet")
{
    /// <summary>The file.</summary>
    public string Path => path;
}
