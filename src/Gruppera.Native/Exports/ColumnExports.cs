using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Gruppera.Formats.Contacts;
using Gruppera.Native.Answers;
using Gruppera.Native.Borders;
using Gruppera.Native.Columns;
using Gruppera.Native.Results;
using Gruppera.Presentation.Answers;

namespace Gruppera.Native.Exports;

/// <summary>The functions of <c>gruppera.h</c> that take contacts in columns.</summary>
internal static unsafe class ColumnExports
{
    private const int MostThreads = 1024;

    [UnmanagedCallersOnly(EntryPoint = "gruppera_reader_open", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Open(
        long set, CColumn* columns, int columnCount, long rows, byte* layout, byte* allowMissing, byte* byHand, long* reader)
    {
        try
        {
            Border.NotNull(reader, "reader");
            *reader = 0;
            var found = Library.Sets.Find(set);
            var wish = Wish(Border.Text(layout, "layout"), Border.Text(allowMissing, "allow_missing"), Border.Text(byHand, "by_hand"));
            *reader = Library.Readers.Add(new(found, new(columns, columnCount, rows), wish));
            return (int)Status.Ok;
        }
        catch (Exception exception)
        {
            return Border.Fail(exception);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "gruppera_reader_json", CallConvs = [typeof(CallConvCdecl)])]
    internal static int ReaderJson(long reader, byte* language, byte** json)
    {
        try
        {
            Border.NotNull(json, "json");
            *json = null;
            var found = Library.Readers.Find(reader);
            var said = SetExports.LanguageOf(language) ?? found.Set.Language;
            *json = Border.Copy(NativeJson.Write(ReadingAnswer.Of(found.Reading), said));
            return (int)Status.Ok;
        }
        catch (Exception exception)
        {
            return Border.Fail(exception);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "gruppera_group_columns", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Group(
        long reader, CColumn* columns, int columnCount, long rows, int threads, COutput* outputs, int outputCount, byte** summary)
    {
        try
        {
            if (summary is not null)
                *summary = null;
            var found = Library.Readers.Find(reader);
            Border.Within(threads, 0, MostThreads, "threads");
            Border.Within(outputCount, 0, MostThreads, "output_count");
            if (outputCount > 0)
                Border.NotNull(outputs, "outputs");
            var wanted = ImmutableArray.CreateBuilder<(ResultValues, nint)>(outputCount);
            for (var i = 0; i < outputCount; i++)
            {
                Border.NotNull(outputs[i].Places, $"values of output {i}");
                wanted.Add((found.Set.Find(Border.Needed(outputs[i].Column, $"column of output {i}")), (nint)outputs[i].Places));
            }

            var done = found.Group(new(columns, columnCount, rows), threads, wanted.MoveToImmutable());
            if (summary is not null)
                *summary = Border.Copy(NativeJson.Write(done, found.Set.Language));
            return (int)Status.Ok;
        }
        catch (Exception exception)
        {
            return Border.Fail(exception);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "gruppera_explain_row", CallConvs = [typeof(CallConvCdecl)])]
    internal static int Explain(
        long reader, CColumn* columns, int columnCount, long rows, long row, byte* lens, byte* language, byte** json)
    {
        try
        {
            Border.NotNull(json, "json");
            *json = null;
            var found = Library.Readers.Find(reader);
            var table = new Table(columns, columnCount, rows);
            Border.Within(row, 0, rows - 1, "row");
            *json = ContactExports.Explain(found.Set, found.Contact(table, row), lens, language);
            return (int)Status.Ok;
        }
        catch (Exception exception)
        {
            return Border.Fail(exception);
        }
    }

    /// <summary>What a caller says of the columns, in the words of the command line.</summary>
    private static LayoutWish Wish(string? layout, string? allowMissing, string? byHand)
    {
        var needs = ContactNeeds.None;
        foreach (var word in TypedWords.Split(allowMissing ?? ""))
        {
            needs |= ContactNeeds.TryRead(word, out var need)
                ? need
                : throw new StatusException(Status.Argument, $"allow_missing has '{word}': give one or more of {ContactNeeds.All.Words}.");
        }

        return new()
        {
            Layout = layout is null ? null : LayoutOf(layout),
            AllowMissing = needs,
            Needs = LayoutWish.ToGroup,
            Columns =
            [
                .. (byHand ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => ColumnByHand.Parse(line)
                    ?? throw new StatusException(Status.Argument, "by_hand has a line that is not HEADER=fact.")),
            ],
        };
    }

    /// <summary>A layout by its name, or as JSON.</summary>
    private static ContactLayout LayoutOf(string layout)
    {
        if (LayoutCatalog.Find(layout) is { } known)
            return known;
        var names = string.Join(", ", LayoutCatalog.Names);
        if (!layout.TrimStart().StartsWith('{'))
            throw new StatusException(Status.Argument, $"There is no layout '{layout}'. There are {names}; or give one as JSON.");
        return LayoutJson.Read(layout, out var problems)
            ?? throw new StatusException(Status.Argument, $"The layout is wrong: {string.Join("; ", problems)}.");
    }
}

/// <summary>A column of results that C wants: <c>gruppera_output</c> of <c>gruppera.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct COutput
{
    internal byte* Column;
    internal int* Places;
}
