using System.Numerics;
using Gruppera.Compilation;
using Gruppera.Definitions;

namespace Gruppera.Reach;

/// <summary>One attempt to find the codes beside a principal diagnosis. Used once.</summary>
/// <param name="classes">The codes there are.</param>
/// <param name="given">What is settled.</param>
/// <param name="principal">The principal diagnosis; it suits the goal.</param>
/// <param name="goal">What the contact is to be like.</param>
/// <param name="sex">Its sex.</param>
/// <param name="asleep">Complications that may be there because all their activators are left out.</param>
internal sealed partial class CodeChoice(CodeClasses classes, Given given, CodeClass principal, Goal goal, Sex sex, ushort[] asleep)
{
    private const long Adult = 16000;
    private const long Stay = 3;
    private readonly CompiledDefinition _definition = classes.Definition;
    private readonly ulong[] _forbidden = [.. goal.Forbidden];
    private readonly List<CodeClass> _chosen = [];
    private readonly bool _isRepeated = given.Secondary is { } secondary && principal.Diagnoses is [var only]
        && only == secondary.Diagnoses[0];
    private CodeClass? _first;
    private CodeClass? _raiser;

    /// <summary>Sets of complications that kept codes out only because something might activate them.</summary>
    internal List<ushort[]> Blocked { get; } = [];

    internal CareContact? Make()
    {
        foreach (var complication in asleep)
        {
            foreach (var activator in _definition.Complications[complication].Activators)
                _forbidden[activator >> 6] |= 1UL << activator;
        }

        if (GivesForbidden(principal))
            return null;
        foreach (var code in new[] { given.Secondary, given.Procedure })
        {
            var settled = _isRepeated && code == given.Secondary ? principal : code;
            if (settled is null)
                continue;
            if ((principal.IsNone && !settled.IsProcedure) || !IsAllowed(settled))
                return null;
            _chosen.Add(settled);
        }

        return Sole(0) ? Contact() : null;
    }

    /// <summary>Settles which code has both properties of a pair that no other code may have, then everything else.</summary>
    private bool Sole(int number)
    {
        if (number == goal.Soles.Count)
            return First() && Facts() && Operation() && Raise();
        var (p, q) = goal.Soles[number];
        var having = All().Where(code => code.Procprops.Contains(p) || code.Procprops.Contains(q)).ToList();
        if (having.Count > 1 || having.Exists(code => !code.Procprops.Contains(p) || !code.Procprops.Contains(q)))
            return false;
        ulong[] forbidden = [.. _forbidden];
        var chosen = _chosen.Count;
        IEnumerable<CodeClass[]> additions = having.Count == 1
            ? [[]]
            : classes.OthersWith(p, sex).Where(code => code.Procprops.Contains(q) && IsAllowed(code)).Select(code => new[] { code });
        foreach (var addition in additions)
        {
            _chosen.AddRange(addition);
            _forbidden[p >> 6] |= 1UL << p;
            _forbidden[q >> 6] |= 1UL << q;
            if (Sole(number + 1))
                return true;
            forbidden.CopyTo(_forbidden, 0);
            _chosen.RemoveRange(chosen, _chosen.Count - chosen);
            (_first, _raiser) = (null, null);
        }

        return false;
    }

    /// <summary>The first secondary diagnosis has all the properties that are asked of it.</summary>
    private bool First()
    {
        var needs = goal.Required.Where(fact => _definition.Facts[fact].Type == FeatureType.Sdgprop).ToList();
        if (needs.Count == 0)
            return true;
        bool Suits(CodeClass code) => CanBeFirst(code) && needs.TrueForAll(fact => code.Sdgprops.Contains(fact));
        _first = _chosen.Find(Suits);
        if (_first is null && Pick(classes.Others.Append(principal).Where(Suits)))
            _first = _chosen[^1];
        return _first is not null;
    }

    private bool CanBeFirst(CodeClass code) => !code.IsProcedure && !code.IsNone && !code.Sdgprops.Any(fact => goal.Forbids(fact));

    private bool Facts()
    {
        foreach (var fact in goal.Required)
        {
            if (_definition.Facts[fact].Type != FeatureType.Sdgprop && !Has(fact) && !Pick(classes.OthersWith(fact, sex)))
                return false;
        }

        return true;
    }

