using System.Collections.Immutable;
using System.Globalization;

namespace Gruppera.Web.Files;

/// <summary>What an option of a job can hold.</summary>
internal enum JobValue
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number of 0 or more.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>; true where it is named alone.</summary>
    Flag,

    /// <summary>A file, sent in the form.</summary>
    File,

    /// <summary>A weight list: the name of a stored one, or a file sent in the form.</summary>
    List,

    /// <summary>The id of a definition set that is served.</summary>
    Set,
}

/// <summary>Something that a job may be told, named as the option of the command line is. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it can hold.</param>
/// <param name="Meaning">What it means, in English, for the OpenAPI document.</param>
internal sealed record JobField(string Name, JobValue Value, string Meaning)
{
    /// <summary>True if no job goes without it.</summary>
    internal bool IsRequired { get; init; }

    /// <summary>True if it may be given several times.</summary>
    internal bool IsMany { get; init; }

    /// <summary>The values that it may have; empty for any.</summary>
    internal ImmutableArray<string> Values { get; init; } = [];

    /// <summary>What it is where it is not given; empty for nothing.</summary>
    internal string Otherwise { get; init; } = "";

    /// <summary>Whether a text of another kind than those of <see cref="Value"/> can be read.</summary>
    internal Func<string, bool> Fits { get; init; } = _ => true;

    /// <summary>What a form calls it as a file: a list that is sent has a name of its own beside that of a stored one.</summary>
    internal string Part => Value == JobValue.List ? Name + "-file" : Name;

    /// <summary>True if a form may have it as a file.</summary>
    internal bool IsFile => Value is JobValue.File or JobValue.List;

    /// <summary>True for a file of rows, which is read row by row; others are held as a whole.</summary>
    internal bool IsOfRows => Name is "contacts" or "a" or "b" or "step" or "costs" or "base" or "outcome";

    /// <summary>True if an address may have it.</summary>
    internal bool IsOption => Value != JobValue.File;

    /// <summary>True if a value can be used.</summary>
    internal bool Takes(string value) => (Values.IsEmpty || Values.Contains(value)) && Fits(value) && Value switch
    {
        JobValue.Number => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        JobValue.Flag => value is "" or "true" or "false",
        JobValue.Text or JobValue.List or JobValue.Set => value.Length > 0,
        _ => false,
    };
}
