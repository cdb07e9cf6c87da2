using Gruppera.Definitions;

namespace Gruppera.Moves;

/// <summary>One row of the property tables that a contact draws on.</summary>
/// <param name="Unit">Which entry of the contact gives it: 0 the principal diagnosis, then the secondary ones, then the procedures.</param>
/// <param name="Code">The code, dagger code or pair that has the row.</param>
/// <param name="Type">Type of property.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct PropertyRow(int Unit, string Code, FeatureType Type, string Value);

/// <summary>What the codes of a contact give under a set, row by row as the tables have it. Source: docs/specification/grouping.md
/// §3-§5.</summary>
internal sealed class GivenProperties
{
    private readonly DefinitionSet _set;
    private readonly Diagnosis[] _recorded;
    private readonly Diagnosis[][] _diagnoses;

    internal GivenProperties(DefinitionSet set, CareContact contact)
    {
        _set = set;
        _recorded = [.. contact.Diagnoses.Where(diagnosis => !diagnosis.IsBlank)];
        _diagnoses = [.. _recorded.Select(Keys)];
        Rows =
        [
            .. _diagnoses.SelectMany((keys, unit) => keys.Where(key => !key.Code.IsBlank).SelectMany(set.Index.FeaturesOf)
                .Select(row => new PropertyRow(unit, new Diagnosis(row.Code, row.Dagger).ToString(), row.Type, row.Value))),
            .. contact.Procedures.Select(set.Index.Resolve).SelectMany((code, i) => (code.IsBlank ? [] : set.Index.FeaturesOf(code))
                .Select(row => new PropertyRow(_diagnoses.Length + i, code.ToString(), row.Type, row.Value))),
        ];
    }

    /// <summary>The rows, unit by unit; of a pair those of the pair first.</summary>
    internal List<PropertyRow> Rows { get; }

    /// <summary>The row that gives the category of the principal diagnosis; <c>default</c> where none does.</summary>
    internal PropertyRow Category => Rows.Find(row => row.Unit == 0 && row.Type == FeatureType.Dgcat && !IsDaggerAlone(row));

    /// <summary>The principal diagnosis as recorded.</summary>
    internal string Principal => _diagnoses is [var keys, ..] ? keys[0].ToString() : "";

    /// <summary>Rows of a type with a value.</summary>
    internal IEnumerable<PropertyRow> With(FeatureType type, string value) => Rows.Where(row => row.Type == type && row.Value == value);

    /// <summary>Values of a type that a code has.</summary>
    internal IEnumerable<string> Values(string code, FeatureType type) =>
        Rows.Where(row => row.Code == code && row.Type == type).Select(row => row.Value).Distinct();

    /// <summary>Rows that by themselves complicate at a level or above.</summary>
    internal IEnumerable<PropertyRow> Complicating(int level) => Rows.Where(row => row.Type switch
    {
        FeatureType.Cc => row.Unit >= _diagnoses.Length && row.Value is [var digit and ('1' or '2')] && digit - '0' >= level,
        FeatureType.Compl => Complicates(row.Unit) && LevelOf(row.Value) >= level && IsActive(row.Value) && !IsExcluded(row.Value),
        _ => false,
    });

    /// <summary>True if nothing is needed to activate a category, or the contact has it.</summary>
    internal bool IsActive(string category) => category is not [_, _, 'I' or 'J', ..] || _set.ComplicationCategories.Any(row =>
        row.Category == category && row.Activator.Length > 0 && With(FeatureType.Dgprop, row.Activator).Any());

    /// <summary>True if the principal diagnosis is on the list of a category, its letter left out.</summary>
    internal bool IsExcluded(string category) => _diagnoses.Length > 0 && category.Length > 2
        && _diagnoses[0].SelectMany(_set.Index.ExclusionsOf)
            .Any(row => row.Category.Length > 2 && ComplicationCategory.ListOf(row.Category) == ComplicationCategory.ListOf(category));

    private static int LevelOf(string category) =>
        category is not [_, _, var letter, _, _] ? 0 : letter switch { 'C' or 'I' => 1, 'G' or 'J' => 2, _ => 0 };

    private bool Complicates(int unit) => unit > 0 && unit < _recorded.Length && _recorded[unit] != _recorded[0];

    private bool IsDaggerAlone(PropertyRow row) =>
        _diagnoses[0] is [_, _, var dagger] && row.Code == dagger.ToString() && row.Code != _diagnoses[0][1].ToString();

    private Diagnosis[] Keys(Diagnosis recorded)
    {
        var entries = _set.Index.EntriesOf(recorded);
        return entries is [var code, var dagger, var pair] ? [pair, code, dagger] : [.. entries];
    }
}
