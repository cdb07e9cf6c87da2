using System.Text;
using Gruppera.Formats.Contacts;

namespace Gruppera.Tests.Formats.Contacts;

/// <summary>Made-up contact files, and their rows as short text.</summary>
internal static class ContactText
{
    /// <summary>The canonical layout for rows that need no age and no care days, because something else is asked of them.</summary>
    public static ContactLayout Canonical { get; } = LayoutCatalog.Find("canonical")! with { AllowMissing = ContactNeeds.Age | ContactNeeds.Duration };

    /// <summary>The rows of a text; what is missing counts as 0.</summary>
    public static List<ContactRow> Rows(string text, ContactLayout? layout = null) =>
        [.. ContactReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), (layout ?? Canonical) with { AllowMissing = ContactNeeds.Age | ContactNeeds.Duration }, "f.csv")];

    public static ContactRow Row(string text, ContactLayout? layout = null) => Assert.Single(Rows(text, layout));

    public static string Describe(ContactRow row) => row.Issue is { } issue
        ? $"{row.Row} {issue.Code.Id} {issue.Column}".TrimEnd()
        : Describe(row.Contact);

    public static string Describe(CareContact contact) =>
        $"{contact.Id} {contact.Sex} {contact.Age.Days} {contact.Duration.Days} {contact.Discharge} [{string.Join(' ', contact.Diagnoses)}] [{string.Join(' ', contact.Procedures)}]";
}
