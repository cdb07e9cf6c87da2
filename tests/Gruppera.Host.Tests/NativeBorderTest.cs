using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Native.Borders;
using Gruppera.Native.Columns;
using Gruppera.Native.Exports;
using Gruppera.Native.Results;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Texts;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>The functions of the C library, called through their addresses as C does, without compiling them ahead: what they answer, and
/// that nothing wild that is handed over crosses the border as an exception.</summary>
public sealed unsafe class NativeBorderTest : IDisposable
{
    private static readonly Lazy<long> Shared = new(Opened);
    private readonly NativeMemoryOfTest _memory = new();
    private readonly long _set = Shared.Value;

    private static long Opened()
    {
        using var memory = new NativeMemoryOfTest();
        long set;
        Assert.Equal(Status.Ok, Open(memory.Text("open-se"), null, memory.Text("en"), &set));
        return set;
    }

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void The_header_has_the_columns_of_results_and_the_fields_of_a_contact_in_their_order()
    {
        var header = Repository.Read("src/Gruppera.Native/include/gruppera.h");
        Assert.Equal(ResultColumn.All.Select(column => column.Name), Fields("gruppera_result"));
        Assert.Equal(NativeSet.ContactColumns, Fields("gruppera_contact"));
        Assert.Contains($"#define GRUPPERA_ABI {Library.Abi}\n", header, StringComparison.Ordinal);
        foreach (var status in Enum.GetValues<Status>())
            Assert.Contains($"GRUPPERA_{status.ToString().ToUpperInvariant()} = {(int)status}", header, StringComparison.Ordinal);
        foreach (var type in Enum.GetValues<ColumnType>())
            Assert.Contains($"GRUPPERA_{type.ToString().ToUpperInvariant()} = {(int)type}", header, StringComparison.Ordinal);

        IEnumerable<string> Fields(string type) =>
            Regex.Matches(Regex.Match(header, $@"typedef struct {type} \{{(.*?)\}} {type};", RegexOptions.Singleline).Groups[1].Value,
                @"const char \*(\w+);").Select(match => match.Groups[1].Value);
    }

