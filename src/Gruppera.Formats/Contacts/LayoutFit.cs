using System.Collections.Immutable;

namespace Gruppera.Formats.Contacts;

/// <summary>A file of contacts that is understood: its text from the beginning, the layout with this file's own columns, and what was
/// understood.</summary>
/// <param name="Text">UTF-8 text, from its beginning.</param>
/// <param name="Layout">How it is written.</param>
/// <param name="Reading">How it was understood.</param>
public sealed record FittedContacts(Stream Text, ContactLayout Layout, Reading Reading);

/// <summary>
/// The one place where it is decided what the columns of a file mean: by the layout that was named, or the shipped one that knows most of
/// the header, and then by the synonyms of <see cref="HeaderNames"/> and by hand.
/// No column is read as a fact twice, and no unit is chosen in silence. Thread-safe.
/// </summary>
public static class LayoutFit
{
    private const int FewColumns = 3;

    /// <summary>Looks at the beginning of a text.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="wish">What is said of it.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="again">Opens the file once more, to look further where its beginning lacks what is needed; null for a stream.</param>
    /// <exception cref="ContactFileException">No layout fits, two columns give one fact, a unit is not known, or the file lacks what is
    /// needed.</exception>
    public static FittedContacts Of(Stream text, LayoutWish wish, string name = "", Func<ContactSource>? again = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(wish);
        var head = TextHead.Of(text);
        var layout = wish.Layout ?? ContactLayout.AnyHeader;
        var header = layout.HasHeader ? new ContactFile(head.Sample(), layout, needsDiagnoses: false) : null;
        var columns = header?.Binding.Header ?? layout.Header;
        if (layout.HasHeader && columns.All(column => column.Length == 0))
            throw new ContactFileException($"{name} is empty", isMisfit: true);
        if (layout.HasHeader)
            RefuseDoubles(columns, name);
        var fit = wish.Layout is { } named ? new LayoutDraft(named, columns) : Choose(columns, name, wish);
        foreach (var byHand in wish.Columns)
            fit.Take(byHand, name);
        var isExempt = wish.UnlessColumn is { } column && columns.Contains(column, StringComparer.OrdinalIgnoreCase);
        if (wish.Layout is null || layout.Name == Canonical.Name)
            fit.TakeSynonyms(isStrict: !isExempt && fit.Base.Name == Canonical.Name, takesAge: !isExempt);
        var sample = new ContactSample(head, fit, name);
        var fitted = sample.Layout with { AllowMissing = wish.AllowMissing };
        var binding = new LayoutBinding(fitted, columns);
        if (again is not null && !isExempt)
            sample.LookFurther(again, binding, wish.Needs & ~wish.AllowMissing);
        var reading = sample.Reading(binding, header?.Delimiter ?? 0) with
        {
            File = name,
            IsFound = wish.Layout is null,
            IsExempt = isExempt,
            Assumptions = fit.Assumptions,
        };
        if (!isExempt)
            FitNeeds.Check(reading, binding, wish);
        return new(head.Whole(), fitted, reading);
    }

    /// <summary>How many columns of a header a layout knows, its synonyms included where it is the canonical one;
    /// 0 if it does not fit.</summary>
    internal static int Count(ContactLayout layout, ImmutableArray<string> header)
    {
        try
        {
            var draft = new LayoutDraft(layout, header);
            if (layout.Name == Canonical.Name)
                draft.TakeSynonyms(isStrict: false);
            var binding = new LayoutBinding(draft.ToLayout(), header);
            return binding.HasDiagnoses ? binding.Facts().Select(fact => fact.Column).Distinct(StringComparer.Ordinal).Count() : 0;
        }
        catch (ContactFileException)
        {
            return 0;
        }
    }

    internal static ContactLayout Canonical { get; } = LayoutCatalog.Find("canonical")!;

    /// <summary>The shipped layout that knows most columns; the canonical one with its synonyms where that knows more and no other knows
    /// many.</summary>
    private static LayoutDraft Choose(ImmutableArray<string> header, string name, LayoutWish wish)
    {
        var exact = LayoutCatalog.All.Where(layout => layout.HasHeader).Select(layout => (layout, Count: CountExact(layout, header)))
            .Where(each => each.Count > 0).OrderByDescending(each => each.Count).ThenBy(each => each.layout.Columns.Count).FirstOrDefault();
        var synonyms = Count(Canonical, header);
        if (exact.layout is not null && (exact.Count >= FewColumns || exact.Count >= synonyms))
            return new(exact.layout, header);
        var isTaken = synonyms > 0 || (wish.UnlessColumn is { } column && header.Contains(column, StringComparer.OrdinalIgnoreCase))
            || wish.AllowMissing.HasFlag(ContactNeeds.Diagnoses) || !wish.Needs.HasFlag(ContactNeeds.Diagnoses) || wish.Columns.Length > 0;
        return isTaken ? new(Canonical, header) : throw NoneFits(header, name);
    }

    private static int CountExact(ContactLayout layout, ImmutableArray<string> header)
    {
        try
        {
            var binding = new LayoutBinding(layout, header);
            return binding.HasDiagnoses ? binding.Facts().Select(fact => fact.Column).Distinct(StringComparer.Ordinal).Count() : 0;
        }
        catch (ContactFileException)
        {
            return 0;
        }
    }

    private static void RefuseDoubles(ImmutableArray<string> header, string name)
    {
        var doubles = header.Where(column => column.Length > 0).GroupBy(column => column, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        if (doubles.Count == 0)
            return;
        var list = string.Join(", ", doubles);
        throw new ContactFileException($"{name}: the header has the same column twice: {list}. Rename or remove one of each");
    }

    private static ContactFileException NoneFits(ImmutableArray<string> header, string name)
    {
        var near = Nearest(header);
        var has = string.Join(", ", header);
        return new(
            $"No layout fits the header of {name}: none of its columns {has} is known to have diagnoses. Give one with --column " +
            $"HEADER=principal or HEADER=diagnoses, or see gruppera contacts check " +
            $"{name}{(near is null ? (Text)"" : $"; nearest layout: {near}"):part}",
            isMisfit: true);
    }

    /// <summary>A layout to start your own from: the nearest shipped one, or the canonical one, with the columns of the file that it
    /// knows.</summary>
    public static ContactLayout Suggest(ImmutableArray<string> header)
    {
        var draft = new LayoutDraft(Nearest(header) is { } near ? LayoutCatalog.Find(near)! : Canonical, header);
        draft.TakeSynonyms(isStrict: false);
        var layout = draft.ToLayout();
        return !new LayoutBinding(layout, header).HasDiagnoses
            ? layout with { Diagnoses = new() { Principal = new ColumnRef("HEADER OF THE PRINCIPAL DIAGNOSIS") } }
            : layout;
    }

    /// <summary>The shipped layout that knows most columns of a header, diagnoses or not; null if none knows any.</summary>
    public static string? Nearest(ImmutableArray<string> header) =>
        LayoutCatalog.All.Where(layout => layout is { HasHeader: true, Inside: null })
            .Select(layout => (layout, Count: new LayoutBinding(layout, header).Facts().Count()))
            .Where(each => each.Count > 1).OrderByDescending(each => each.Count).ThenBy(each => each.layout.Columns.Count)
            .Select(each => each.layout.Name).FirstOrDefault();
}
