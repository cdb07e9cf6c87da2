using System.Collections.Immutable;
using System.Text.Json;
using Gruppera.Presentation.Words;

namespace Gruppera.Cli.Configuration;

/// <summary>Reads a settings file: an object of options, and <c>verbs</c> with options of one verb. Comments and commas at the end are
/// allowed. Not thread-safe.</summary>
internal sealed class SettingsFile
{
    private const string Verbs = "verbs";
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];
    private static Text NoVerbs => "verbs: give an object of verbs, each with its options";

    private readonly List<Setting> _settings = [];
    private readonly List<SettingFault> _faults = [];
    private readonly byte[] _text;
    private readonly string _name;

    private SettingsFile(string name, byte[] text) => (_name, _text) = (name, text.AsSpan().StartsWith(Mark) ? text[Mark.Length..] : text);

    /// <summary>What a file has: options of single verbs first, and what is wrong in it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What messages call it.</param>
    internal static (ImmutableArray<Setting> Settings, ImmutableArray<SettingFault> Faults) Read(string path, string name)
    {
        var file = new SettingsFile(name, File.ReadAllBytes(path));
        var reader = new Utf8JsonReader(file._text, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            if (!JsonStrings.AreTexts(file._text))
                throw new JsonException("a string is no text", null, 0, null);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                file.Members(ref reader, "");
                reader.Read();
            }
            else
            {
                file.Fault(reader, "the file is no object of options: { \"set\": \"...\" }");
            }
        }
        catch (JsonException exception)
        {
            file._faults.Add(new($"{name}:{(exception.LineNumber ?? 0) + 1}", "from here on it is no JSON"));
        }

        return ([.. file._settings.OrderBy(setting => setting.Verb.Length == 0)], [.. file._faults]);
    }

    private void Members(ref Utf8JsonReader reader, string verb)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (key, line) = (reader.GetString()!, LineOf(reader));
            var isKnown = verb.Length > 0 || key == Verbs || Settings.General.Contains(key);
            if (!isKnown)
            {
                Fault(reader, $"there is no setting {key}{NearOffer.Of(key, Settings.General.Append(Verbs)):near}");
                reader.Skip();
                continue;
            }

            reader.Read();
            if (verb.Length == 0 && key == Verbs)
                OfVerbs(ref reader);
            else
                Add(key, verb, Values(ref reader), line);
        }
    }

    private void OfVerbs(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fault(reader, NoVerbs);
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var verb = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && verb.Length > 0)
            {
                Members(ref reader, verb);
                continue;
            }

            Fault(reader, NoVerbs);
            reader.Skip();
        }
    }

    private void Add(string key, string verb, string[]? values, int line)
    {
        var place = $"{_name}:{line}";
        if (values is null)
            _faults.Add(new(place, $"{key}: give a text, a number, true or false, or a list of texts"));
        else if (_settings.Exists(setting => setting.Key == key && setting.Verb == verb))
            _faults.Add(new(place, $"{key} stands twice"));
        else
            _settings.Add(new(key, verb, [.. values], _name, line));
    }

    /// <summary>A value, or those of a list; null for anything else.</summary>
    private static string[]? Values(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            var one = Value(reader);
            if (one is null)
                reader.Skip();
            return one is null ? null : [one];
        }

        var (values, isWhole) = (new List<string>(), true);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Value(reader) is { } value)
            {
                values.Add(value);
                continue;
            }

            isWhole = false;
            reader.Skip();
        }

        return isWhole && values.Count > 0 ? [.. values] : null;
    }

    private static string? Value(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => null,
    };

    private void Fault(in Utf8JsonReader reader, Text text) => _faults.Add(new($"{_name}:{LineOf(reader)}", text));

    private int LineOf(in Utf8JsonReader reader) => _text.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1;
}
