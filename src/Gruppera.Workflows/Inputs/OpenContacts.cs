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
    private ContactSource _source = source;
    private FittedContacts _fitted = fitted;

    /// <summary>Opens a file and finds out how it is written.</summary>
    /// <param name="path">The file, or <c>-</c> for standard input.</param>
    /// <param name="sheet">Sheet of a workbook; null for the one with most known columns.</param>
    /// <param name="wish">What is known of it.</param>
    /// <param name="stop">Stops waiting for a standard input that does not answer.</param>
    /// <param name="once">Opens what can be read once only, such as the rows of a query; null for a file.</param>
    /// <param name="partition">The part whose rows are read; null for all. The file is understood as a whole all the same.</param>
    /// <exception cref="ContactFileException">The file cannot be read, lacks what is needed, or has no parts.</exception>
    public static OpenContacts Open(
        string path, string? sheet, LayoutWish wish, CancellationToken stop, Func<ContactSource>? once = null, Partition? partition = null)
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
            if (Directory.Exists(path) && fitted.Reading.HeaderRow > 1)
                throw new ContactFileException($"{source.Name}: the files of a folder must begin with their header");
            fitted = fitted with { Reading = source.Complete(fitted.Reading) };
            return new OpenContacts(path, sheet, source, fitted) { Fhir = wish.Fhir, Partition = partition }.Divided();
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
    public ContactSource Source => _source;

    /// <summary>How it was understood, all together.</summary>
    public FittedContacts Fitted => _fitted;

    /// <summary>Its UTF-8 text.</summary>
    public Stream Text => _fitted.Text;

    /// <summary>How it is written.</summary>
    public ContactLayout Layout => _fitted.Layout;

    /// <summary>How it was understood.</summary>
    public Reading Reading => _fitted.Reading;

    /// <summary>What messages call it.</summary>
    public string Name { get; init; } = source.Name;

    /// <summary>What codes of FHIR mean; null for the mapping that comes with the program.</summary>
    private FhirMapping? Fhir { get; init; }

    /// <summary>The part whose rows are read; null for all.</summary>
    private Partition? Partition { get; init; }

    /// <summary>The text of the part that was opened last; null where all rows are read.</summary>
    public PartitionedText? Part { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Part?.Dispose();
        _source.Dispose();
    }

    /// <summary>The text once more from its beginning, closed by who reads it; not for standard input.</summary>
    public Stream Again()
    {
        var again = ContactSource.Open(path, Layout, sheet, Fhir);
        if (Partition is null)
            return again.Text;
        var opened = new OpenContacts(path, sheet, again, _fitted with { Text = again.Text }) { Partition = Partition }.Divided();
        Part = opened.Part;
        return opened.Text;
    }

    private OpenContacts Divided()
    {
        if (Partition is not { } partition)
            return this;
        var all = new Partition(1, 1);
        if (ContactSource.OpenPart(path, partition.ByPatient ? all : partition) is { } part)
        {
            _source.Dispose();
            _source = part;
            _fitted = _fitted with { Text = part.Text };
            partition = partition.ByPatient ? partition : all;
        }

        _fitted = PartitionedText.Of(_fitted, _source, partition);
        Part = (PartitionedText)_fitted.Text;
        return this;
    }
}

/// <summary>A sheet was asked of a file that is no workbook.</summary>
/// <param name="path">The file.</param>
public sealed class SheetWithoutWorkbookException(string path)
    : RefusedException($"{path} is not a workbook and has no sheets: do not name a sheet")
{
    /// <summary>The file.</summary>
    public string Path => path;
}
