using System.Globalization;
using Gruppera.Definitions;

namespace Gruppera.Generator;

/// <summary>The conditions of a rule as the sources write them: words such as <c>age>17</c>, <c>days&lt;4</c>, <c>dgprop:05X01</c>.</summary>
internal sealed class When
{
    private const double DaysOfYear = 365.25;
    private readonly string[] _cells = [.. Enumerable.Repeat("", RuleColumn.All.Length)];

    private When()
    {
    }

    /// <summary>True where the rule asks for no MDC.</summary>
    public bool IsAnyMdc { get; private init; }

    public string this[RuleColumn column]
    {
        get => _cells[column.Index];
        set => _cells[column.Index] = value;
    }

    public string[] Cells => [.. _cells];

    public static When Parse(string text, string place)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var when = new When { IsAnyMdc = words.Contains("any") || words.Contains("trauma2") };
        foreach (var word in words.Where(word => word is not ("any" or "trauma2")))
            when.Add(word, place);
        return when;
    }

    /// <summary>Asks for one more diagnosis property.</summary>
    public void AddDgprop(string value)
    {
        var free = RuleColumn.All.FirstOrDefault(column => column.Type == FeatureType.Dgprop && this[column].Length == 0);
        this[free ?? throw new SourceException("a rule has four diagnosis properties at most")] = value;
    }

    private void Add(string word, string place)
    {
        if (word is ['a', 'g', 'e', '<' or '>', ..])
            this[RuleColumn.Agelim] = word[3] + Days(word[4..], word[3]);
        else if (word is ['d', 'a', 'y', 's', '<' or '>', ..])
            this[RuleColumn.Dur] = word[4..];
        else if (word.Split(':', 2) is ["dgprop", var dgprop])
            AddDgprop(dgprop);
        else if (word.Split(':', 2) is [var name, { Length: > 0 } value] && Column(name) is { } column)
            this[column] = value;
        else
            throw new SourceException($"{place}: '{word}' is no condition");
    }

    /// <summary>Completed years as days: over 17 means from the eighteenth birthday.</summary>
    private static string Days(string text, char sign)
    {
        if (text.EndsWith('d'))
            return text[..^1];
        var years = int.Parse(text, CultureInfo.InvariantCulture);
        var limit = sign == '>' ? Math.Ceiling((years + 1) * DaysOfYear) - 1 : Math.Ceiling(years * DaysOfYear);
        return ((int)limit).ToString(CultureInfo.InvariantCulture);
    }

    private static RuleColumn? Column(string name) => name switch
    {
        "icd" => RuleColumn.Icd,
        "mdc" => RuleColumn.Mdc,
        "dgcat" => RuleColumn.Dgcat,
        "pdgprop" => RuleColumn.Pdgprop,
        "compl" => RuleColumn.Compl,
        "or" => RuleColumn.Or,
        "proc" => RuleColumn.Procpro,
        "second" => RuleColumn.Secpro,
        "sex" => RuleColumn.Sex,
        "discharge" => RuleColumn.Disch,
        _ => null,
    };
}
