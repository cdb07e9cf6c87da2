namespace Gruppera.Casemix.Impact;

/// <summary>Joins the review of cost with that of care days.</summary>
public static class ComplicationVerdicts
{
    /// <summary>What care days say of a proposal that cost makes: a higher level is supported where the code alone prolongs the stay as a
    /// complication does by definition, a lower one where it does not.</summary>
    /// <param name="effect">What cost says; a proposal to promote or demote.</param>
    /// <param name="stay">What care days say; null if they were not asked.</param>
    public static ComplicationVerdict Of(ComplicationEffect effect, StayEffect? stay)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return stay is null || stay.Meets == 0 ? ComplicationVerdict.CostAlone
            : stay.Meets > 0 == (effect.Advice == ComplicationAdvice.Promote)
                ? ComplicationVerdict.Agrees : ComplicationVerdict.Contradicts;
    }

    /// <summary>The level that a ratio of cost is nearest to: 1, 1.2 and 1.44 are 0, 1 and 2, with their geometric means between.</summary>
    public static int LevelOf(double ratio) => ratio > 1.2 * Math.Sqrt(1.2) ? 2 : ratio > Math.Sqrt(1.2) ? 1 : 0;
}