    [Fact]
    public void Every_function_of_the_header_is_exported_and_no_other()
    {
        var declared = Regex.Matches(Repository.Read("src/Gruppera.Native/include/gruppera.h"), @"(?m)^[a-z].*?\b(gruppera_\w+)\((?!\))")
            .Select(match => match.Groups[1].Value);
        var exported = typeof(Library).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods((System.Reflection.BindingFlags)(-1)))
            .Select(method => method.CustomAttributes.FirstOrDefault(each => each.AttributeType == typeof(UnmanagedCallersOnlyAttribute)))
            .OfType<System.Reflection.CustomAttributeData>()
            .Select(each => (string)each.NamedArguments.Single(argument => argument.MemberName == "EntryPoint").TypedValue.Value!);
        Assert.Equal(exported.Order(StringComparer.Ordinal), declared.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Null_is_an_error_with_a_text_in_every_function()
    {
        byte* json;
        long handle;
        byte** texts;
        int count;
        var name = _memory.Text("drg");
        var column = _memory.Columns(("sex", ["M"]));
        Failed(Status.Argument, Open(null, null, null, null), "handle is null");
        Failed(Status.Argument, SetJson(_set, null), "json is null");
        Failed(Status.Argument, DrgName(_set, null, null, &json), "drg is null");
        Failed(Status.Argument, DrgName(_set, name, null, null), "text is null");
        Failed(Status.Argument, ReturnCodeText(_set, null, null, &json), "code is null");
        Failed(Status.Argument, Texts(_set, null, &texts, &count), "column is null");
        Failed(Status.Argument, Texts(_set, name, null, &count), "texts is null");
        Failed(Status.Argument, Texts(_set, name, &texts, null), "count is null");
        Failed(Status.Argument, GroupContact(_set, null, 8, &handle, 8), "contact is null");
        Failed(Status.Argument, GroupContact(_set, (byte**)&name, 8, null, 8), "result is null");
        Failed(Status.Argument, GroupContact(_set, (byte**)&name, 0, &handle, 8), "fields of contact");
        Failed(Status.Argument, GroupContact(_set, (byte**)&name, 8, &handle, 0), "fields of result");
        Failed(Status.Argument, ExplainContact(_set, (byte**)&name, 8, null, null, null), "json is null");
        Failed(Status.Argument, ReaderOpen(_set, null, 1, 1, null, null, null, &handle), "columns is null");
        Failed(Status.Argument, ReaderOpen(_set, column, 1, 1, null, null, null, null), "reader is null");
        Assert.Equal(0, handle);
        var reader = Reader(Table, out var own, out _);
        Failed(Status.Argument, ReaderJson(reader, null, null), "json is null");
        Failed(Status.Argument, Group(reader, null, 5, 2, 1, null, 0, null), "columns is null");
        Failed(Status.Argument, Group(reader, own, 5, 2, 1, null, 1, null), "outputs is null");
        COutput output;
        output.Column = null;
        output.Places = &count;
        Failed(Status.Argument, Group(reader, own, 5, 2, 1, &output, 1, null), "column of output 0 is null");
        output.Places = null;
        Failed(Status.Argument, Group(reader, own, 5, 2, 1, &output, 1, null), "values of output 0 is null");
        Failed(Status.Argument, ExplainRow(reader, own, 5, 2, 0, null, null, null), "json is null");
        ((delegate* unmanaged[Cdecl]<void*, void>)&Library.Free)(null);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(0x7F00_1234_5678)]
    public void A_wild_handle_is_an_error(long wild)
    {
        byte* json;
        long handle;
        int count;
        byte** texts;
        var name = _memory.Text("drg");
        Failed(Status.Handle, SetJson(wild, &json), "no definition set");
        Failed(Status.Handle, DrgName(wild, name, null, &json), "no definition set");
        Failed(Status.Handle, ReturnCodeText(wild, name, null, &json), "no definition set");
        Failed(Status.Handle, Texts(wild, name, &texts, &count), "no definition set");
        Failed(Status.Handle, GroupContact(wild, (byte**)&name, 8, &handle, 8), "no definition set");
        Failed(Status.Handle, ExplainContact(wild, (byte**)&name, 8, null, null, &json), "no definition set");
        Failed(Status.Handle, ReaderOpen(wild, null, 0, 0, null, null, null, &handle), "no definition set");
        Failed(Status.Handle, ReaderJson(wild, null, &json), "no reader");
        Failed(Status.Handle, Group(wild, null, 0, 0, 0, null, 0, null), "no reader");
        Failed(Status.Handle, ExplainRow(wild, null, 0, 0, 0, null, null, &json), "no reader");
        Failed(Status.Handle, Close(wild), "nothing to close");
    }

    [Fact]
    public void A_set_is_no_reader_and_what_is_closed_is_gone()
    {
        byte* json;
        long set;
        Failed(Status.Handle, ReaderJson(_set, null, &json), "no reader");
        Assert.Equal(Status.Ok, Open(null, null, null, &set));
        Assert.Equal(Status.Ok, Close(set));
        Failed(Status.Handle, Close(set), "nothing to close");
        Failed(Status.Handle, SetJson(set, &json), "closed");
    }

    [Fact]
    public void A_reader_keeps_its_set()
    {
        var (set, columns) = (Opened(), (nint)_memory.Columns(Table));
        long reader;
        Assert.Equal(Status.Ok, ReaderOpen(set, (CColumn*)columns, 5, 2, null, null, null, &reader));
        Assert.Equal(Status.Ok, Close(set));
        Assert.Equal(2, Places(reader, (CColumn*)columns, 2, "drg").Length);
    }

    [Theory]
    [InlineData("no-such-set", null, null, (int)Status.Set, "no-such-set")]
    [InlineData("/", null, null, (int)Status.Set, "cannot be used")]
    [InlineData("open-se", null, "xx", (int)Status.Argument, "no language 'xx'")]
    [InlineData("\xFF\xFE", null, null, (int)Status.Argument, "set is no text in UTF-8")]
    [InlineData("open-se", "\xFF", null, (int)Status.Argument, "country is no text in UTF-8")]
    public void A_set_that_is_none_is_an_error(string set, string? country, string? language, int status, string text)
    {
        long handle = 1;
        Failed((Status)status, Open(_memory.Raw(set), _memory.Raw(country), _memory.Raw(language), &handle), text);
        Assert.Equal(0, handle);
    }

    [Theory]
    [InlineData("offsets that fall", "are not within")]
    [InlineData("offsets past the end", "are not within")]
    [InlineData("offsets below 0", "are not within")]
    [InlineData("width of offsets", "width of 4 or 8")]
    [InlineData("size below 0", "size of column 'diagnoses'")]
    [InlineData("no offsets", "offsets of column 'diagnoses' is null")]
    [InlineData("no values", "values of column 'diagnoses' is null")]
    [InlineData("type 0", "there is no type 0")]
    [InlineData("type 99", "there is no type 99")]
    [InlineData("first below 0", "first of column 'diagnoses'")]
    [InlineData("first past all", "rows of column 'diagnoses'")]
    [InlineData("texts without zeros", "texts with a zero byte behind")]
    [InlineData("list without items", "items of column 'diagnoses' is null")]
    [InlineData("list of lists", "texts or numbers")]
    [InlineData("list past its items", "are not within")]
    [InlineData("dictionary of width 3", "3 is no width")]
    [InlineData("numbers of width 2", "width of 4 or 8")]
    [InlineData("name not in UTF-8", "name of column 4 is no text in UTF-8")]
    [InlineData("no name", "name of column 4 is null")]
    public void A_column_that_is_none_is_an_error(string fault, string text)
    {
        var columns = _memory.Columns([.. Table]);
        ref var column = ref columns[4];
        int* offsets = stackalloc int[] { 0, 4, 8 };
        var items = columns[0];
        column.Type = (int)ColumnType.Utf8;
        (column.Width, column.Size) = (4, 8);
        column.Values = _memory.Text("I714J069");
        column.Offsets = offsets;
        switch (fault)
        {
            case "offsets that fall": offsets[1] = 8; offsets[2] = 4; break;
            case "offsets past the end": offsets[2] = 9; break;
            case "offsets below 0": offsets[0] = -1; break;
            case "width of offsets": column.Width = 3; break;
            case "size below 0": column.Size = -1; break;
            case "no offsets": column.Offsets = null; break;
            case "no values": column.Values = null; break;
            case "type 0": column.Type = 0; break;
            case "type 99": column.Type = 99; break;
            case "first below 0": column.First = -1; break;
            case "first past all": column.First = int.MaxValue; break;
            case "texts without zeros": column.Type = (int)ColumnType.Texts; break;
            case "list without items": (column.Type, column.ItemCount) = ((int)ColumnType.List, 8); break;
            case "list of lists":
                (column.Type, column.ItemCount, items.Type) = ((int)ColumnType.List, 8, (int)ColumnType.List);
                column.Items = &items;
                break;
            case "list past its items":
                (column.Type, column.ItemCount) = ((int)ColumnType.List, 2);
                column.Items = &items;
                break;
            case "dictionary of width 3": (column.Type, column.Width) = ((int)ColumnType.Dictionary, 3); break;
            case "numbers of width 2": (column.Type, column.Width) = ((int)ColumnType.Reals, 2); break;
            case "name not in UTF-8": column.Name = _memory.Raw("\xFF"); break;
            case "no name": column.Name = null; break;
            default: Assert.Fail(fault); break;
        }

        long reader;
        Failed(Status.Argument, ReaderOpen(_set, columns, 5, 2, null, null, null, &reader), text);
        Assert.Equal(0, reader);
    }

    [Fact]
    public void Counts_and_options_that_are_none_are_errors()
    {
        long handle;
        byte* json;
        var reader = Reader(Table, out var columns, out _);
        Failed(Status.Argument, ReaderOpen(_set, columns, 0, 2, null, null, null, &handle), "column_count is 0");
        Failed(Status.Argument, ReaderOpen(_set, columns, -5, 2, null, null, null, &handle), "column_count is -5");
        Failed(Status.Argument, ReaderOpen(_set, columns, 5, -1, null, null, null, &handle), "rows is -1");
        Failed(Status.Argument, ReaderOpen(_set, columns, 5, 2, _memory.Text("none"), null, null, &handle), "no layout 'none'");
        Failed(Status.Argument, ReaderOpen(_set, columns, 5, 2, _memory.Text("{}"), null, null, &handle), "layout is wrong");
        Failed(Status.Argument, ReaderOpen(_set, columns, 5, 2, null, _memory.Text("love"), null, &handle), "allow_missing has 'love'");
        Failed(Status.Argument, ReaderOpen(_set, columns, 5, 2, null, null, _memory.Text("sex"), &handle), "by_hand");
        Failed(Status.Columns, ReaderOpen(_set, columns, 4, 2, null, null, null, &handle), "diagnoses");
        Failed(Status.Argument, Group(reader, columns, 4, 2, 1, null, 0, null), "not those that the reader was opened with");
        Failed(Status.Argument, Group(reader, columns, 5, 2, -1, null, 0, null), "threads is -1");
        Failed(Status.Argument, Group(reader, columns, 5, 2, 1, null, -1, null), "output_count is -1");
        Failed(Status.Argument, ExplainRow(reader, columns, 5, 2, 2, null, null, &json), "row is 2");
        Failed(Status.Argument, ExplainRow(reader, columns, 5, 2, 0, _memory.Text("far"), null, &json), "no lens 'far'");
        COutput output;
        output.Column = _memory.Text("weight");
        output.Places = (int*)&handle;
        Failed(Status.Argument, Group(reader, columns, 5, 2, 1, &output, 1, null), "no column 'weight' of results");
    }

    /// <summary>Descriptions of columns filled with wild numbers, but for their pointers: every one is refused or read.</summary>
    [Fact]
    public void Wild_numbers_in_columns_never_cross_as_an_exception()
    {
        var dice = new Random(7);
        int[] some = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100, int.MaxValue, int.MinValue];
        var seen = new HashSet<int>();
        var columns = stackalloc CColumn[5];
        for (var round = 0; round < 1_000; round++)
        {
            new ReadOnlySpan<CColumn>(_memory.Wild, 5).CopyTo(new(columns, 5));
            // Pointers of texts are trusted, as the header says: the first column has some, and stays what it is.
            for (var i = 1; i < 5; i++)
            {
                if (dice.Next(4) > 0)
                    continue;
                columns[i].Type = some[dice.Next(some.Length)] is var type && type == (int)ColumnType.Pointers ? 0 : type;
                columns[i].Width = some[dice.Next(some.Length)];
                columns[i].Size = Math.Min(some[dice.Next(some.Length)], NativeMemoryOfTest.WildBytes);
                columns[i].First = Math.Min(some[dice.Next(some.Length)], 9);
                columns[i].ItemCount = Math.Min(some[dice.Next(some.Length)], 9);
            }

            long reader;
            var status = (int)ReaderOpen(_set, columns, 5, dice.Next(4), null, _memory.Text("age,duration"), null, &reader);
            See(status);
            if (status == 0)
            {
                See((int)Group(reader, columns, 5, dice.Next(4), 1, null, 0, null));
                Close(reader);
            }
        }

        void See(int status)
        {
            seen.Add(status);
            Assert.True(
                (Status)status is Status.Ok or Status.Argument or Status.Columns, Marshal.PtrToStringUTF8((nint)Border.Error));
        }

        Assert.True(seen.Count > 1, string.Join(' ', seen));
    }

