using Gruppera.Compilation;
using Gruppera.Formats.Contacts;
using Gruppera.Native.Borders;
using Gruppera.Questions;

namespace Gruppera.Native.Results;

/// <summary>A column of results of a set, as places in a list of texts: what the rule or the care form decides is made ready.
/// Thread-safe.</summary>
internal sealed class ResultValues
{
    private readonly ResultColumn _column;
    private readonly GroupTrait[] _traits;
    private readonly int[]? _ofRules;
    private readonly int[]? _ofForms;
    private readonly int _ofSet;

    internal ResultValues(
        ResultColumn column, CompiledDefinition definition, GroupTraits traits, GroupTrait[] traitOfRules, Language? language,
        NativeTexts texts)
    {
        (_column, _traits, List) = (column, traitOfRules, new(texts));
        if (column.OfRule is { } of)
        {
            _ofRules =
            [
                .. Enumerable.Range(0, definition.Set.Rules.Length).Select(rank => List.PlaceOf(
                    column == ResultColumn.DrgName && language is not null
                        ? definition.DrgNameOf(rank).Text.In(language)
                        : of(definition, traits, rank))),
            ];
        }
        else if (column.OfForm is { } ofForm)
        {
            _ofForms = [.. CareSetting.All.Select(form => List.PlaceOf(ofForm(form)))];
        }

        // A row without a group has the set nevertheless, as in a file.
        _ofSet = column.Name == "set" ? List.PlaceOf(definition.Set.Version.Id) : -1;
    }

    /// <summary>The texts.</summary>
    internal ValueList List { get; }

    /// <summary>The place of the value that a row has; -1 for none.</summary>
    internal int PlaceOf(in RowOutcome outcome)
    {
        if (_column == ResultColumn.Issue)
            return outcome.Issues is { Length: > 0 } issues ? PlaceOf(issues) : -1;
        if (outcome.Problem is not null)
            return outcome.Problem == Formats.FormatIssues.OutsideNordDrg && _ofForms is not null
                ? _ofForms[outcome.Setting.Number] : _ofSet;
        var rank = outcome.Result.Rank;
        return _ofRules is not null ? _ofRules[rank]
            : _ofForms is not null ? _ofForms[outcome.Setting.For(_traits[rank]).Number]
            : List.PlaceOf(_column.OfResult!(outcome.Result));
    }

    private int PlaceOf(System.Collections.Immutable.ImmutableArray<IssueCode> issues) =>
        List.PlaceOf(issues.Length == 1 ? issues[0].Id : string.Join(' ', issues.Select(issue => issue.Id)));
}
