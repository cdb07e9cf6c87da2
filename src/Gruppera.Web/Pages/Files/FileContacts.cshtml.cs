using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Formats.Browsing;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;
using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gruppera.Web.Pages.Files;

/// <summary>The contacts of a grouped file as a table: chosen, sorted, searched, page by page. What is chosen stands in the address, as far
/// as many contacts share it; what is searched for may tell a patient, and stands in the body of the request.</summary>
[IgnoreAntiforgeryToken] // Nothing is kept and nothing done: there is nothing to forge.
public sealed class FileContactsModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <summary>Rows of a page.</summary>
    internal const int PageRows = 50;

    private const int MostColumns = 16;
    private const int LongestWords = 100;
    private const string Finding = "finding";

    private static readonly ImmutableHashSet<string> ShownResults = ["drg_name", "rtc", "cc", "care_form", "issue"];
    private static readonly ImmutableHashSet<string> Numbers =
        ["age_days", "age_years", "duration", "nights", "leave_days", "cost", "birth_year"];

    private ImmutableHashSet<string> _numbers = [];

    /// <inheritdoc/>
    public override string Title => Job is null ? Say("No such file") : Say($"Contacts of {Job.Name}");

    internal FileJob? Job { get; private set; }

    internal RowTable Table { get; private set; } = null!;

    /// <summary>The rows that are chosen, in their order.</summary>
    internal ImmutableArray<int> Found { get; private set; } = [];

    /// <summary>Why there are none to show; null if there are.</summary>
    internal Text? Problem { get; private set; }

    /// <summary>What is searched for.</summary>
    internal string Words { get; private set; } = "";

    /// <summary>What the rows are chosen by; the column <c>finding</c> stands for contacts with a finding.</summary>
    internal ContactChoice Choice { get; private set; } = ContactChoice.Of([]);

    /// <summary>Columns that are shown.</summary>
    internal ImmutableArray<int> Shown { get; private set; } = [];

    internal string Sort { get; private set; } = "";

    internal bool IsDescending { get; private set; }

    /// <summary>The page, the first being 1.</summary>
    internal int At { get; private set; } = 1;

    internal int Pages => Math.Max(1, (Found.Length + PageRows - 1) / PageRows);

    internal IEnumerable<(int Row, string[] Cells)> Rows
    {
        get
        {
            var rows = Found.Skip((At - 1) * PageRows).Take(PageRows).ToList();
            return rows.Zip(Table.Read(rows));
        }
    }

    /// <summary>Columns that rows can be chosen by here: those of the result, and those that many contacts share the values of.</summary>
    internal IEnumerable<ColumnValues> Choices => ContactChoice.ColumnsOf(Table, Job!.Reading);

    private FileStore Store => HttpContext.RequestServices.GetRequiredService<FileStore>();

    /// <summary>Shows the contacts.</summary>
    public Task<IActionResult> OnGetAsync(string id) => Show(id, "");

    /// <summary>Shows the contacts among which words stand.</summary>
    public Task<IActionResult> OnPostAsync(string id, string? words) => Show(id, words ?? "");

    /// <summary>The chosen contacts as a file.</summary>
    public Task<IActionResult> OnGetCsvAsync(string id) => Send(id, "");

    /// <summary>The contacts among which words stand, as a file.</summary>
    public Task<IActionResult> OnPostCsvAsync(string id, string? words) => Send(id, words ?? "");

    private async Task<IActionResult> Send(string id, string words)
    {
        var page = await Show(id, words);
        if (Job is null || Problem is not null)
            return page;
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileNameStar = System.IO.Path.GetFileNameWithoutExtension(Job.Name) + "-selection.csv",
        }.ToString();
        if (HttpContext.Features.Get<IHttpBodyControlFeature>() is { } control)
            control.AllowSynchronousIO = true;
        await using var body = new BufferedStream(Response.Body, 1 << 16);
        Table.Write(Found.Sort(), body, HttpContext.RequestAborted);
        return new EmptyResult();
    }

    private async Task<IActionResult> Show(string id, string words)
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        Job = Store.Find(HttpContext, id) is { IsDone: true, Place: FileRun.Place } job && System.IO.File.Exists(job.Result) ? job : null;
        if (Job is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        if (Job.Set.Id != Sets.Id)
            return Redirect(Here("set", Job.Set.Id));
        await Store.Figure(Job);
        Words = words.Trim() is { Length: > LongestWords } all ? all[..LongestWords] : words.Trim();
        Table = Job.Table.At(Job.Result);
        Choice = ContactChoice.Of(Request.Query);
        var sort = Request.Query["sort"].ToString();
        (Sort, IsDescending) = sort.StartsWith('-') ? (sort[1..], true) : (sort, false);
        Shown = ShownOf(Request.Query["cols"]);
        var read = Job.Reading?.Columns ?? [];
        _numbers = [.. Numbers.Concat(read.Where(column => Numbers.Contains(column.Fact)).Select(column => column.Column))];
        try
        {
            Found = Job.Table.Find(Job.Result, $"{sort}\n{string.Join('\n', Choice.Only)}\n{Words}", Wish());
        }
        catch (ContactFileException exception)
        {
            Problem = exception.Text;
        }

        At = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? Math.Clamp(at, 1, Pages) : 1;
        return Page();
    }

    private RowWish Wish() => new()
    {
        Filters =
        [
            .. Choice.Values.Where(each => each.Column != Finding && !IsAbove(each)).GroupBy(each => each.Column)
                .Select(each => (ColumnOf(each.Key), each.Select(one => one.Value).ToImmutableArray())),
        ],
        Above = Choice.Values.Where(IsAbove).Select(each => ((string, double)?)(ColumnOf(each.Column), NumberOf(each.Value)))
            .FirstOrDefault(),
        Period = Choice.Period.Length == 0 ? null
            : ExclusionRule.Only(Choice.Only) is [.., var period]
                ? new([.. ColumnsOf("discharge_date"), .. ColumnsOf("admission_date")], Job!.Layout.Dates, period.From, period.To)
            : throw new ContactFileException($"{Choice.Period:period} is no period: give months as 2026-01, the earlier one first."),
        Among = Choice.Values.Where(each => each.Column == Finding).Select(each => (ImmutableArray<int>?)PlacesOf(each.Value))
            .FirstOrDefault(),
        Words = Words,
        Sort = Sort,
        IsDescending = IsDescending,
    };

    /// <summary>True for a number above another, as <c>&gt;0</c>.</summary>
    private static bool IsAbove((string Column, string Value) choice) =>
        choice.Value.StartsWith('>') && double.IsFinite(NumberOf(choice.Value));

    private static double NumberOf(string value) =>
        double.TryParse(value.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number : double.NaN;

    /// <summary>A column as the table calls it, which may be named by its meaning.</summary>
    private string ColumnOf(string name) =>
        Table.Columns.FirstOrDefault(column => column.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? ColumnsOf(name).FirstOrDefault() ?? name;

    private IEnumerable<string> ColumnsOf(string fact) =>
        Job!.Reading?.Columns.Where(column => column.Fact == fact).Select(column => column.Column) ?? [];

    private ImmutableArray<int> PlacesOf(string code) =>
        Job!.Outcome is FileOutcome outcome && outcome.Places.TryGetValue(code, out var places) ? [.. places] : [];

    private ImmutableArray<int> ShownOf(StringValues asked)
    {
        var all = Enumerable.Range(0, Table.Columns.Length);
        if (asked.Count > 0)
            return [.. all.Where(i => asked.Contains(Table.Columns[i]))];
        var own = Table.Columns.LastIndexOf("drg");
        return
        [
            own, .. all.Where(i => i < own).Take(MostColumns), .. all.Where(i => i > own && ShownResults.Contains(Table.Columns[i])),
        ];
    }

    /// <summary>The address of another view of the same file.</summary>
    /// <param name="changes">Parameters that become others; empty values leave one out.</param>
    internal string View(params ReadOnlySpan<(string Name, string Value)> changes)
    {
        var pairs = Request.Query.Where(pair => pair.Key is not ("page" or "handler"))
            .SelectMany(pair => pair.Value, (pair, value) => (pair.Key, Value: value ?? "")).ToList();
        foreach (var (name, value) in changes)
        {
            pairs.RemoveAll(pair => pair.Key == name);
            if (value.Length > 0)
                pairs.Add((name, value));
        }

        return Request.Path + QueryString.Create(pairs.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)));
    }

    /// <summary>What a new choice leaves as it is.</summary>
    internal IEnumerable<(string Name, string Value)> Stays => Request.Query
        .Where(pair => pair.Key is not ("page" or "cols" or "handler")
            && Choices.All(choice => ContactChoice.Start + choice.Column != pair.Key))
        .SelectMany(pair => pair.Value, (pair, value) => (pair.Key, value ?? ""));

    /// <summary>The address with other choices.</summary>
    internal string With(ContactChoice choice) => Request.Path + QueryString.Create(
        Request.Query.Where(pair => pair.Key is not ("page" or "from" or "to")
                && !pair.Key.StartsWith(ContactChoice.Start, StringComparison.Ordinal))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value))
            .Concat(choice.Parameters.Select(each => KeyValuePair.Create(each.Name, (string?)each.Value))));

    /// <summary>Another view as a link; as a button of the search where words are searched for, so that they stay out of the
    /// address.</summary>
    internal ViewLink Link(string address, string text, string? label = null) => new(address, text, Words.Length > 0, label);

    /// <summary>What sorts by a column: the other way where it is sorted by it.</summary>
    internal string SortedBy(string column) => View(("sort", column == Sort && !IsDescending ? "-" + column : column));

    internal string? AriaSort(string column) => column != Sort ? null : IsDescending ? "descending" : "ascending";

    internal bool IsNumber(int column) => _numbers.Contains(Table.Columns[column]) || Table.Columns[column] is "weight" or "cc";

    /// <summary>The contact in the explainer: its address says the file and the row, and nothing of the patient.</summary>
    internal string Opened(int row) => With(With(To("/"), "file", Job!.Id), "row", $"{row + 1}");
}

/// <summary>Another view of a table.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Text">What the link says.</param>
/// <param name="IsButton">True for a button of the form <c>look</c>.</param>
/// <param name="Label">What is read out in place of the text; null for the text.</param>
internal sealed record ViewLink(string Address, string Text, bool IsButton, string? Label = null);