    [Fact]
    public void Bytes_that_are_no_text_in_a_cell_are_an_unknown_code()
    {
        var reader = Reader([.. Table[..4], ("diagnoses", ["\xFF\xC0\x80", "I714 \xFE"])], out var columns, out var rows);
        var texts = TextsOf("rtc");
        Assert.Equal(2, Places(reader, columns, rows, "rtc").Select(place => texts[place]).Count(code => code.Length == 1));
    }

    [Fact]
    public void Groups_columns_of_all_types_as_the_program_groups_the_file()
    {
        var lines = TableFile.Rows(Repository.PathOf("samples/population.csv")).Select(row => row.Cells).ToList();
        var expected = TableFile.Rows(Repository.PathOf("samples/population-grouped.csv")).Select(row => row.Cells).ToList();
        var table = lines[0].Select((name, i) => (name, lines.Skip(1).Select(line => line[i]).ToArray())).ToArray();
        var reader = Reader(table, out var columns, out var rows);
        var ages = (long*)_memory.Block(rows * 8);
        for (var row = 0; row < rows; row++)
            ages[row] = long.Parse(lines[row + 1][Array.IndexOf(lines[0], "age_days")], System.Globalization.CultureInfo.InvariantCulture);
        ref var age = ref columns[Array.IndexOf(lines[0], "age_days")];
        (age.Type, age.Width) = ((int)ColumnType.Integers, 8);
        age.Values = ages;
        foreach (var column in new[] { "drg", "mdc", "rtc", "cc", "rule_id", "care_form_from", "issue" })
        {
            var places = Places(reader, columns, rows, column);
            var texts = TextsOf(column);
            var at = Array.LastIndexOf(expected[0], column);
            Assert.Equal(expected.Skip(1).Select(fields => fields[at]), places.Select(place => place < 0 ? "" : texts[place]));
        }
    }

