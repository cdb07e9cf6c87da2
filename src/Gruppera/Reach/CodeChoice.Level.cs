namespace Gruppera.Reach;

/// <summary>The part that gets a complication level. Source: docs/specification/grouping.md §5.</summary>
internal sealed partial class CodeChoice
{
    /// <summary>Some procedure, or a secondary diagnosis other than the principal one, gives the level.</summary>
    private bool Raise()
    {
        if (goal.LevelFrom == 0 || _chosen.Exists(code => code.Level >= goal.LevelFrom))
            return true;
        _raiser = _chosen.Find(Raises);
        if (_raiser is not null)
            return true;
        foreach (var code in classes.Complicating)
        {
            if (!IsAllowed(code))
                continue;
            if (code.Level >= goal.LevelFrom || Raises(code))
            {
                _raiser = code.IsProcedure ? null : code;
                _chosen.Add(code);
                return true;
            }
        }

        return Activate(_chosen.Count);
    }

    /// <summary>A complication that waits for its activator serves too, whether its code is chosen already or not.</summary>
    private bool Activate(int chosen)
    {
        foreach (var (at, code) in _chosen.Concat(classes.Complicating).ToList().Index())
        {
            if (code.IsProcedure || code == principal || (at >= chosen && !IsAllowed(code)) || !CanDiffer(code))
                continue;
            foreach (var number in code.Complications.Where(number => _definition.Complications[number].Level >= goal.LevelFrom
                && !IsExcluded(number)))
            {
                foreach (var activator in _definition.Complications[number].Activators)
                {
                    if (!Pick(classes.OthersWith(activator, sex)))
                        continue;
                    _raiser = code;
                    if (at >= chosen)
                        _chosen.Add(code);
                    return true;
                }
            }
        }

        return false;
    }

    private bool Raises(CodeClass code)
    {
        if (code.IsProcedure || code == principal)
            return false;
        foreach (var number in code.Complications)
        {
            ref readonly var complication = ref _definition.Complications[number];
            if (complication.Level >= goal.LevelFrom && !IsExcluded(number)
                && (!complication.NeedsActivation || complication.Activators.Any(fact => Has(fact) || code.Gives(fact, sex))))
            {
                return CanDiffer(code);
            }
        }

        return false;
    }

    private bool IsExcluded(ushort complication) => principal.Exclusions.Contains(_definition.Complications[complication].Group);

    /// <summary>Codes for the principal diagnosis: not that of the secondary diagnosis given, save where it is the same once
    /// more.</summary>
    private IEnumerable<Diagnosis> PrincipalCodes() =>
        principal.Diagnoses.Where(code => _isRepeated || given.Secondary is null || code != given.Secondary.Diagnoses[0]);

    private bool CanDiffer(CodeClass code) => PrincipalCodes().Any(one => code.Diagnoses.Exists(other => other != one));
}
