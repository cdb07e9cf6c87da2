using System.Globalization;
using Gruppera.Casemix.Indices;

namespace Gruppera.Presentation.Words;

/// <summary>Sentences with numbers that documents and pages have in common.</summary>
public static class CountWords
{
    /// <summary>So many contacts, within a sentence.</summary>
    public static Text Contacts(double count) => Text.Count(Shown(count),
        $"{Voice.Number(count):count} contact",
        $"{Voice.Number(count):count} contacts");

    /// <summary>So many findings, within a sentence.</summary>
    internal static Text Findings(long count) => Text.Count(count,
        $"{Voice.Number(count):count} finding",
        $"{Voice.Number(count):count} findings");

    /// <summary>So many rows, with what they have in common to follow.</summary>
    public static Text RowsOf(long count) => Text.Count(count,
        $"{Voice.Number(count):rows} row: ",
        $"{Voice.Number(count):rows} rows: ");

    /// <summary>So many inliers, within a sentence.</summary>
    public static Text Inliers(double count) => Text.Count(Shown(count),
        $"{Voice.Number(count):count} inlier",
        $"{Voice.Number(count):count} inliers");

    /// <summary>So many weights of two lists differ, within a sentence.</summary>
    public static Text WeightsChanged(double count) => Text.Count(Shown(count),
        $"{Voice.Number(count):changed} weight changed",
        $"{Voice.Number(count):changed} weights changed");

    /// <summary>The whole number that is shown for a number, which decides the form.</summary>
    internal static long Shown(double count) => (long)Math.Round(count, MidpointRounding.AwayFromZero);

    /// <summary>Rows that a long list leaves out, where an option shows them.</summary>
    public static Text More(double count) => $"... and {Voice.Number(count):count} more (--all)";

    /// <summary>Rows that could not be read, in a sentence.</summary>
    public static Text Unreadable(double rows) => Text.Count((long)rows,
        $"{Voice.Number(rows):unreadable} row could not be read.",
        $"{Voice.Number(rows):unreadable} rows could not be read.");

    /// <summary>Rows that could not be read, with something to follow.</summary>
    public static Text UnreadableRows(double rows) => Text.Count((long)rows,
        $"{Voice.Number(rows):unreadable} row could not be read",
        $"{Voice.Number(rows):unreadable} rows could not be read");

    /// <summary>Rows that could not be read and are in no output.</summary>
    public static Text LeftOut(double rows) => Text.Count((long)rows,
        $"{Voice.Number(rows):unreadable} row could not be read and was left out",
        $"{Voice.Number(rows):unreadable} rows could not be read and were left out");

    /// <summary>Words that nothing was found for.</summary>
    public static Text NothingFound(IEnumerable<string> words) => $"Nothing found for {string.Join(", ", words):missing}.";

    /// <summary>Contacts without a weight under one of two sets.</summary>
    public static Text WithoutWeight(double contacts) =>
        Text.Count((long)contacts,
            $"{Voice.Number(contacts):withoutWeight} contact has no weight and counts as 0 points before or after.",
            $"{Voice.Number(contacts):withoutWeight} contacts have no weight and count as 0 points before or after.");

    /// <summary>Certification cases that a change moves.</summary>
    public static Text ChangedCases(double cases, double testCases) =>
        $"{Voice.Number(cases):cases} of {Voice.Number(testCases):testCases} get another result.";

    /// <summary>Marks of visits that were passed over.</summary>
    internal static Text Marks(long marks) => Text.Count(marks,
        $"{Voice.Number(marks):marks} dependence on a code that only marks a visit or its setting is left out (--marks).",
        $"{Voice.Number(marks):marks} dependences on codes that only mark a visit or its setting are left out (--marks).");

    /// <summary>What a star at a unit means.</summary>
    public static Text TooSmall =>
        $"* Too small to compare: fewer than {CasemixIndices.FewestContacts} contacts, or an interval of cost per point wider " +
        $"than ±{(CasemixIndices.WidestInterval * 100).ToString("0", CultureInfo.InvariantCulture):widestInterval} %. DRG is not suited " +
        $"to settlement with units as small as clinics.";
}
