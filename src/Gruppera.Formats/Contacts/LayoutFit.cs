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
    private const int MostListed = 100;

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
        if (header is not null && !layout.IsFixedWidth
            && TextPlace.Find(head.Lines, header, (columns, enough) => Known(columns, wish, enough), name) is { } place)
        {
            layout = layout with { Place = place };
            header = new ContactFile(head.Sample(), layout, needsDiagnoses: false);
        }

        var columns = header?.Binding.Header ?? layout.Header;
        if (layout.HasHeader && columns.All(column => column.Length == 0))
            throw new ContactFileException($"{name} is empty", isMisfit: true);
        if (layout.HasHeader)
            RefuseDoubles(columns, name);
        var fit = new LayoutDraft((wish.Layout ?? Choose(columns, name, wish)) with { Place = layout.Place }, columns);
        foreach (var byHand in wish.Columns)
            fit.Take(byHand, name);
        var isExempt = wish.UnlessColumn is { } column && columns.Contains(column, StringComparer.OrdinalIgnoreCase);
        if (wish.Layout is null || layout.Name == Canonical.Name)
            fit.TakeSynonyms(isStrict: !isExempt && fit.Base.Name == Canonical.Name, takesAge: !isExempt);
        var sample = new ContactSample(head, fit, name, isExempt);
        var fitted = sample.Layout with { AllowMissing = wish.AllowMissing, CodeConversion = wish.CodeConversion };
        var binding = new LayoutBinding(fitted, columns);
        if (again is not null && !isExempt)
            sample.LookFurther(again, binding, wish.Needs & ~wish.AllowMissing);
        var reading = sample.Reading(binding, header?.Delimiter ?? 0) with
        {
            File = name,
            IsFound = wish.Layout is null,
            IsExempt = isExempt,
            Assumptions =
            [
                .. Titles(layout.Place), .. fit.Assumptions,
                .. wish.CodeConversion is { } map ? [Converts(map)] : ImmutableArray<Text>.Empty,
            ],
        };
        if (!isExempt)
            FitNeeds.Check(reading, binding, wish);
        return new(head.Whole(), fitted, reading);
    }

    private static Text Converts(CodeConversion map) => map.Open.Count == 0
        ? (Text)$"codes are converted by {map.Name} ({map.Count:count} codes)"
        : $"codes are converted by {map.Name} ({map.Count:count} codes; {map.Open.Count:open} with several successors stay as they are)";

    /// <summary>How many columns of a header a layout knows, its synonyms included where it is the canonical one;
    /// 0 if it does not fit.</summary>
    internal static int Count(ContactLayout layout, ImmutableArray<string> header)
    {
        try
        {
            var draft = new LayoutDraft(layout, header);
            if (layout.Name == Canonical.Name)
                draft.TakeSynonyms(isStrict: false);
            return Count(new LayoutBinding(draft.ToLayout(), header));
        }
        catch (ContactFileException)
        {
            return 0;
        }
    }

    internal static ContactLayout Canonical { get; } = LayoutCatalog.Find("canonical")!;

    /// <summary>The shipped layout that knows most columns; the canonical one with its synonyms where that knows more and no other knows
    /// many.</summary>
    private static ContactLayout Choose(ImmutableArray<string> header, string name, LayoutWish wish)
    {
        var (exact, most) = ((ContactLayout?)null, 0);
        foreach (var layout in LayoutCatalog.All)
        {
            var count = layout.HasHeader ? CountExact(layout, header) : 0;
            if (layout.Name == Canonical.Name && count == header.Length)
                return layout;
            if (count > most || (exact is not null && count == most && layout.Columns.Count < exact.Columns.Count))
                (exact, most) = (layout, count);
        }

        var synonyms = most >= FewColumns ? 0 : Count(Canonical, header);
        if (exact is not null && most >= synonyms)
            return exact;
        var isTaken = synonyms > 0 || (wish.UnlessColumn is { } column && header.Contains(column, StringComparer.OrdinalIgnoreCase))
            || wish.AllowMissing.HasFlag(ContactNeeds.Diagnoses) || !wish.Needs.HasFlag(ContactNeeds.Diagnoses) || wish.Columns.Length > 0;
        return isTaken ? Canonical : throw NoneFits(header, name);
    }

    /// <summary>How many columns of a header are known, by the layouts or by hand; 0 if it has no diagnoses. From enough on they are not
    /// counted further.</summary>
    private static int Known(ImmutableArray<string> header, LayoutWish wish, int enough)
    {
        var byHand = wish.Columns.Count(column => header.Contains(column.Header, StringComparer.OrdinalIgnoreCase));
        var isGrouped = wish.UnlessColumn is { } column && header.Contains(column, StringComparer.OrdinalIgnoreCase);
        var known = byHand + (isGrouped ? FewColumns : 0);
        if (wish.Layout is { } named)
            return known + Count(named, header);
        var most = 0;
        foreach (var layout in LayoutCatalog.All)
        {
            if (known + most >= enough)
                break;
            if (layout.HasHeader)
                most = Math.Max(most, Count(layout, header));
        }

        return known + most;
    }

    private static IEnumerable<Text> Titles(TextPlace? place)
    {
        if (place is { TitlesAbove: > 0 })
            yield return Text.Count(
                place.TitlesAbove, $"the {place.TitlesAbove} line above the header is no contact",
                $"the {place.TitlesAbove} lines above the header are no contacts");
        if (place is { HasRowNames: true })
            yield return "the first field of each row is its name, as R writes it, since the header lacks a name for it";
    }

    private static int Count(LayoutBinding binding) =>
        binding.HasDiagnoses ? binding.Facts().Select(fact => fact.Column).Distinct(StringComparer.Ordinal).Count() : 0;

    private static int CountExact(ContactLayout layout, ImmutableArray<string> header)
    {
        try
        {
            return Count(new LayoutBinding(layout, header));
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
        var list = Listed(doubles);
        throw new ContactFileException($"{name}: the header has the same column twice: {list}. Rename or remove one of each");
    }

    /// <summary>Columns in a message, the first of them where they are many.</summary>
    private static string Listed(IReadOnlyCollection<string> columns) =>
        string.Join(", ", columns.Take(MostListed)) + (columns.Count > MostListed ? ", ..." : "");

    private static ContactFileException NoneFits(ImmutableArray<string> header, string name)
    {
        var near = Nearest(header);
        var has = Listed(header);
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
            .Select(layout => (layout, new LayoutBinding(layout, header).Facts().Count))
            .Where(each => each.Count > 1).OrderByDescending(each => each.Count).ThenBy(each => each.layout.Columns.Count)
            .Select(each => each.layout.Name).FirstOrDefault();
}
