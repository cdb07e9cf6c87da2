using System.Collections.Immutable;

namespace Gruppera.Cli.Configuration;

/// <summary>An option that need not be given on the command line, as a settings file or a variable of the environment has it.</summary>
/// <param name="Key">The option without its dashes.</param>
/// <param name="Verb">The verb that it is for, as <c>weights compute</c>; empty for all that have the option.</param>
/// <param name="Values">Its values; <c>true</c> or <c>false</c> of an option without a value.</param>
/// <param name="Source">The variable, or the file as it is told.</param>
/// <param name="Line">The line of the file, from 1; 0 of a variable.</param>
internal sealed record Setting(string Key, string Verb, ImmutableArray<string> Values, string Source, int Line)
{
    internal string Option => "--" + Key;

    /// <summary>Where it stands.</summary>
    internal string Place => Line > 0 ? $"{Source}:{Line}" : Source;
}

/// <summary>What is wrong in a settings file.</summary>
/// <param name="Place">The file and the line.</param>
/// <param name="Text">What it is.</param>
internal sealed record SettingFault(string Place, Text Text);