    [Theory]
    [InlineData("why")]
    [InlineData("near")]
    [InlineData("full")]
    public void Explains_in_the_json_of_the_program(string lens)
    {
        byte** contact = stackalloc byte*[NativeSet.ContactColumns.Length];
        Set(contact, "sex", "M");
        Set(contact, "age_days", "23741");
        Set(contact, "duration", "5");
        Set(contact, "diagnoses", "I71.4 I20.9");
        Set(contact, "procedures", "PDG10");
        byte* json;
        Assert.Equal(Status.Ok, ExplainContact(_set, contact, Size, _memory.Text(lens), _memory.Text("sv"), &json));
        var grouper = new Grouper(OpenSet.Open(TestCases.Read).Set!);
        var expected = new Explainer(grouper).Explain(
            CareContact.Of("I71.4 I20.9", "PDG10") with { Sex = Sex.Male, Age = new(23741), Duration = new(5) },
            Enum.Parse<ExplanationLens>(lens, ignoreCase: true));
        Assert.Equal(AnswerJson.Write(expected, [], Languages.Find("sv")!), Taken(json));
    }

    [Fact]
    public void Says_set_reading_and_names_with_their_versions_and_hashes()
    {
        byte* json;
        Assert.Equal(Status.Ok, SetJson(_set, &json));
        var said = Taken(json);
        var version = OpenSet.Open().Set!.Version;
        Assert.Contains($"\"sourceHash\": \"{version.SourceHash}\"", said, StringComparison.Ordinal);
        Assert.Contains($"\"engine\": \"{Grouper.EngineVersion}\"", said, StringComparison.Ordinal);
        var reader = Reader(Table, out _, out _);
        Assert.Equal(Status.Ok, ReaderJson(reader, null, &json));
        Assert.Contains("\"fact\": \"age_days\"", Taken(json), StringComparison.Ordinal);
        Assert.Equal(Status.Ok, ReturnCodeText(_set, _memory.Text("0"), _memory.Text("en"), &json));
        Assert.Equal("Grouped without remark", Marshal.PtrToStringUTF8((nint)json));
    }

