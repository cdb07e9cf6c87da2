namespace Gruppera;

/// <summary>Somatic or psychiatric care: weights and limits are made apart for the two.</summary>
public enum Specialty
{
    /// <summary>Not given.</summary>
    Missing,

    /// <summary>Somatic care (somatisk vård).</summary>
    Somatic,

    /// <summary>Psychiatric care (psykiatrisk vård).</summary>
    Psychiatric,
}

/// <summary>Reads and writes <see cref="Specialty"/>.</summary>
public static class SpecialtyText
{
    private static readonly Vocabulary<Specialty> Words = new(
        (Specialty.Somatic, ["somatic", "somatisk", "somatik", "somaattinen", "som"]),
        (Specialty.Psychiatric, ["psychiatric", "psychiatry", "psykiatrisk", "psykiatri", "psykiatrinen", "psykiatria", "phv", "psy"]));

    extension(Specialty)
    {
        /// <summary>Reads a word in any case: <c>somatic</c>, <c>psychiatric</c>, and Swedish, Norwegian and Finnish ones. False for all else, blank too.</summary>
        public static bool TryRead(ReadOnlySpan<byte> utf8, out Specialty specialty) => Words.TryFind(utf8, out specialty);

        /// <summary>All words with their meanings.</summary>
        public static IEnumerable<KeyValuePair<string, Specialty>> Words => SpecialtyText.Words.All;

        /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out Specialty)"/>
        public static bool TryRead(ReadOnlySpan<char> text, out Specialty specialty) => Words.TryFind(text, out specialty);
    }

    extension(Specialty specialty)
    {
        /// <summary>The English word, empty if nothing is given.</summary>
        public string Word => Words.WordOf(specialty);
    }
}
