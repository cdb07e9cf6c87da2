using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Grouping;

namespace Gruppera.Explanation;

/// <summary>
/// Tries every single change to a contact: each code dropped, each secondary diagnosis made the principal one, any one code of the set
/// added, age and care days across each limit that the rules know, each sex and mode of discharge. Immutable and thread-safe.
/// </summary>
/// <remarks>Codes that give the same are tried once, as one class; the answer is that of trying every code. Pairs are not added: that
/// would be two codes.</remarks>
public sealed class WhatIf
{
    private readonly Grouper _grouper;
    private readonly int[] _ages;
    private readonly int[] _durations;

    /// <summary>Makes one for a grouper.</summary>
    public WhatIf(Grouper grouper)
    {
        ArgumentNullException.ThrowIfNull(grouper);
        _grouper = grouper;
        var conditions = grouper.Definition.Conditions.SelectMany(rule => rule).ToList();
        _ages = Cuts(conditions, Test.AgeBelow, Test.AgeAbove);
        _durations = Cuts(conditions, Test.DurationBelow, Test.DurationAbove);
    }

    /// <summary>The groups that a contact is one change away from, the most plausible first. An outcome is another group or another return
    /// code.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="contactsOf">How many contacts a group has in the data at hand: of equally plausible outcomes the most common come
    /// first; null where there are no data.</param>
    public WhatIfReport Of(CareContact contact, Func<string, long>? contactsOf = null)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var now = _grouper.Group(contact);
        var judge = new PlausibilityJudge(_grouper.Definition, contact, now);
        var outcomes = Changes(contact).Where(change => change.Result.Drg != now.Drg || change.Result.ReturnCode != now.ReturnCode)
            .GroupBy(change => (change.Result.Drg, change.Result.ReturnCode))
            .Select(same => new Outcome(GroupOutcome.Of(same.First().Result), Named(judge.Merge([.. same.Select(change => change.Change)])))
            {
                Plausibility = judge.Of(same.First().Change, same.First().Result),
                Contacts = contactsOf?.Invoke(same.Key.Drg) ?? 0,
            });
        return new(
            GroupOutcome.Of(now), [.. outcomes.OrderBy(outcome => outcome.Plausibility).ThenByDescending(outcome => outcome.Contacts)]);
    }

    /// <summary>What dropping each procedure and each secondary diagnosis does, in the order of the contact: those whose loss gives another
    /// group or return code.</summary>
    public IEnumerable<(ContactChange Change, GroupingResult Result)> Drops(CareContact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var now = _grouper.Group(contact);
        return Codes(contact)
            .Where(change => change is { Kind: ContactChangeKind.DropCode, DroppedPart: null }
                && (change.IsProcedure || contact.Diagnoses.Take(change.Place - 1).Any(earlier => !earlier.IsBlank)))
            .Select(change => (Change: change, Result: _grouper.Group(change.Apply(contact))))
            .Where(drop => drop.Result.Drg != now.Drg || drop.Result.ReturnCode != now.ReturnCode);
    }

    /// <summary>Every change that fires another rule, the smallest first; each class of codes to add is a change of its own.</summary>
    internal IEnumerable<(ContactChange Change, GroupingResult Result)> Changes(CareContact contact)
    {
        var now = _grouper.Group(contact).Rank;
        return Codes(contact).Select(change => (change, _grouper.Group(change.Apply(contact))))
            .Concat(AddedDiagnoses(contact)).Concat(AddedProcedures(contact))
            .Concat(Circumstances(contact).Select(change => (change, _grouper.Group(change.Apply(contact)))))
            .Where(change => change.Item2.Rank != now);
    }

    private ImmutableArray<ContactChange> Named(ImmutableArray<ContactChange> changes) =>
        [.. changes.Select(change => change.In(_grouper.Definition.Set.Index))];

    private static IEnumerable<ContactChange> Codes(CareContact contact)
    {
        for (var place = 1; place <= contact.Diagnoses.Length; place++)
        {
            var diagnosis = contact.Diagnoses[place - 1];
            if (diagnosis.IsBlank)
                continue;
            var drop = new ContactChange { Kind = ContactChangeKind.DropCode, Code = diagnosis.ToString(), Place = place };
            yield return drop;
            if (diagnosis.Code.IsBlank || diagnosis.Dagger.IsBlank)
                continue;
            yield return drop with { DroppedPart = diagnosis.Dagger.ToString() };
            yield return drop with { DroppedPart = diagnosis.Code.ToString() };
        }

        for (var place = 1; place <= contact.Procedures.Length; place++)
            yield return new()
            {
                Kind = ContactChangeKind.DropCode,
                Code = contact.Procedures[place - 1].ToString(),
                Place = place,
                IsProcedure = true,
            };
        for (var place = 2; place <= contact.Diagnoses.Length; place++)
        {
            if (!contact.Diagnoses[place - 1].IsBlank && contact.Diagnoses.Take(place - 1).Any(earlier => !earlier.IsBlank))
                yield return new()
                {
                    Kind = ContactChangeKind.MakePrincipal,
                    Code = contact.Diagnoses[place - 1].ToString(),
                    Place = place,
                };
        }
    }

    private IEnumerable<(ContactChange Change, GroupingResult Result)> AddedDiagnoses(CareContact contact)
    {
        var principal = contact.Diagnoses.FirstOrDefault(diagnosis => !diagnosis.IsBlank);
        var classes = principal.IsBlank ? _grouper.Definition.Classes.Principals : _grouper.Definition.Classes.Secondaries;
        Diagnosis[] diagnoses = [.. contact.Diagnoses, default];
        foreach (var (_, codes, texts) in classes)
        {
            // A secondary diagnosis equal to the principal one complicates nothing, so it is apart from its class.
            var own = principal.Dagger.IsBlank ? Array.BinarySearch(codes, principal.Code.Bits) : -1;
            if (own < 0)
                yield return Try(codes[0], texts);
            else if (codes.Length > 1)
                yield return Try(codes[own == 0 ? 1 : 0], texts.RemoveAt(own));
            if (own >= 0)
                yield return Try(codes[own], [texts[own]]);
        }

        (ContactChange, GroupingResult) Try(ulong code, ImmutableArray<string> any)
        {
            diagnoses[^1] = new(DiagnosisCode.FromBits(code));
            var result = _grouper.Group(new ContactView(
                contact.Sex, contact.Age, contact.Duration, contact.Discharge, diagnoses, contact.Procedures.AsSpan(), contact.CareForm));
            return (new() { Kind = ContactChangeKind.AddDiagnosis, AnyOf = any }, result);
        }
    }

    private IEnumerable<(ContactChange Change, GroupingResult Result)> AddedProcedures(CareContact contact)
    {
        ProcedureCode[] procedures = [.. contact.Procedures, default];
        foreach (var (_, codes, texts) in _grouper.Definition.Classes.Procedures)
        {
            procedures[^1] = ProcedureCode.FromBits(codes[0]);
            var result = _grouper.Group(new ContactView(
                contact.Sex, contact.Age, contact.Duration, contact.Discharge, contact.Diagnoses.AsSpan(), procedures, contact.CareForm));
            yield return (new() { Kind = ContactChangeKind.AddProcedure, AnyOf = texts }, result);
        }
    }

    private IEnumerable<ContactChange> Circumstances(CareContact contact)
    {
        foreach (var days in Nearest(_durations, contact.Duration.Days))
            yield return new() { Kind = ContactChangeKind.Duration, Days = days };
        foreach (var days in Nearest(_ages, contact.Age.Days))
            yield return new() { Kind = ContactChangeKind.Age, Days = days };
        foreach (var mode in Enum.GetValues<DischargeMode>().Where(mode => mode != contact.Discharge))
            yield return new() { Kind = ContactChangeKind.Discharge, Discharge = mode };
        foreach (var sex in Enum.GetValues<Sex>().Where(sex => sex != contact.Sex))
            yield return new() { Kind = ContactChangeKind.Sex, Sex = sex };
    }

    /// <summary>In each interval between limits but the one the value lies in, the value nearest to it;
    /// the nearest interval first.</summary>
    private static IEnumerable<int> Nearest(int[] cuts, int value) =>
        cuts.Where(cut => cut >= 0).Select(cut => value < cut ? cut : cut - 1).Where(other => other >= 0)
            .OrderBy(other => Math.Abs((long)other - value));

    /// <summary>First values on the far side of each limit, ascending.</summary>
    private static int[] Cuts(List<Condition> conditions, Test below, Test above) =>
    [
        .. conditions.Where(condition => condition.Test == below || condition.Test == above)
            .Select(condition => condition.Test == below ? condition.Operand : condition.Operand + 1).Distinct().Order(),
    ];
}
