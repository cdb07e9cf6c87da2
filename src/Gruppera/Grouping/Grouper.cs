using System.Reflection;
using System.Runtime.CompilerServices;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Features;
using Gruppera.Matching;

namespace Gruppera.Grouping;

/// <summary>
/// Gives each care contact its group under one definition set. Immutable and thread-safe: one grouper serves any number of
/// threads. A contact of ordinary size (up to 64 codes) allocates nothing. Contacts never throw, whatever is in them.
/// </summary>
public sealed class Grouper
{
    private const int OrdinaryCodes = 65;
    private const int OrdinaryWords = 64;
    private readonly CompiledDefinition _definition;
    private readonly bool _isLinear;

    /// <summary>Makes a grouper for a compiled definition set.</summary>
    public Grouper(CompiledDefinition definition, Matcher matcher = Matcher.Indexed)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _definition = definition;
        _isLinear = matcher == Matcher.Linear;
    }

    /// <summary>Compiles a definition set and makes a grouper for it.</summary>
    /// <exception cref="ArgumentException">The set has no rules.</exception>
    public Grouper(DefinitionSet set)
        : this(CompiledDefinition.Compile(set))
    {
    }

    /// <summary>Version of the engine, as <c>0.1.0</c>.</summary>
    public static string EngineVersion { get; } =
        typeof(Grouper).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>The compiled set.</summary>
    public CompiledDefinition Definition => _definition;

    /// <summary>Groups a contact.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="contact"/> is null.</exception>
    public GroupingResult Group(CareContact contact) => Group(Argument.Needed(contact).View);

    /// <summary>Groups a contact that a bulk reader holds.</summary>
    [SkipLocalsInit]
    public GroupingResult Group(in ContactView contact)
    {
        var codes = contact.Diagnoses.Length + contact.Procedures.Length + 1;
        var words = _definition.Facts.Words;
        Span<ulong> facts = words <= OrdinaryWords ? stackalloc ulong[OrdinaryWords] : new ulong[words];
        Span<Unit> units = codes <= OrdinaryCodes ? stackalloc Unit[OrdinaryCodes] : new Unit[codes];
        facts = facts[..words];
        facts.Clear();

        var features = new ContactFeatures(_definition, facts, units);
        FeatureReader.Read(contact, ref features);
        var rank = _isLinear ? LinearMatcher.Match(features) : IndexedMatcher.Match(features);
        var held = rank >= 0;
        return new(
            _definition, held ? rank : _definition.Conditions.Length - 1, features.Category, features.Level, held,
            features.HasUnknownCodes);
    }
}
