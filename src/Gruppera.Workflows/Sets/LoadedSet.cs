using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Tables;
using Gruppera.Grouping;
using Gruppera.Questions;
using Gruppera.Reach;
using Gruppera.Search;

namespace Gruppera.Workflows.Sets;

/// <summary>A definition set with all that answers from it, each made when first asked for. Thread-safe.</summary>
public sealed class LoadedSet
{
    private readonly Lazy<Grouper> _grouper;
    private readonly Lazy<Explainer> _explainer;
    private readonly Lazy<WhatIf> _whatIf;
    private readonly Lazy<Explorer> _explorer;
    private readonly Lazy<TextSearch> _search;
    private readonly Lazy<string> _tag;
    private readonly Lazy<Reachability> _reachability;
    private readonly Lazy<VisitForms> _visits;
    private readonly Lazy<SetChecks> _checks;
    private readonly Func<string, TableReader?> _openTable;
    private readonly ConcurrentDictionary<(Type, object), Lazy<object>> _kept = [];

    /// <summary>Wraps a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="weights">Weights of its groups, where there is a list.</param>
    /// <param name="openTable">Opens a file of its delivery, see <see cref="DefinitionReading.OpenTable"/>;
    /// null if rows cannot be shown as delivered.</param>
    public LoadedSet(DefinitionSet set, WeightList? weights = null, Func<string, TableReader?>? openTable = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        (Set, Weights, _openTable) = (set, weights, openTable ?? (_ => null));
        _grouper = new(() => new(set));
        _explainer = new(() => new(Grouper));
        _whatIf = new(() => new(Grouper));
        _explorer = new(() => new(set));
        _search = new(() => new(set));
        _tag = new(MakeTag);
        _reachability = new(() => new(Grouper.Definition));
        _visits = new(() => VisitForms.Of(Explorer));
        _checks = new(() => SetChecks.Of(this));
    }

    /// <summary>Its id.</summary>
    public string Id => Set.Version.Id;

    /// <summary>The tables.</summary>
    public DefinitionSet Set { get; }

    /// <summary>Weights of its groups, or null.</summary>
    public WeightList? Weights { get; }

    /// <summary>Groups contacts.</summary>
    public Grouper Grouper => _grouper.Value;

    /// <summary>Explains contacts.</summary>
    public Explainer Explainer => _explainer.Value;

    /// <summary>Tries changes.</summary>
    public WhatIf WhatIf => _whatIf.Value;

    /// <summary>The groups that a contact is one change away from: of equally plausible ones those of most contacts in a weight list
    /// first.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="list">The list; null for none.</param>
    public WhatIfReport ChangesOf(CareContact contact, WeightList? list) => WhatIf.Of(contact, list is null ? null : list.ContactsOf);

    /// <summary>Answers questions to the logic.</summary>
    public Explorer Explorer => _explorer.Value;

    /// <summary>Finds codes and texts.</summary>
    public TextSearch Search => _search.Value;

    /// <summary>Entity tag of everything that depends on the set, its weights and the program alone.</summary>
    public string ETag => _tag.Value;

    /// <summary>What others make of the set once and keep with it.</summary>
    /// <param name="key">Names it among values of the type.</param>
    /// <param name="make">Makes it, when first asked for.</param>
    public T Kept<T>(object key, Func<T> make) => (T)_kept.GetOrAdd((typeof(T), key), _ => new(() => make()!)).Value;

    private string MakeTag()
    {
        var weights = Weights is { } list
            ? string.Join(';', Set.Rules.Select(rule => rule.Drg).Distinct().Select(drg => $"{drg}={list.Of(drg):R}"))
            : "";
        var text = $"{Id}|{Set.Version.SourceHash}|{Grouper.EngineVersion}|{Weights?.Name}|{weights}";
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..20]}\"";
    }

    /// <summary>Finds which groups a code can reach.</summary>
    public Reachability Reachability => _reachability.Value;

    /// <summary>The codes that indicate the form of a visit and the profession met.</summary>
    public VisitForms Visits => _visits.Value;

    /// <summary>How it does in its own cases and the linter.</summary>
    public SetChecks Checks => _checks.Value;

    /// <summary>True if <see cref="Checks"/> answers at once.</summary>
    public bool IsChecked => _checks.IsValueCreated;

    /// <summary>A row of the delivery as it stands there: each column with its cell; null if it cannot be shown.</summary>
    public ImmutableArray<(string Column, string Cell)>? RowOf(string file, int row)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var table = Set.Files.Contains(file) ? _openTable(file) : null;
        while (table?.Read() == true && table.Row <= row)
        {
            if (table.Row == row)
                return [.. Enumerable.Range(0, table.Columns.Length).Select(column => (table.Columns[column], table[column].ToString()))];
        }

        return null;
    }
}
