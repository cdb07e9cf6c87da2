using BenchmarkDotNet.Attributes;
using CsvHelper;

namespace Gruppera.Benchmarks;

/// <summary>Splitting a file of contacts into fields: the own byte reader against CsvHelper, the reason why there is an own one
/// (docs/decisions/0003-own-csv-reader.md).</summary>
[MemoryDiagnoser]
public class CsvBenchmarks
{
    private const int Rows = 20_000;
    private byte[] _text = [];

    [GlobalSetup]
    public void Setup()
    {
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, leaveOpen: true))
            ContactGenerator.Write(writer, Sources.Contacts(Sources.Set(), Rows));
        _text = stream.ToArray();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public int CsvHelper()
    {
        using var reader = CsvReader.Create(_text, new CsvReaderOptions());
        var length = 0;
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
                length += reader.GetSpan(i).Length;
        }

        return length;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public int Own()
    {
        var row = new Formats.Csv.CsvRow();
        var position = 0;
        var length = 0;
        while (position < _text.Length)
        {
            row.Read(_text, ref position, (byte)',', isLast: true);
            for (var i = 0; i < row.Count; i++)
                length += row.Get(_text, i).Length;
        }

        return length;
    }
}
