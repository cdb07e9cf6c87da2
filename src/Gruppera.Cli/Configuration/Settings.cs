using System.Collections.Immutable;
using System.CommandLine;

namespace Gruppera.Cli.Configuration;

/// <summary>What stands for options that the command line does not have: variables of the environment, then <c>gruppera.json</c> of the
/// folder, then that of the program's home. Immutable.</summary>
internal sealed class Settings
{
    internal const string FileName = "gruppera.json";

    /// <summary>Options that hold for every verb that has them.</summary>
    internal static readonly ImmutableArray<string> General =
    [
        "allow-missing", "code-map", "column", "cost-column", "country", "exclude", "fhir-map", "id-column", "lang", "layout", "mode",
        "set", "set-by-date", "weights", "weights-by-date",
    ];

    /// <summary>Verbs for which a general option means something else, or that are asked for nothing.</summary>
    private static readonly ImmutableArray<(string Verb, string Key)> Apart =
        [("serve", "set"), ("mcp", "set"), ("serve", "weights"), ("mcp", "weights"), ("weights import", "set")];

    private static readonly ImmutableArray<(string One, string Other)> Rivals = [("set", "set-by-date"), ("weights", "weights-by-date")];

    private Settings(ImmutableArray<Setting> all, ImmutableArray<SettingFault> faults, ImmutableArray<string> files) =>
        (All, Faults, Files) = (all, faults, files);

    /// <summary>No settings.</summary>
    internal static Settings None { get; } = new([], [], []);

    /// <summary>All of them, what comes first holds.</summary>
    internal ImmutableArray<Setting> All { get; }

    /// <summary>What is wrong in the files.</summary>
    internal ImmutableArray<SettingFault> Faults { get; }

    /// <summary>The files that were looked for: that of the folder, that of the home.</summary>
    internal ImmutableArray<string> Files { get; }

    /// <summary>Looks for settings.</summary>
    /// <param name="folder">The folder that the run begins in.</param>
    /// <param name="home">The program's home.</param>
    /// <param name="variable">Gives a variable of the environment; null if it is not set.</param>
    internal static Settings Find(string folder, string home, Func<string, string?> variable)
    {
        var (all, faults) = (new List<Setting>(), new List<SettingFault>());
        foreach (var key in General)
        {
            var name = "GRUPPERA_" + key.Replace('-', '_').ToUpperInvariant();
            if (variable(name) is { Length: > 0 } value)
                all.Add(new(key, "", [value], name, 0));
        }

        var (here, there) = (Path.Combine(folder, FileName), Path.Combine(home, FileName));
        Take(here, FileName, value => value);
        if (Path.GetFullPath(here) != Path.GetFullPath(there))
            Take(there, there, value => InHome(home, value));
        return new([.. all], [.. faults], [here, there]);

        void Take(string path, string name, Func<string, string> place)
        {
            if (!File.Exists(path))
                return;
            var read = SettingsFile.Read(path, name);
            all.AddRange(read.Settings.Select(setting => setting with { Values = [.. setting.Values.Select(place)] }));
            faults.AddRange(read.Faults);
        }
    }

    /// <summary>The setting that holds for an option of a verb; null if there is none.</summary>
    internal Setting? Of(string verb, string key) => All.FirstOrDefault(setting => setting.Key == key
        && (setting.Verb == verb || (setting.Verb.Length == 0 && !Apart.Contains((verb, key)))));

    /// <summary>The settings that a command line takes: of options that its command has and that it does not say, nor what stands in
    /// their place.</summary>
    internal ImmutableArray<Setting> For(ParseResult parsed, string verb)
    {
        var given = parsed.CommandResult.Command.Options.Where(option => parsed.GetResult(option) is { Implicit: false })
            .Select(option => option.Name[2..]).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. parsed.CommandResult.Command.Options.Select(option => option.Name.TrimStart('-'))
                .Where(key => key != "lang" && !given.Contains(key) && !Rivals.Any(pair =>
                    (pair.One == key && given.Contains(pair.Other)) || (pair.Other == key && given.Contains(pair.One))))
                .Select(key => Of(verb, key)).OfType<Setting>(),
        ];
    }

    /// <summary>What is wrong with settings of single verbs.</summary>
    /// <param name="find">Gives a command by its words; null if there is none.</param>
    /// <param name="outputs">Options that name files to write.</param>
    internal IEnumerable<SettingFault> Misplaced(Func<string, Command?> find, IReadOnlySet<string> outputs)
    {
        foreach (var setting in All.Where(setting => setting.Verb.Length > 0))
        {
            if (find(setting.Verb) is not { } command)
                yield return new(setting.Place, $"there is no verb {setting.Verb}");
            else if (!command.Options.Any(option => option.Name == setting.Option))
                yield return new(setting.Place, $"{setting.Verb} has no option {setting.Option}");
            else if (outputs.Contains(setting.Option))
                yield return new(setting.Place, $"{setting.Option} names a file to write: give it on the command line");
        }
    }

    /// <summary>A file that a setting of the home names stands beside it, where it is there.</summary>
    private static string InHome(string home, string value) =>
        (value.Contains('.', StringComparison.Ordinal) || value.Contains('/', StringComparison.Ordinal)) && !Path.IsPathRooted(value)
        && Path.Exists(Path.Combine(home, value)) ? Path.Combine(home, value) : value;
}
