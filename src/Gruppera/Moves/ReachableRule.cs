using System.Runtime.CompilerServices;
using Gruppera.Compilation;

namespace Gruppera.Moves;

/// <summary>What a contact must have at least for a rule to hold, decided without reading its features. Immutable.</summary>
internal readonly struct ReachableRule
{
    private readonly ulong _codes;
    private readonly int _ageFrom;
    private readonly int _ageTo = int.MaxValue;
    private readonly int _daysFrom;
    private readonly int _daysTo = int.MaxValue;
    private readonly int _sexes = -1;
    private readonly int _discharges = -1;
    private readonly bool _never;

    /// <param name="rank">Its rank in its set.</param>
    /// <param name="conditions">The rule.</param>
    /// <param name="codes">Bits that the contact's codes must give together.</param>
    /// <param name="key">The rarest of them.</param>
    internal ReachableRule(int rank, Condition[] conditions, ulong codes, ulong key)
    {
        (Rank, _codes, Key) = (rank, codes, key);
        foreach (var (_, test, operand, _) in conditions)
        {
            switch (test)
            {
                case Test.Never: _never = true; break;
                case Test.AgeBelow: _ageTo = Math.Min(_ageTo, operand - 1); break;
                case Test.AgeAbove: _ageFrom = Math.Max(_ageFrom, operand == int.MaxValue ? operand : operand + 1); break;
                case Test.DurationBelow: _daysTo = Math.Min(_daysTo, operand - 1); break;
                case Test.DurationAbove: _daysFrom = Math.Max(_daysFrom, operand == int.MaxValue ? operand : operand + 1); break;
                case Test.Sex: _sexes &= 1 << operand; break;
                case Test.Discharge: _discharges &= 1 << operand; break;
                case Test.NotDischarge: _discharges &= ~(1 << operand); break;
            }
        }
    }

    internal int Rank { get; }

    /// <summary>A bit without which the rule cannot hold.</summary>
    internal ulong Key { get; }

    /// <summary>False if the rule cannot hold.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="codes">Bits that its codes give.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Allows(in ContactView contact, ulong codes) => (codes & _codes) == _codes && Fits(contact);

    private bool Fits(in ContactView contact) => !_never
        && contact.Age.Days >= _ageFrom && contact.Age.Days <= _ageTo && contact.Duration.Days >= _daysFrom
        && contact.Duration.Days <= _daysTo
        && (_sexes >> (contact.Sex is Sex.Male or Sex.Female ? (int)contact.Sex : (int)Sex.Missing) & 1) != 0
        && (_discharges >> (contact.Discharge is DischargeMode.Dead or DischargeMode.Transferred or DischargeMode.LeftAgainstAdvice
            ? (int)contact.Discharge
            : (int)DischargeMode.Alive) & 1) != 0;
}
