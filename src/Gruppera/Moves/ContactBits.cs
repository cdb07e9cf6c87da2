namespace Gruppera.Moves;

/// <summary>What the codes of contacts give, in bits, by the part that a code plays. Filled, then read on any number of threads.</summary>
/// <param name="takesPrefixes">True if a code is read as its prefixes.</param>
/// <param name="primaryCare">The code that stands for primary care; blank if there is none.</param>
internal sealed class ContactBits(bool takesPrefixes, ProcedureCode primaryCare)
{
    /// <summary>Bits for facts; those above have meanings of their own.</summary>
    internal const int FactBits = 61;

    /// <summary>Every contact has it.</summary>
    internal const ulong Always = 1UL << 61;

    internal CodeBits Principals { get; } = new(takesPrefixes);

    internal CodeBits Diagnoses { get; } = new(takesPrefixes);

    internal CodeBits Pairs { get; } = new(takesPrefixes);

    internal CodeBits Procedures { get; } = new(takesPrefixes);

    /// <summary>Ends the filling.</summary>
    internal void Freeze()
    {
        foreach (var codes in (CodeBits[])[Principals, Diagnoses, Pairs, Procedures])
            codes.Freeze();
    }

    /// <summary>The bits of a contact's codes.</summary>
    internal ulong Of(in ContactView contact)
    {
        var (bits, isFirst) = (Always, true);
        foreach (ref readonly var recorded in contact.Diagnoses)
        {
            var code = recorded.Code.Bits;
            var dagger = recorded.Dagger.Bits;
            if ((code | dagger) == 0)
                continue;
            if (code == 0)
                (code, dagger) = (dagger, 0);
            bits |= Diagnoses.Of(code);
            if (isFirst)
                bits |= Principals.Of(code);
            if (dagger != 0)
                bits |= Diagnoses.Of(dagger) | Pairs.Of(code) | (isFirst ? Principals.Of(dagger) : 0);
            isFirst = false;
        }

        foreach (ref readonly var procedure in contact.Procedures)
            bits |= Procedures.Of(procedure.Bits);
        if (contact.CareForm == CareForm.Primary && !primaryCare.IsBlank)
            bits |= Procedures.Of(primaryCare.Bits);
        return bits;
    }

    /// <summary>The same and some more, for a first look.</summary>
    internal ulong AtMost(in ContactView contact)
    {
        var (bits, isFirst) = (Always, true);
        foreach (ref readonly var procedure in contact.Procedures)
            bits |= Procedures.AtMost(procedure.Bits);
        if (contact.CareForm == CareForm.Primary && !primaryCare.IsBlank)
            bits |= Procedures.AtMost(primaryCare.Bits);
        foreach (ref readonly var recorded in contact.Diagnoses)
        {
            var (code, dagger) = (recorded.Code.Bits, recorded.Dagger.Bits);
            bits |= Diagnoses.AtMost(code);
            if (isFirst)
                bits |= Principals.AtMost(code);
            if (dagger != 0)
                bits |= Pairs.AtMost(code) | Diagnoses.AtMost(dagger) | Principals.AtMost(dagger);
            isFirst &= (code | dagger) == 0;
        }

        return bits;
    }
}
