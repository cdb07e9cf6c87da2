using Gruppera.Definitions;

namespace Gruppera.Reach;

/// <summary>What part of a contact is settled beforehand.</summary>
/// <param name="Principal">Its principal diagnosis, alone in its class; null if any will do.</param>
/// <param name="Secondary">A secondary diagnosis it has, alone in its class.</param>
/// <param name="Procedure">A procedure it has, alone in its class.</param>
internal sealed record Given(CodeClass? Principal = null, CodeClass? Secondary = null, CodeClass? Procedure = null);

/// <summary>Goal -> the smallest contact that is like it, or the proof that none is: null. What a goal asks of the codes beside
/// the principal diagnosis falls apart into needs that one code each meets, so that the search is short and complete.</summary>
internal sealed class ContactMaker(CodeClasses classes, Given given)
{
    private const int MostTries = 200;
    private static readonly Sex[] Sexes = [Sex.Female, Sex.Male, Sex.Missing];

    /// <summary>False once some goal was given up before every way had been tried.</summary>
    internal bool IsComplete { get; private set; } = true;

    internal CareContact? Make(Goal goal)
    {
        foreach (var sex in Sexes)
        {
            if ((goal.Sexes >> (int)sex & 1) == 0)
                continue;
            var needs = goal.Required.Where(fact => IsForPrincipal(fact, goal, sex)).ToList();
            foreach (var principal in Candidates(needs, sex))
            {
                if (Suits(principal, needs, goal, sex) && Complete(principal, goal, sex) is { } contact)
                    return contact;
            }
        }

        return null;
    }

    /// <summary>Facts that the principal diagnosis has to give: those that no other kind of code can, or that none does here.</summary>
    private bool IsForPrincipal(ushort fact, Goal goal, Sex sex) => classes.Definition.Facts[fact].Type switch
    {
        FeatureType.Mdc or FeatureType.Dgcat or FeatureType.Pdgprop => true,
        FeatureType.Sdgprop => false,
        _ => given.Secondary?.Gives(fact, sex) != true && given.Procedure?.Gives(fact, sex) != true
            && !classes.OthersWith(fact, sex).Any(each => (each.OrMask & ~goal.OrAllowed) == 0 && !GivesForbidden(each, goal, sex)),
    };

    private IEnumerable<CodeClass> Candidates(List<ushort> needs, Sex sex)
    {
        if (given.Principal is { } principal)
            return [principal];
        var all = needs.Count == 0
            ? classes.Principals
            : needs.Select(fact => classes.PrincipalsWith(fact, sex)).MinBy(list => list.Length)!;

        // The secondary diagnosis given may be the principal one once more.
        return given.Secondary is { } secondary ? all.Append(classes.Reader.Principal(secondary.Diagnoses[0])) : all;
    }

    private static bool Suits(CodeClass principal, List<ushort> needs, Goal goal, Sex sex)
    {
        if ((goal.Valid >> (principal.IsValid ? 1 : 0) & 1) == 0 || (principal.OrMask & ~goal.OrAllowed) != 0
            || (principal.Steers && goal.Family.Exists(p => !principal.Procprops.Contains(p))) || GivesForbidden(principal, goal, sex))
        {
            return false;
        }

        foreach (var fact in needs)
        {
            if (!principal.Gives(fact, sex))
                return false;
        }

        return true;
    }

    private static bool GivesForbidden(CodeClass code, Goal goal, Sex sex)
    {
        foreach (var fact in code.Facts[(int)sex])
        {
            if (goal.Forbids(fact))
                return true;
        }

        return false;
    }

    /// <summary>Finds the other codes; where the level may not rise, tries which of the activators that could raise it are to be
    /// left out, so that the complications they belong to stay inactive.</summary>
    private CareContact? Complete(CodeClass principal, Goal goal, Sex sex)
    {
        var tried = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<ushort[]>([[]]);
        while (open.TryPop(out var asleep))
        {
            var choice = new CodeChoice(classes, given, principal, goal, sex, asleep);
            if (choice.Make() is { } contact)
                return contact;
            foreach (var more in choice.Blocked)
            {
                ushort[] next = [.. asleep.Concat(more).Distinct().Order()];
                if (tried.Add(string.Join(' ', next)) && tried.Count <= MostTries)
                    open.Push(next);
            }

            IsComplete &= tried.Count <= MostTries;
        }

        return null;
    }
}