    private bool Operation()
    {
        if (goal.OrNeeded != 0 && !All().Any(code => (code.OrMask & goal.OrNeeded) != 0)
            && !Pick(classes.Operating.Where(code => (code.OrMask & goal.OrNeeded) != 0)))
        {
            return false;
        }

        foreach (var p in goal.Strangers)
        {
            bool Lacks(CodeClass code) => code.Steers && !code.Procprops.Contains(p);
            if (!All().Any(Lacks) && !Pick(classes.Steering.Where(Lacks)))
                return false;
        }

        // Both properties are there already; what may be missing is the second code.
        foreach (var (p, q) in goal.Pairs)
        {
            if (All().Count(code => code.Procprops.Contains(p) || code.Procprops.Contains(q)) < 2
                && !Pick(classes.OthersWith(p, sex).Concat(classes.OthersWith(q, sex))
                    .Append(principal).Where(code => code.Procprops.Contains(p) || code.Procprops.Contains(q))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True if the code may stand beside the principal diagnosis: it gives nothing that is forbidden.</summary>
    private bool IsAllowed(CodeClass code)
    {
        if ((code.OrMask & ~goal.OrAllowed) != 0 || code.Level > goal.LevelTo || GivesForbidden(code)
            || (code.Steers && goal.Family.Exists(p => !code.Procprops.Contains(p))) || (principal.IsNone && !code.IsProcedure))
        {
            return false;
        }

        if (code.Complications.Length == 0 || goal.LevelTo == 2)
            return true;
        List<ushort>? blocking = null;
        foreach (var number in code.Complications)
        {
            ref readonly var complication = ref _definition.Complications[number];
            if (complication.Level <= goal.LevelTo || IsExcluded(number) || asleep.Contains(number))
                continue;
            if (!complication.NeedsActivation)
                return false;
            if (complication.Activators.Length > 0)
                (blocking ??= []).Add(number);
        }

        if (blocking is not null)
            Blocked.Add([.. blocking]);
        return blocking is null;
    }

    private bool GivesForbidden(CodeClass code)
    {
        foreach (var fact in code.Facts[(int)sex])
        {
            if ((_forbidden[fact >> 6] >> fact & 1) != 0)
                return true;
        }

        return false;
    }

    private IEnumerable<CodeClass> All() => _chosen.Prepend(principal);

    private bool Has(int fact) => principal.Gives(fact, sex) || _chosen.Exists(code => code.Gives(fact, sex));

    private bool Pick(IEnumerable<CodeClass> candidates)
    {
        var blocked = Blocked.Count;
        foreach (var code in candidates)
        {
            if (!IsAllowed(code))
                continue;
            Blocked.RemoveRange(blocked, Blocked.Count - blocked);
            _chosen.Add(code);
            return true;
        }

        return false;
    }

    private CareContact Contact()
    {
        var first = PrincipalCodes().FirstOrDefault(one => _raiser?.Diagnoses.Exists(other => other != one) != false);
        var secondary = _chosen.Where(code => !code.IsProcedure).ToList();
        var leader = _first ?? secondary.Find(CanBeFirst);
        if (leader is not null)
        {
            secondary.Remove(leader);
            secondary.Insert(0, leader);
        }

        Diagnosis CodeOf(CodeClass code) => code == principal ? first
            : code == _raiser ? code.Diagnoses.Find(one => one != first) : code.Diagnoses[0];
        return new()
        {
            Sex = sex,
            Age = new((int)Math.Clamp(Adult, goal.AgeFrom, goal.AgeTo)),
            Duration = new((int)Math.Clamp(Stay, goal.DurationFrom, goal.DurationTo)),
            Discharge = (DischargeMode)BitOperations.TrailingZeroCount(goal.Discharges),
            Diagnoses =
            [
                .. principal.IsNone ? [] : new[] { first },
                .. secondary.Count > 0 && leader is null ? [classes.Unknown] : (Diagnosis[])[],
                .. secondary.Select(CodeOf),
            ],
            Procedures = [.. _chosen.Where(code => code.IsProcedure).Select(code => code.Procedure)],
        };
    }
}
