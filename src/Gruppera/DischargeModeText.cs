namespace Gruppera;

/// <summary>Reads and writes <see cref="DischargeMode"/>.</summary>
/// <remarks>Not called Parse: the methods of <see cref="Enum"/> would be taken instead.</remarks>
public static class DischargeModeText
{
    private static readonly Vocabulary<DischargeMode> Words = new(
        (DischargeMode.Alive, ["alive", "N", "H", "home", "levande", "hem"]),
        (DischargeMode.Dead, ["dead", "E", "died", "deceased", "död", "avliden", "avled"]),
        (DischargeMode.Transferred, ["transferred", "R", "överflyttad", "överförd"]),
        (DischargeMode.LeftAgainstAdvice, ["left", "L"]));

    extension(DischargeMode mode)
    {
        /// <summary>Reads a letter of the tables or a word, in any case. No digits: sources differ in what they mean. False for all else,
        /// blank too.</summary>
        public static bool TryRead(ReadOnlySpan<byte> utf8, out DischargeMode value) => Words.TryFind(utf8, out value);

        /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out DischargeMode)"/>
        public static bool TryRead(ReadOnlySpan<char> text, out DischargeMode value) => Words.TryFind(text, out value);

        /// <summary><c>E</c>, <c>R</c>, <c>L</c>, or empty if the contact ended alive.</summary>
        public string Letter => mode switch
        {
            DischargeMode.Dead => "E",
            DischargeMode.Transferred => "R",
            DischargeMode.LeftAgainstAdvice => "L",
            _ => "",
        };

        /// <summary>The English word: <c>alive</c>, <c>dead</c>, <c>transferred</c>, <c>left</c>.</summary>
        public string Word => Words.WordOf(mode);
    }
}
