using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Gruppera.Benchmarks;

/// <summary>Files that are small where they arrive, and want to be large in memory.</summary>
public static class Bombs
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A text over and over.</summary>
    public static string Many(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A text over and over, packed.</summary>
    public static byte[] Gzip(string head, string block, int times)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Bytes(head));
            var bytes = Bytes(block);
            for (var i = 0; i < times; i++)
                gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public static byte[] Zip(string name, string head, string block, int times) => Archive((name, head, block, times, ""));

    /// <summary>A workbook of so many sheets, each of a head, a block over and over, and an end.</summary>
    public static byte[] Workbook(int sheets, string head, string block, int times, string texts = "", string text = "", int manyTexts = 0)
    {
        var parts = new List<(string, string, string, int, string)>
        {
            ("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>", "", 0, ""),
            ("xl/workbook.xml", $"<workbook xmlns='{Main}' xmlns:r='{Relations}'><sheets>" + string.Concat(Enumerable.Range(1, sheets).Select(i => $"<sheet name='S{i}' sheetId='{i}' r:id='r{i}'/>")) + "</sheets></workbook>", "", 0, ""),
            ("xl/_rels/workbook.xml.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" + string.Concat(Enumerable.Range(1, sheets).Select(i => $"<Relationship Id='r{i}' Type='{Relations}/worksheet' Target='s{i}.xml'/>")) + $"<Relationship Id='t' Type='{Relations}/sharedStrings' Target='t.xml'/></Relationships>", "", 0, ""),
        };
        for (var i = 1; i <= sheets; i++)
            parts.Add(($"xl/s{i}.xml", $"<worksheet xmlns='{Main}'><sheetData>" + head, block, times, "</sheetData></worksheet>"));
        if (texts.Length + text.Length > 0)
            parts.Add(("xl/t.xml", $"<sst xmlns='{Main}'>" + texts, text, manyTexts, "</sst>"));
        return Archive([.. parts]);
    }

    /// <summary>An archive that lists so many files, and holds none.</summary>
    public static byte[] ZipOfNames(int files)
    {
        var zip = new MemoryStream();
        var entry = new byte[47];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, 0x02014B50);
        entry[28] = 1;
        entry[46] = (byte)'a';
        for (var i = 0; i < files; i++)
            zip.Write(entry);
        var length = (uint)zip.Length;
        var end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), 4);
        return [(byte)'P', (byte)'K', 3, 4, .. zip.ToArray(), .. end];
    }

    private static byte[] Archive(params (string Name, string Head, string Block, int Times, string End)[] files)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, head, block, times, end) in files)
            {
                using var content = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                content.Write(Bytes(head));
                var bytes = Bytes(block);
                for (var i = 0; i < times; i++)
                    content.Write(bytes);
                content.Write(Bytes(end));
            }
        }

        return packed.ToArray();
    }
}
