using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Schemas;

namespace Gruppera.Tests.Formats;

/// <summary>A folder of made-up files that is gone after the test.</summary>
internal sealed class Fixture : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("gruppera-test-").FullName;

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    public Fixture Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Root, name), text);
        return this;
    }

    public Fixture Write(string name, byte[] data)
    {
        File.WriteAllBytes(Path.Combine(Root, name), data);
        return this;
    }

    public DefinitionReading Read(DefinitionReaderOptions? options = null) => DefinitionReader.Read(Root, options);

    public string Zip(string name, params (string Entry, byte[] Data)[] entries)
    {
        var path = Path.Combine(Root, name);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (entry, data) in entries)
        {
            using var content = zip.CreateEntry(entry).Open();
            content.Write(data);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public static readonly string ClassicRules = "ORD,DRG,RTC,ICD,MDC,PDGPROP,OR,PROCPRO1,DGCAT1,AGELIM,COMPL,SEX,DGPROP1,DGPROP2,DGPROP3,DGPROP4,SECPROC1,DISCH,DUR,LOC_DRG";

    /// <summary>The smallest delivery: one rule, one diagnosis, one procedure, no names.</summary>
    public Fixture Smallest() => this
        .Write("drglogic.csv", ClassicRules + "\n100D01,1A,0,+,1,,S,01s01,01M01,,1.0,M,,,,,,N,<2,001A\n")
        .Write("dg_1.csv", "CODE,D_CODE,VARTYPE,VARVAL\na01.0,,dgcat,01m01\nA010,,MDC,1\n")
        .Write("proc1.csv", "CODE,VARTYPE,VARVAL\nAAA00,OR,1.0\nAAA00,PROCPRO,01S01\n");

    /// <summary>Tables of names, exclusions and categories for <see cref="Smallest"/>.</summary>
    public Fixture WithNames() => this
        .Write("drgnames.csv", "DRG,MDC,DRGNAME,NAM_SHO,LOC_DRG\n1A,1,Made-up group,Made-up,001A\n")
        .Write("komplex.csv", "COMPL,CODE,D_CODE\n01C01,A010,\n")
        .Write("kompkat.csv", "COMPL,TEXT,INCLPROP\n01C01,Made-up complication,\n");

    /// <summary>A dBase file. Fields are written <c>NAME:C5</c>; a row that begins with <c>*</c> is deleted.</summary>
    public static byte[] Dbf(string fields, byte language, Encoding encoding, params string[][] rows)
    {
        var columns = fields.Split(' ').Select(f => (Name: f[..f.IndexOf(':')], Type: f[f.IndexOf(':') + 1], Length: int.Parse(f[(f.IndexOf(':') + 2)..]))).ToArray();
        var recordLength = 1 + columns.Sum(c => c.Length);
        var headerLength = 33 + (32 * columns.Length);
        var data = new byte[headerLength + (rows.Length * recordLength)];
        data[0] = 0x03;
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(4), rows.Length);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(8), (short)headerLength);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(10), (short)recordLength);
        data[29] = language;
        for (var i = 0; i < columns.Length; i++)
        {
            var at = 32 + (32 * i);
            Encoding.ASCII.GetBytes(columns[i].Name, data.AsSpan(at));
            data[at + 11] = (byte)columns[i].Type;
            data[at + 16] = (byte)columns[i].Length;
        }

        data[headerLength - 1] = 0x0D;
        for (var r = 0; r < rows.Length; r++)
        {
            var record = data.AsSpan(headerLength + (r * recordLength), recordLength);
            record.Fill((byte)' ');
            var isDeleted = rows[r][0].StartsWith('*');
            if (isDeleted)
                record[0] = (byte)'*';
            var at = 1;
            for (var c = 0; c < columns.Length; c++)
            {
                if (columns[c].Type == 'I')
                    BinaryPrimitives.WriteInt32LittleEndian(record[at..], int.Parse(rows[r][c]));
                else
                    encoding.GetBytes(rows[r][c].TrimStart('*'), record[at..]);
                at += columns[c].Length;
            }
        }

        return data;
    }
}
