using System.Text;
using System.Text.Json;
using Gruppera.Formats.Contacts;

namespace Gruppera.Tests.Formats.Mutations;

/// <summary>Mutated contacts in JSON, one a line, as they are sent: what no reader can take is no JSON or a problem of the contact.</summary>
internal sealed class MutatedLines(int seed)
{
    private static readonly string[] Names = ["id", "sex", "age", "ageDays", "birthDate", "admissionDate", "dischargeDate", "duration", "leaveDays", "discharge", "careForm", "diagnoses", "procedures", "Sex", "los"];
    private static readonly string[] Values = ["79", "\"79\"", "79.0", "\"79,0\"", "-1", "1e1", "null", "true", "\"\"", "\".\"", "\"NA\"", "\"x\"", "\"F\"", "2", "\"2.0\"", "\"Kvinna\"", "\"E\"", "\"2014-03-01\"", "\"1.3.2014\"", "41699", "\"2014-02-30\"",
        "[\"I50.0\",\"I10\"]", "[\"NFJ59\"]", "[\"I50.0, I10\"]", "[null,\"\",\"I10\"]", "[{\"code\":\"N370\",\"dagger\":\"A527\"}]", "[1]", "{}", "[]", "\"I50.0\"", "\"\\u0046\"", "\"inpatient\""];
    private const string Letters = "\"'{}[]:,\\0159AaZz \u00E5\t.";
    private readonly Random _random = new(seed);
    private readonly ContactJsonReader _reader = new(100);

    internal long Lines { get; private set; }

    internal long Read { get; private set; }

    internal long WithProblem { get; private set; }

    internal long NoJson { get; private set; }

    public override string ToString() => $"{Lines} lines: {Read} read, {WithProblem} with a problem, {NoJson} no JSON";

    internal void Next()
    {
        Lines++;
        var text = Line();
        var line = Encoding.UTF8.GetBytes(text);
        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            _reader.Read(ref reader);
            while (reader.Read())
            {
                // To its end: what stands behind the object is no JSON.
            }
        }
        catch (JsonException)
        {
            NoJson++;
            return;
        }

        if (_reader.Problem is not null)
            WithProblem++;
        else
            Check(text);
    }

    private void Check(string text)
    {
        Read++;
        using var document = JsonDocument.Parse(text);
        var given = document.RootElement.EnumerateObject().Where(each => each.Value.ValueKind != JsonValueKind.Null)
            .GroupBy(each => each.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        var contact = _reader.Contact;
        Hold(Word("sex") is "" or "missing" || contact.Sex != Sex.Missing, text);
        Hold(Word("discharge") is "" || contact.Discharge != DischargeMode.Alive || Word("discharge") is "N" or "H", text);
        Hold(Word("duration") is "" || contact.Duration.Days == (int)decimal.Parse(Word("duration").Replace(',', '.'), System.Globalization.NumberStyles.Float, null) || contact.CareForm == CareForm.Outpatient, text);
        Hold(contact.Diagnoses.Length >= Codes("diagnoses") && contact.Procedures.Length >= Codes("procedures"), text);
        Hold(given.Keys.All(name => Names.Take(13).Contains(name, StringComparer.Ordinal)), text);

        string Word(string name) => given.TryGetValue(name, out var value) && value.ToString().Trim() is { } word && word is not ("." or "NA") ? word : "";
        int Codes(string name) => given.TryGetValue(name, out var value)
            ? value.EnumerateArray().Count(code => code.ValueKind == JsonValueKind.Object ? code.EnumerateObject().Any() : code.ValueKind == JsonValueKind.String && code.GetString()!.Any(char.IsLetterOrDigit))
            : 0;
    }

    private string Line()
    {
        var fields = new List<string> { "\"id\":\"A1\"", "\"sex\":\"F\"", "\"age\":79", "\"duration\":5", "\"diagnoses\":[\"I50.0\",\"I10\"]", "\"procedures\":[\"NFJ59\"]" };
        for (var times = 1 + _random.Next(3); times > 0; times--)
        {
            var at = _random.Next(fields.Count);
            var name = _random.Next(3) == 0 ? Names[_random.Next(Names.Length)] : fields[at].Split('"')[1];
            var field = $"\"{name}\":{Values[_random.Next(Values.Length)]}";
            if (_random.Next(4) == 0)
                fields.Add(field);
            else
                fields[at] = field;
        }

        var line = "{" + string.Join(',', fields) + "}";
        if (_random.Next(3) > 0)
            return line;
        var place = _random.Next(line.Length);
        return _random.Next(3) switch
        {
            0 => line.Remove(place, 1),
            1 => line[..place],
            _ => line.Insert(place, Letters[_random.Next(Letters.Length)].ToString()),
        };
    }

    private static void Hold(bool holds, string line)
    {
        if (!holds)
            throw new InvalidOperationException(line);
    }
}