    [Fact]
    public void Serves_threads_that_open_group_and_close()
    {
        var expected = One(_set);
        Parallel.For(0, 100, new() { MaxDegreeOfParallelism = 8 }, i =>
        {
            Assert.Equal(expected, One(_set));
            if (i % 50 == 0)
            {
                long own;
                Assert.Equal(Status.Ok, Open(null, null, _memory.Text("en"), &own));
                Assert.Equal(expected, One(own));
                Assert.Equal(Status.Ok, Close(own));
            }
        });
    }

    private string One(long set)
    {
        byte** contact = stackalloc byte*[NativeSet.ContactColumns.Length];
        Set(contact, "sex", "M");
        Set(contact, "age_days", "23741");
        Set(contact, "duration", "5");
        Set(contact, "diagnoses", "I714");
        var result = stackalloc nint[ResultColumn.All.Length];
        var status = ((delegate* unmanaged[Cdecl]<long, byte**, nuint, nint*, nuint, int>)&ContactExports.Group)(
            set, contact, Size, result, (nuint)(ResultColumn.All.Length * sizeof(nint)));
        return status != 0 ? $"status {status}" : Marshal.PtrToStringUTF8(result[0])!;
    }

    private static readonly nuint Size = (nuint)(NativeSet.ContactColumns.Length * sizeof(nint));

