using System.Collections.Immutable;
using Gruppera.Formats.Browsing;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;
using Microsoft.AspNetCore.Http;

namespace Gruppera.Web.Files;

/// <summary>Which contacts of a file a page is about, as its address says it: what many contacts share, never what tells a patient.
/// Immutable.</summary>
/// <param name="Values">Columns with the values that a contact may have; several of one column are alternatives.</param>
/// <param name="From">First month or day of discharge; empty for any.</param>
/// <param name="To">The last; empty for any.</param>
internal sealed record ContactChoice(ImmutableArray<(string Column, string Value)> Values, string From, string To)
{
    /// <summary>What parameters begin with, before the column.</summary>
    internal const string Start = "f.";

    /// <summary>Choices that an address may hold.</summary>
    private const int Most = 20;

    private const int LongestEnd = 10;
    private static readonly ImmutableHashSet<string> ResultColumns = [.. ResultColumn.All.Select(column => column.Name)];
    private static readonly ImmutableHashSet<string> SharedFacts = ["hospital", "care_form", "specialty", "sex", "discharge"];
    private static readonly ImmutableHashSet<string> OfNoUse = ["set", "care_form_from", "specialty_from"];

    /// <summary>What an address says.</summary>
    internal static ContactChoice Of(IQueryCollection query) => new(
        [
            .. query.Where(pair => pair.Key.StartsWith(Start, StringComparison.Ordinal))
                .SelectMany(pair => pair.Value, (pair, value) => (pair.Key[Start.Length..], value ?? ""))
                .Where(pair => pair.Item2.Length > 0).Distinct().Take(Most),
        ],
        End(query["from"].ToString()), End(query["to"].ToString()));

    /// <summary>What choices of a job say, as <see cref="Only"/> makes them.</summary>
    internal static ContactChoice Of(IEnumerable<string> only)
    {
        var pairs = only.Select(each => each.Split('=', 2)).ToLookup(pair => pair[0] == ExclusionRule.Period);
        var ends = pairs[true].FirstOrDefault()?[1].Split("..") ?? ["", ""];
        return new([.. pairs[false].Select(pair => (pair[0], pair[1]))], ends[0], ends[^1]);
    }

    /// <summary>Months or days, as a choice of a job; empty for any.</summary>
    internal string Period => From.Length + To.Length == 0 ? "" : $"{From}..{To}";

    /// <summary>The same as choices of a job.</summary>
    internal ImmutableArray<string> Only =>
    [
        .. Values.Select(each => $"{each.Column}={each.Value}"),
        .. Period.Length == 0 ? [] : new[] { $"{ExclusionRule.Period}={Period}" },
    ];

    /// <summary>Parameters of an address.</summary>
    internal IEnumerable<(string Name, string Value)> Parameters =>
        Values.Select(each => (Start + each.Column, each.Value))
            .Concat(new[] { ("from", From), ("to", To) }.Where(each => each.Item2.Length > 0));

    /// <summary>The contacts of it that have other values besides; several of one column are alternatives. A year or a month is the
    /// period.</summary>
    private ContactChoice And(IEnumerable<(string Column, string Value)> values) => values.ToLookup(each => each.Column)
        .Aggregate(this, (choice, column) =>
            column.Key is "year" or "month" ? choice with { From = column.First().Value, To = column.First().Value }
                : choice with
                {
                    Values =
                    [
                        .. choice.Values.Where(old => old.Column != column.Key),
                        .. column.Where(each => choice.Values.All(old => old.Column != column.Key) || choice.Values.Contains(each)),
                    ],
                });

    /// <summary>The address of the contacts that have some values, among those that a job was asked about; null where the file is not kept
    /// here, or they cannot be told.</summary>
    /// <param name="request">What the job was asked.</param>
    /// <param name="file">Id of the file whose grouped contacts they are; empty for none.</param>
    /// <param name="values">Columns with values.</param>
    internal static string? Behind(JobRequest request, string file, params ImmutableArray<(string Column, string Value)> values) =>
        file.Length == 0 || values.IsEmpty || values.Any(each => each.Column.Length == 0 || each.Value.Length == 0) ? null
            : $"{FileRun.Place}/{file}/contacts" + QueryString.Create(
                Of(request.Only).And(values).Parameters.Select(each => KeyValuePair.Create(each.Name, (string?)each.Value)));

    /// <summary>Its parts, each with what is left without it.</summary>
    internal IEnumerable<(string Column, string Value, ContactChoice Without)> Parts => Values
        .Select(each => (each.Column, each.Value, this with { Values = Values.Remove(each) }))
        .Concat(Period.Length == 0 ? [] : [("", From == To ? From : $"{From}–{To}", this with { From = "", To = "" })]);

    /// <summary>Columns of a table that contacts can be chosen by, with their values: those of the result, and those that many contacts
    /// share the values of.</summary>
    internal static IEnumerable<ColumnValues> ColumnsOf(RowTable table, Reading? reading) => table.Choices.Where(each =>
        !OfNoUse.Contains(each.Column) && !each.Values.Any(value => value.Value.Contains('\uFFFD', StringComparison.Ordinal))
        && (ResultColumns.Contains(each.Column)
            || (reading is not null && (reading.Columns.Any(column => column.Column == each.Column && SharedFacts.Contains(column.Fact))
                || (reading.Unused.Contains(each.Column) && each.Values.Length * 10L <= table.Rows)))));

    private static string End(string text) => text.Length <= LongestEnd ? text : "";
}
