using System.Buffers.Binary;
using System.Text;
using Gruppera.Definitions;
using Gruppera.Formats.Catalogues;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Tests.Formats.Excel;

namespace Gruppera.Tests.Formats.Catalogues;

public class CatalogueTests
{
    [Theory]
    [InlineData("Kod\tTitel\tGiltig från\tGiltig till\nQ12.3\tEn rubrik\t2006-01-01\t2020-12-31\n", "sv")]
    [InlineData("Titelrad\n\nKod;Benämning;Giltig fr.o.m.;Giltig t.o.m.\nQ12.3;En rubrik;20060101;20201231\n", "sv")]
    [InlineData("kode,kodetekst,gyldig_fra,gyldig_til\nQ12.3,En rubrik,01.01.2006,31.12.2020\n", "sv")]
    [InlineData("koodi;nimi;alkupvm;loppupvm\nQ12.3;En rubrik;1.1.2006;31.12.2020\n", "sv")]
    [InlineData("code|text_sv|valid_from|valid_to\nQ12.3|En rubrik|2006|2020\n", "sv")]
    [InlineData("USEDATE,CODE,ENGLISH,TEXT,RELDATE\n20060101,Q12.3,A heading,En rubrik,20201231\n", "en sv")]
    [InlineData("code;text\nQ12.3;Deleted 2020/12/31-En rubrik\n", "sv")]
    public void A_list_is_read_by_its_headings(string text, string languages)
    {
        var read = Read("list.txt", Encoding.UTF8.GetBytes(text));
        Assert.Equal(languages, string.Join(' ', read.Catalogue!.Languages));
        var code = Assert.Single(read.Catalogue.Codes);
        Assert.Equal(("Q12.3", "En rubrik"), (code.Code, code.Texts.Single(each => each.Language == "sv").Text));
        Assert.Equal(new DateOnly(2020, 12, 31), code.To);
        Assert.Equal(text.Contains("2006", StringComparison.Ordinal) ? new DateOnly(2006, 1, 1) : null, code.From);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public void Without_a_heading_content_tells_codes_daggers_and_texts(string encoding)
    {
        var rows = Enumerable.Range(10, 50).Select(i => $"\"Q{i}1\";\"\";\" \";\"Q{i}10\";\"\";\"En åkomma nummer {i}\";T");
        var read = Read("list.txt", [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding)
            .GetBytes(string.Join("\r\n", rows.Append("\"M140\";\"D578\";\"*\";\"M1400\";\"D5780\";\"Ett par av koder\";T")))]);
        Assert.Equal(51, read.Catalogue!.Codes.Length);
        Assert.Equal(("M140", "D578"), (read.Catalogue.Codes[^1].Code, read.Catalogue.Codes[^1].Dagger));
        Assert.Equal("En åkomma nummer 10", read.Catalogue.Codes[0].Texts.Single().Text);
    }

    [Fact]
    public void Rows_that_are_left_out_are_counted()
    {
        var read = Read("list.csv", Encoding.UTF8.GetBytes("code;text\nA00-A09;A block\nQ12;One\nQ12;Again\nQ13;\n+A3290;Another list's\n;Nothing\n"));
        Assert.Equal((6, 3, 1, 1, 1, "A00-A09"), (read.Rows, read.NoCode, read.NoText, read.Repeated, read.Catalogue!.Codes.Length, read.Sample));
    }

    [Fact]
    public void A_workbook_is_searched_for_its_sheet_and_heading()
    {
        var read = Read("list.xlsx", Book.Of(
            ("Info", [["About this list"], ["Version 2025"]]),
            ("Koder", [["Some title"], [], ["Åtgärdskod", "Åtgärdsbenämning", "Beskrivning"], ["QQQ99", "x", "En åtgärd"]])));
        Assert.Equal("Koder", read.Table);
        Assert.Equal(("QQQ99", "En åtgärd"), (read.Catalogue!.Codes.Single().Code, read.Catalogue.Codes.Single().Texts.Single().Text));
        Assert.Equal(["Åtgärdsbenämning"], read.Unused);
    }