    private static readonly (string, string[])[] Table =
    [
        ("id", ["a", "b"]), ("sex", ["M", "F"]), ("age_days", ["23741", "11000"]), ("duration", ["5", "0"]),
        ("diagnoses", ["I71.4 I20.9", "J06.9"]),
    ];

    private void Set(byte** contact, string field, string value) =>
        contact[NativeSet.ContactColumns.IndexOf(field)] = _memory.Text(value);

    private static void Failed(Status expected, Status status, string text)
    {
        Assert.Equal(expected, status);
        var said = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)&Library.GetError)());
        Assert.Contains(text, said, StringComparison.Ordinal);
    }

    private long Reader((string, string[])[] table, out CColumn* columns, out int rows)
    {
        columns = _memory.Columns(table);
        rows = table[0].Item2.Length;
        long reader;
        var status = ReaderOpen(_set, columns, table.Length, rows, null, null, null, &reader);
        Assert.True(status == Status.Ok, Marshal.PtrToStringUTF8((nint)Border.Error));
        return reader;
    }

    private int[] Places(long reader, CColumn* columns, int rows, string column)
    {
        var places = new int[rows];
        fixed (int* pinned = places)
        {
            COutput output;
            output.Column = _memory.Text(column);
            output.Places = pinned;
            var count = 0;
            while (count < 20 && columns[count].Name is not null)
                count++;
            byte* summary;
            Assert.Equal(Status.Ok, Group(reader, columns, count, rows, 2, &output, 1, &summary));
            Assert.Contains($"\"rows\": {rows}", Taken(summary), StringComparison.Ordinal);
        }

        return places;
    }

    private string[] TextsOf(string column)
    {
        byte** texts;
        int count;
        Assert.Equal(Status.Ok, Texts(_set, _memory.Text(column), &texts, &count));
        var all = new string[count];
        for (var i = 0; i < count; i++)
            all[i] = Marshal.PtrToStringUTF8((nint)texts[i])!;
        return all;
    }

    private static string Taken(byte* text)
    {
        var taken = Marshal.PtrToStringUTF8((nint)text)!;
        ((delegate* unmanaged[Cdecl]<void*, void>)&Library.Free)(text);
        return taken;
    }

    private static Status Open(byte* set, byte* country, byte* language, long* handle) =>
        (Status)((delegate* unmanaged[Cdecl]<byte*, byte*, byte*, long*, int>)&SetExports.Open)(set, country, language, handle);

    private static Status Close(long handle) => (Status)((delegate* unmanaged[Cdecl]<long, int>)&Library.Close)(handle);

    private static Status SetJson(long set, byte** json) =>
        (Status)((delegate* unmanaged[Cdecl]<long, byte**, int>)&SetExports.SetJson)(set, json);

    private static Status DrgName(long set, byte* drg, byte* language, byte** text) =>
        (Status)((delegate* unmanaged[Cdecl]<long, byte*, byte*, byte**, int>)&SetExports.DrgName)(set, drg, language, text);

    private static Status ReturnCodeText(long set, byte* code, byte* language, byte** text) =>
        (Status)((delegate* unmanaged[Cdecl]<long, byte*, byte*, byte**, int>)&SetExports.ReturnCodeText)(set, code, language, text);

    private static Status Texts(long set, byte* column, byte*** texts, int* count) =>
        (Status)((delegate* unmanaged[Cdecl]<long, byte*, byte***, int*, int>)&SetExports.Texts)(set, column, texts, count);

    private static Status GroupContact(long set, byte** contact, int contactSize, void* result, int resultSize) =>
        (Status)((delegate* unmanaged[Cdecl]<long, byte**, nuint, nint*, nuint, int>)&ContactExports.Group)(
            set, contact, (nuint)contactSize, (nint*)result, (nuint)resultSize);

    private static Status ExplainContact(long set, byte** contact, nuint size, byte* lens, byte* language, byte** json) =>
        (Status)((delegate* unmanaged[Cdecl]<long, byte**, nuint, byte*, byte*, byte**, int>)&ContactExports.Explain)(
            set, contact, size, lens, language, json);

    private static Status ReaderOpen(
        long set, CColumn* columns, int count, long rows, byte* layout, byte* allowMissing, byte* byHand, long* reader) =>
        (Status)((delegate* unmanaged[Cdecl]<long, CColumn*, int, long, byte*, byte*, byte*, long*, int>)&ColumnExports.Open)(
            set, columns, count, rows, layout, allowMissing, byHand, reader);

    private static Status ReaderJson(long reader, byte* language, byte** json) =>
        (Status)((delegate* unmanaged[Cdecl]<long, byte*, byte**, int>)&ColumnExports.ReaderJson)(reader, language, json);

    private static Status Group(
        long reader, CColumn* columns, int count, long rows, int threads, COutput* outputs, int outputCount, byte** summary) =>
        (Status)((delegate* unmanaged[Cdecl]<long, CColumn*, int, long, int, COutput*, int, byte**, int>)&ColumnExports.Group)(
            reader, columns, count, rows, threads, outputs, outputCount, summary);

    private static Status ExplainRow(
        long reader, CColumn* columns, int count, long rows, long row, byte* lens, byte* language, byte** json) =>
        (Status)((delegate* unmanaged[Cdecl]<long, CColumn*, int, long, long, byte*, byte*, byte**, int>)&ColumnExports.Explain)(
            reader, columns, count, rows, row, lens, language, json);

    /// <summary>Memory of C, until the test is over.</summary>
    private sealed class NativeMemoryOfTest : IDisposable
    {
        internal const int WildBytes = 64;
        private readonly List<nint> _blocks = [];
        private CColumn* _wild;

        /// <summary>Five columns, each with buffers that are large enough for whatever is asked of them.</summary>
        internal CColumn* Wild
        {
            get
            {
                if (_wild is not null)
                    return _wild;
                _wild = Columns(Table);
                var items = (CColumn*)Block(sizeof(CColumn));
                items->Type = (int)ColumnType.Utf8;
                (items->Width, items->Size) = (4, WildBytes);
                items->Values = Block(4096);
                items->Offsets = Block(4096);
                for (var i = 1; i < 5; i++)
                {
                    _wild[i].Type = (int)ColumnType.Utf8;
                    _wild[i].Width = 4;
                    _wild[i].Values = Block(4096);
                    _wild[i].Offsets = Block(4096);
                    _wild[i].Validity = (byte*)Block(4096);
                    _wild[i].Items = items;
                }

                return _wild;
            }
        }

        internal void* Block(int bytes)
        {
            var block = NativeMemory.AllocZeroed((nuint)bytes);
            lock (_blocks)
                _blocks.Add((nint)block);
            return block;
        }

        internal byte* Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

        /// <summary>A text whose letters are bytes.</summary>
        internal byte* Raw(string? text) => text is null ? null : Bytes(Encoding.Latin1.GetBytes(text));

        internal CColumn* Columns(params ReadOnlySpan<(string Name, string[] Values)> table)
        {
            var columns = (CColumn*)Block(sizeof(CColumn) * (table.Length + 1));
            for (var i = 0; i < table.Length; i++)
            {
                var values = table[i].Values;
                var pointers = (byte**)Block(sizeof(nint) * (values.Length + 1));
                for (var row = 0; row < values.Length; row++)
                    pointers[row] = values[row].AsSpan().IndexOfAny('\xFF', '\xC0', '\xFE') >= 0 ? Raw(values[row]) : Text(values[row]);
                columns[i].Name = Text(table[i].Name);
                columns[i].Type = (int)ColumnType.Pointers;
                columns[i].Values = pointers;
            }

            return columns;
        }

        private byte* Bytes(byte[] bytes)
        {
            var copy = (byte*)Block(bytes.Length + 1);
            bytes.CopyTo(new Span<byte>(copy, bytes.Length));
            return copy;
        }

        public void Dispose()
        {
            foreach (var block in _blocks)
                NativeMemory.Free((void*)block);
        }
    }
}
