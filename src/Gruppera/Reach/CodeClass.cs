namespace Gruppera.Reach;

/// <summary>Codes that give the same wherever they stand in one role: as principal diagnosis, or as anything else. One of them
/// then stands for all. Facts that no rule asks for are left out, which makes some hundred classes of fifty thousand codes.</summary>
internal sealed class CodeClass
{
    /// <summary>Codes that are remembered: one for the contact, one where that is taken, one where both are.</summary>
    internal const int Remembered = 3;

    /// <summary>The first codes of the class; empty for procedures, and for the principal diagnosis that is missing.</summary>
    internal List<Diagnosis> Diagnoses { get; } = [];

    internal ProcedureCode Procedure { get; init; }

    internal bool IsProcedure => !Procedure.IsBlank;

    /// <summary>True for the class of a contact without any diagnosis.</summary>
    internal bool IsNone { get; init; }

    /// <summary>Facts given, for each <see cref="Sex"/>; those of a principal diagnosis with category, MDC and principal
    /// properties.</summary>
    internal required ushort[][] Facts { get; init; }

    /// <summary>Procedure properties among the facts.</summary>
    internal ushort[] Procprops { get; init; } = [];

    /// <summary>Facts given by the first secondary diagnosis.</summary>
    internal ushort[] Sdgprops { get; init; } = [];

    /// <summary>Complication values of a secondary diagnosis.</summary>
    internal ushort[] Complications { get; init; } = [];

    /// <summary>Exclusion lists that a principal diagnosis is on.</summary>
    internal ushort[] Exclusions { get; init; } = [];

    internal byte OrMask { get; init; }

    /// <summary>Complication level that a procedure gives by itself.</summary>
    internal byte Level { get; init; }

    /// <summary>True if a principal diagnosis is valid.</summary>
    internal bool IsValid { get; init; }

    /// <summary>True if the code counts in the secondary-procedure column: OR 1 with some procedure property.</summary>
    internal bool Steers { get; init; }

    internal bool Gives(int fact, Sex sex) => Facts[(int)sex].Contains((ushort)fact);

    /// <summary>How much it gives: a contact is made of codes that give little else than what they are there for.</summary>
    internal int Weight => Facts[(int)Sex.Female].Length + Sdgprops.Length + (2 * Complications.Length) + (2 * OrMask) + Level;

    /// <summary>The class as text: the same for codes that give the same.</summary>
    internal string Key()
    {
        List<char> key = [(char)OrMask, (char)Level, IsValid ? '+' : '-', Steers ? '+' : '-'];
        foreach (var part in (ushort[][])[.. Facts, Procprops, Sdgprops, Complications, Exclusions])
        {
            key.Add((char)part.Length);
            key.AddRange(part.Select(number => (char)number));
        }

        return string.Concat(key);
    }
}