    [Fact]
    public void Claml_gives_categories_with_their_preferred_labels_and_those_of_modifiers()
    {
        const string xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE ClaML SYSTEM "ClaML.dtd">
            <ClaML version="2.0.0">
              <Title name="Q" date="2025-01-01">Q</Title>
              <ModifierClass modifier="M1" code=".0"><Rubric kind="preferred"><Label xml:lang="sv">mild</Label></Rubric></ModifierClass>
              <Class code="I" kind="chapter"><Rubric kind="preferred"><Label xml:lang="sv">Kapitel</Label></Rubric></Class>
              <Class code="Q12" kind="category"><ModifiedBy code="M1"/>
                <Rubric kind="preferred"><Label xml:lang="sv">En <Reference>åkomma</Reference></Label><Label xml:lang="en">A thing</Label></Rubric>
                <Rubric kind="inclusion"><Label xml:lang="sv">Annat</Label></Rubric></Class>
              <Class code="Q13.1" kind="category"><Rubric kind="preferred"><Label xml:lang="sv">En till</Label></Rubric></Class>
            </ClaML>
            """;
        var codes = Read("list.xml", Encoding.UTF8.GetBytes(xml)).Catalogue!.Codes;
        Assert.Equal(["Q12 sv:En åkomma en:A thing", "Q12.0 sv:En åkomma: mild", "Q13.1 sv:En till"],
            codes.Select(code => $"{code.Code} {string.Join(' ', code.Texts.Select(text => $"{text.Language}:{text.Text}"))}"));
    }

    /// <summary>As ISO 13120 has it, and the lists of WHO: modifiers of a block, for those of its leaves that do not exclude them, some with
    /// some values only.</summary>
    [Fact]
    public void Claml_gives_modifiers_to_leaves_under_what_they_modify()
    {
        const string xml = """
            <ClaML version="3.0.0">
              <ModifierClass modifier="M5" code="0"><Rubric kind="preferred"><Label xml:lang="sv">hand</Label></Rubric></ModifierClass>
              <ModifierClass modifier="M5" code="1"><Rubric kind="preferred"><Label xml:lang="sv">fot</Label></Rubric></ModifierClass>
              <ModifierClass modifier="M4" code=".8"><Rubric kind="preferred"><Label xml:lang="sv">svår</Label></Rubric></ModifierClass>
              <Class code="Q10-Q19" kind="block"><ModifiedBy code="M5"/></Class>
              <Class code="Q12" kind="category"><SuperClass code="Q10-Q19"/><Rubric kind="preferred"><Label xml:lang="sv">Ett</Label></Rubric></Class>
              <Class code="Q12.0" kind="category"><SuperClass code="Q12"/><Rubric kind="preferred"><Label xml:lang="sv">Ett A</Label></Rubric></Class>
              <Class code="Q12.1" kind="category"><SuperClass code="Q12"/><ExcludeModifier code="M5"/><Rubric kind="preferred"><Label xml:lang="sv">Ett B</Label></Rubric></Class>
              <Class code="Q13" kind="category"><SuperClass code="Q10-Q19"/><ExcludeModifier code="M5"/><ModifiedBy code="M4" all="false"><ValidModifierClass code=".9"/></ModifiedBy><Rubric kind="preferred"><Label>Två</Label></Rubric></Class>
            </ClaML>
            """;
        var codes = Read("list.xml", Encoding.UTF8.GetBytes(xml)).Catalogue!.Codes;
        Assert.Equal(["Q12 Ett", "Q12.0 Ett A", "Q12.00 Ett A: hand", "Q12.01 Ett A: fot", "Q12.1 Ett B", "Q13 Två"],
            codes.Select(code => $"{code.Code} {code.Texts.Single().Text}"));
    }

    [Fact]
    public void Dbase_reads_texts_from_the_file_of_memos()
    {
        using var fixture = new Fixture();
        var path = fixture.Zip("list.zip", ("list.dbf", Dbf()), ("list.fpt", Fpt("En åtgärd i ett memo")));
        var read = CatalogueReader.Read(path, new(CodeSystem.Find("kva")));
        Assert.Equal(("QQQ99", "En åtgärd i ett memo"), (read.Catalogue!.Codes.Single().Code, read.Catalogue.Codes.Single().Texts.Single().Text));

        static byte[] Dbf()
        {
            var file = new byte[32 + 64 + 1 + 10];
            file[0] = 0x30;
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), 1);
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(8), 97);
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(10), 10);
            Field(32, "CODE", 'C', 5);
            Field(64, "TEXT", 'M', 4);
            file[96] = 0x0D;
            " QQQ99"u8.CopyTo(file.AsSpan(97));
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(103), 8);
            return file;

            void Field(int at, string name, char type, byte length)
            {
                Encoding.ASCII.GetBytes(name).CopyTo(file, at);
                (file[at + 11], file[at + 16]) = ((byte)type, length);
            }
        }

        static byte[] Fpt(string text)
        {
            var file = new byte[512 + 64];
            BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(6), 64);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(512), 1);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(516), text.Length);
            Encoding.Latin1.GetBytes(text).CopyTo(file, 520);
            return file;
        }
    }

    [Fact]
    public void A_stored_catalogue_reads_back_and_another_takes_its_place_only_when_asked()
    {
        using var fixture = new Fixture();
        var store = new CatalogueStore(fixture.Root);
        var catalogue = new CodeCatalogue
        {
            Id = "kva-2012",
            System = CodeSystem.Find("kva")!,
            Year = 2012,
            File = "list.csv",
            Hash = "00",
            Codes = [new("QQQ99") { Texts = [new("sv", "En åtgärd")], From = new(2006, 1, 1), To = new(2012, 12, 31), Successors = ["QQQ98", "QQQ97"] }, new("Q12", "Q13")],
        };
        store.Add(catalogue);
        var read = store.Open("kva-2012")!;
        Assert.Equal(("kva", 2012, "list.csv"), (read.System.Id, read.Year, read.File));
        Assert.Equal(
            catalogue.Codes.Select(code => $"{code.Code} {code.Dagger} {string.Join(',', code.Texts)} {code.From} {code.To} {string.Join(',', code.Successors)}"),
            read.Codes.Select(code => $"{code.Code} {code.Dagger} {string.Join(',', code.Texts)} {code.From} {code.To} {string.Join(',', code.Successors)}"));
        Assert.Throws<ContactFileException>(() => store.Add(catalogue));
        store.Add(catalogue, overwrite: true);
        Assert.Single(store.List());
        fixture.Write("codes/kva-2012.json", "{ half");
        Assert.Null(store.Open("kva-2012"));
        Assert.True(store.Remove("kva-2012"));
        Assert.False(store.Remove("kva-2012"));
    }

    [Fact]
    public void Texts_of_a_catalogue_stand_beside_those_of_the_set()
    {
        var set = Set(
            new CodeCatalogue
            {
                System = CodeSystem.Find("icd-10-fi")!,
                Codes = [Code("Q12", "fi", "Yksi"), Code("Q1234", "fi", "Kansallinen"), Code("Q13", "fi", "Kaksi")],
            },
            new CodeCatalogue { System = CodeSystem.Find("icd-10-se")!, Codes = [Code("Q1234", "sv", "Nationell")] });
        var fi = new Language("fi", new Dictionary<string, Translation>());
        var sv = new Language("sv", new Dictionary<string, Translation>());
        Assert.Equal("Yksi", set.Index.TextOf(Diagnosis.Parse("Q12")).In(fi));
        Assert.Equal("Ett", set.Index.TextOf(Diagnosis.Parse("Q12")).In(sv));
        Assert.Equal("One", set.Index.TextOf(Diagnosis.Parse("Q12")).In(Language.English));
        Assert.Equal("Kaksi", set.Index.TextOf(Diagnosis.Parse("Q13")).In(sv));
        Assert.Equal("Nationell", set.Index.TextOf(Diagnosis.Parse("Q1234")).In(fi)); // a Finnish sub code may mean something else
        Assert.Equal("One (category Q12)", set.Index.TextOf(Diagnosis.Parse("Q125")).In(Language.English));
        Assert.Equal("", set.Index.TextOf(Diagnosis.Parse("Q99")).In(Language.English));

        static CatalogueCode Code(string code, string language, string text) => new(code) { Texts = [new(language, text)] };

        static DefinitionSet Set(params CodeCatalogue[] catalogues) => new(
            new() { Id = "test", Country = "swe" }, [],
            texts: () => new() { Diagnoses = [new(DiagnosisCode.Parse("Q12"), default, new("Ett", "One"))], Catalogues = [.. catalogues] });
    }

    /// <summary>Labels of the program's own come last in the reader's language, and before another language.</summary>
    [Theory]
    [InlineData("Q12", "sv", "Ett")] // the set's own
    [InlineData("Q12", "en", "One")]
    [InlineData("Q12", "fi", "Yksi")] // a catalogue
    [InlineData("Q13", "sv", "Egen tvåa")] // a label
    [InlineData("Q13", "en", "Two")]
    [InlineData("Q13", "fi", "Two")]
    [InlineData("Q135", "sv", "Egen tvåa (category Q13): Two five")] // a label of the category, and the text of the code
    [InlineData("Q135", "en", "Two five")]
    [InlineData("Q139", "sv", "Egen tvåa (category Q13)")]
    [InlineData("Q139", "en", "Two (category Q13)")]
    [InlineData("Q14", "sv", "Egen trea")] // nothing else has it
    [InlineData("Q14", "fi", "Own three")]
    [InlineData("Q1456", "fi", "Own three (category Q14)")]
    [InlineData("Q99", "sv", "")]
    public void Labels_of_the_programs_own_stand_in_for_what_is_missing(string code, string language, string shown)
    {
        var set = new DefinitionSet(new() { Id = "test", Country = "swe" }, [], texts: () => new()
        {
            Diagnoses = [Row("Q12", "Ett", "One"), Row("Q13", "", "Two"), Row("Q135", "", "Two five")],
            Catalogues = [new() { System = CodeSystem.Find("icd-10-fi")!, Codes = [new("Q12") { Texts = [new("fi", "Yksi")] }] }],
            ReadLabels = () => [new() { System = CodeSystem.Find("icd-10-se")!, Codes = [Label("Q12", "Egen etta", "Own one"), Label("Q13", "Egen tvåa", "Own two"), Label("Q14", "Egen trea", "Own three")] }],
        });
        var text = set.Index.TextOf(Diagnosis.Parse(code));
        Assert.Equal(shown, text.In(language == "en" ? Language.English : new(language, new Dictionary<string, Translation>())));
        Assert.Equal(shown.Length > 0, text.ToString().Length > 0);

        static DiagnosisText Row(string code, string national, string combined) => new(DiagnosisCode.Parse(code), default, new(national, combined));

        static CatalogueCode Label(string code, string swedish, string english) => new(code) { Texts = [new("sv", swedish), new("en", english)] };
    }

    /// <summary>Those of the open set: all its codes, in both languages, and for another country what means the same there.</summary>
    [Fact]
    public void The_open_set_gives_its_labels()
    {
        var labels = OpenSet.Labels();
        Assert.Equal(["icd-10-se", "kva"], labels.Select(catalogue => catalogue.System.Id));
        Assert.True(labels[0].Codes.Length > 4000 && labels[1].Codes.Length > 1000);
        Assert.All(labels.SelectMany(catalogue => catalogue.Codes), code => Assert.Equal(["sv", "en"], code.Texts.Where(text => text.Text.Length > 0).Select(text => text.Language)));
        Assert.Equal("Hjärtsvikt", labels[0].Find("I50")!.Texts[0].Text);
        var norwegian = new DefinitionSet(new() { Id = "test", Country = "nor" }, [], texts: () => new() { ReadLabels = OpenSet.Labels });
        Assert.Equal("Heart failure", norwegian.Index.TextOf(Diagnosis.Parse("I50")).In(Language.English));
        Assert.Equal("", norwegian.Index.TextOf(ProcedureCode.Parse("AA039")).In(Language.English));
    }

    [Theory]
    [InlineData("Deleted 2008/12/31-Some text", "Some text")]
    [InlineData("Deleted 2008-12-31 - Some text", "Some text")]
    [InlineData("Some text", "Some text")]
    public void Marks_of_codes_that_went_out_are_no_text(string text, string living) => Assert.Equal(living, CatalogueReader.Living(text));

    [Theory]
    [InlineData("icd-10-eng.zip", "icd-10", 14_000, 1_000, "I714", "en")]
    [InlineData("icd-10-fin.zip", "icd-10-fi", 12_800, 600, "I714", "fi")]
    [InlineData("icd-10-nor.zip", "icd-10-no", 20_000, 0, "I714", "nb")]
    [InlineData("kva-2012-swe-dbase.zip", "kva", 10_591, 0, "JFB30", "sv")]
    public void Real_lists_are_read(string file, string system, int codes, int pairs, string code, string language)
    {
        var path = Licensed.Pack(Path.Combine("codes", file));
        var read = CatalogueReader.Read(path, new(CodeSystem.Find(system)));
        Assert.True(read.Catalogue!.Codes.Length >= codes, $"{read.Catalogue.Codes.Length} codes");
        Assert.True(read.Catalogue.Codes.Count(each => each.Dagger.Length > 0) >= pairs, $"{read.Catalogue.Codes.Count(each => each.Dagger.Length > 0)} pairs");
        Assert.Contains(read.Catalogue.Find(code)!.Texts, text => text.Language == language && text.Text.Length > 5);
        Assert.DoesNotContain(read.Catalogue.Codes, each => each.Texts.Any(text => text.Text.StartsWith("Deleted", StringComparison.Ordinal)));
    }

    private static CatalogueReading Read(string name, byte[] data)
    {
        using var fixture = new Fixture().Write(name, data);
        return CatalogueReader.Read(Path.Combine(fixture.Root, name), new(null, "sv"));
    }
}
