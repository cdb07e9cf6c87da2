namespace Gruppera;

/// <summary>Reads and writes <see cref="Specialty"/>.</summary>
public static class SpecialtyText
{
    private static readonly Vocabulary<Specialty> Words = new(
        (Specialty.Somatic, ["somatic", "somatisk", "somatik", "somaattinen", "som"]),
        (Specialty.Psychiatric, ["psychiatric", "psychiatry", "psykiatrisk", "psykiatri", "psykiatrinen", "psykiatria", "phv", "psy"]));

    extension(Specialty specialty)
    {
        /// <summary>Reads a word in any case: <c>somatic</c>, <c>psychiatric</c>, and Swedish, Norwegian and Finnish ones.
        /// False for all else, blank too.</summary>
        public static bool TryRead(ReadOnlySpan<byte> utf8, out Specialty value) => SpecialtyText.Words.TryFind(utf8, out value);

        /// <summary>All words with their meanings.</summary>
        public static IEnumerable<KeyValuePair<string, Specialty>> Words => SpecialtyText.Words.All;

        /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out Specialty)"/>
        public static bool TryRead(ReadOnlySpan<char> text, out Specialty value) => SpecialtyText.Words.TryFind(text, out value);

        /// <summary>The English word, empty if nothing is given.</summary>
        public string Word => SpecialtyText.Words.WordOf(specialty);
    }
}
