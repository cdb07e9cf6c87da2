namespace Gruppera;

/// <summary>Reads and writes <see cref="Sex"/>.</summary>
/// <remarks>Not called Parse: the methods of <see cref="Enum"/> would be taken instead.</remarks>
public static class SexText
{
    private static readonly Vocabulary<Sex> Words = new(
        (Sex.Male,
        [
            "male", "M", "man", "mann", "mand", "mies", "män", "men", "boy", "pojke", "gutt", "dreng", "poika", "hankjønn",
        ]),
        (Sex.Female,
        [
            "female", "F", "K", "W", "kvinna", "kvinne", "kvinde", "nainen", "kvinnor", "woman", "women", "girl", "flicka", "jente", "pige",
            "tyttö", "hunkjønn",
        ]),
        (Sex.Missing, ["missing"]));

    extension(Sex sex)
    {
        /// <summary>Reads a letter, a word (English, Swedish, Norwegian, Danish, Finnish) or 1 and 2 as any program writes them (<c>01</c>,
        /// <c>2.0</c>), in any case. False for all else, blank too.</summary>
        public static bool TryRead(ReadOnlySpan<byte> utf8, out Sex value) =>
            Words.TryFind(utf8, out value) || IsDigit(WholeNumber.TryParse(utf8, out var number), number, out value);

        /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out Sex)"/>
        public static bool TryRead(ReadOnlySpan<char> text, out Sex value) =>
            Words.TryFind(text, out value) || IsDigit(WholeNumber.TryParse(text, out var number), number, out value);

        /// <summary><c>M</c>, <c>F</c>, or empty if it is missing.</summary>
        public string Letter => sex switch { Sex.Male => "M", Sex.Female => "F", _ => "" };

        /// <summary>The English word: <c>male</c>, <c>female</c>, <c>missing</c>.</summary>
        public string Word => Words.WordOf(sex);
    }

    private static bool IsDigit(bool isNumber, int number, out Sex value)
    {
        value = isNumber ? number switch { 1 => Sex.Male, 2 => Sex.Female, _ => Sex.Missing } : Sex.Missing;
        return value != Sex.Missing;
    }
}
