namespace Gruppera.Workflows.Synthesis;

/// <summary>A kind of contact that a rule describes: the codes that go together in it and who can have it. Immutable.</summary>
internal sealed class Profile
{
    internal required string Mdc { get; init; }

    internal required Care Care { get; init; }

    /// <summary>The rule's place, for cost and care days before the true group is known.</summary>
    internal required int Rank { get; init; }

    /// <summary>Principal diagnoses, common ones first.</summary>
    internal required Code[] Principals { get; init; }

    /// <summary>One diagnosis of each list is added.</summary>
    internal required Code[][] Diagnoses { get; init; }

    /// <summary>One procedure of each list is added.</summary>
    internal required Code[][] Procedures { get; init; }

    /// <summary>Sex and age that the rule asks for.</summary>
    internal required Limits Limits { get; init; }

    internal required int FromDays { get; init; }

    internal required int ToDays { get; init; }

    internal required DischargeMode? Discharge { get; init; }

    /// <summary>True if the season of airway infections matters.</summary>
    internal bool IsSeasonal => Mdc is "04";

    /// <summary>Weight among the profiles of its MDC and kind of contact.</summary>
    internal double Weight { get; set; }

    /// <summary>Share of the principal diagnoses that a person can have.</summary>
    internal double ShareFor(Sex sex, int age) =>
        Limits.Fit(sex, age) ? (double)Principals.Count(code => code.Limits.Fit(sex, age)) / Principals.Length : 0;
}
