namespace Gruppera;

/// <summary>Reads and writes <see cref="ContactNeeds"/>.</summary>
public static class ContactNeedsText
{
    private static readonly (string Word, ContactNeeds Need)[] Known =
    [
        .. new[] { ContactNeeds.Age, ContactNeeds.Duration, ContactNeeds.Sex, ContactNeeds.Diagnoses }
            .Select(need => (need.ToString().ToLowerInvariant(), need)),
    ];

    extension(ContactNeeds needs)
    {
        /// <summary>Reads one need, <c>age</c>, <c>duration</c>, <c>sex</c> or <c>diagnoses</c>, in any case. False for all else.</summary>
        public static bool TryRead(ReadOnlySpan<char> word, out ContactNeeds need)
        {
            need = ContactNeeds.None;
            foreach (var known in Known)
            {
                if (word.Equals(known.Word, StringComparison.OrdinalIgnoreCase))
                    need = known.Need;
            }

            return need != ContactNeeds.None;
        }

        /// <summary>The words of all that it holds, with commas between.</summary>
        public string Words => string.Join(", ", Known.Where(known => needs.HasFlag(known.Need)).Select(known => known.Word));
    }
}
