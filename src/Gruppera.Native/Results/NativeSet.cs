using System.Collections.Concurrent;
using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Native.Borders;
using Gruppera.Native.Columns;
using Gruppera.Questions;

namespace Gruppera.Native.Results;

/// <summary>A definition set that a caller has opened, with all that it answers from. Thread-safe.</summary>
internal sealed class NativeSet
{
    private readonly Lazy<Explainer> _explainer;
    private readonly Lazy<MemoryRows> _contacts;
    private readonly ConcurrentBag<(MemoryRows Rows, RowBytes Text)> _idle = [];

    /// <summary>Compiles a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="language">Language of the names of groups in results; null for that of the set.</param>
    internal NativeSet(DefinitionSet set, Language? language)
    {
        (Grouper, Named, Language) = (new(set), language, language ?? Language.English);
        var definition = Grouper.Definition;
        var traits = GroupTraits.Of(set);
        GroupTrait[] traitOfRules = [.. set.Rules.Select(rule => traits.Of(rule.Drg))];
        Values =
        [
            .. ResultColumn.All.Select(column => new ResultValues(column, definition, traits, traitOfRules, language, Texts)),
        ];
        _explainer = new(() => new(Grouper));
        _contacts = new(() => MemoryRows.Of(Grouper, LayoutCatalog.Find("canonical")!, ContactColumns));
    }

    /// <summary>The fields of <c>gruppera_contact</c>, in its order, by the names that the canonical layout has for them.</summary>
    internal static ImmutableArray<string> ContactColumns { get; } =
    [
        "id", "sex", "age_days", "age_years", "birth_date", "admission_date", "discharge_date", "duration", "leave_days", "discharge",
        "care_form", "specialty", "diagnoses", "procedures",
    ];

    internal Grouper Grouper { get; }

    /// <summary>Language that the set was opened with; null for none.</summary>
    internal Language? Named { get; }

    /// <summary>Language of texts where none is asked for.</summary>
    internal Language Language { get; }

    internal Explainer Explainer => _explainer.Value;

    /// <summary>Texts that live as long as the set is open.</summary>
    internal NativeTexts Texts { get; } = new();

    /// <summary>The columns of results, in the order of <see cref="ResultColumn.All"/>.</summary>
    internal ImmutableArray<ResultValues> Values { get; }

    /// <summary>Lends what reads contacts one at a time.</summary>
    internal (MemoryRows Rows, RowBytes Text) Borrow() => _idle.TryTake(out var idle) ? idle : (_contacts.Value.Another(), new());

    /// <summary>Takes it back.</summary>
    internal void Return((MemoryRows Rows, RowBytes Text) lent)
    {
        if (_idle.Count < Environment.ProcessorCount * 4)
            _idle.Add(lent);
    }

    /// <summary>A column of results by its name.</summary>
    internal ResultValues Find(string column)
    {
        for (var i = 0; i < Values.Length; i++)
        {
            if (ResultColumn.All[i].Name == column)
                return Values[i];
        }

        var known = string.Join(", ", ResultColumn.All.Select(each => each.Name));
        throw new StatusException(Status.Argument, $"There is no column '{column}' of results. There are {known}.");
    }
}
