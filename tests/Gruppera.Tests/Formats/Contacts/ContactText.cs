using System.Text;
using Gruppera.Formats.Contacts;

namespace Gruppera.Tests.Formats.Contacts;

/// <summary>Made-up contact files, and their rows as short text.</summary>
internal static class ContactText
{
    public static ContactLayout Canonical { get; } = LayoutCatalog.Find("canonical")!;

    public static List<ContactRow> Rows(string text, ContactLayout? layout = null) =>
        [.. ContactReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), layout ?? Canonical, "f.csv")];

    public static ContactRow Row(string text, ContactLayout? layout = null) => Assert.Single(Rows(text, layout));

    public static string Describe(ContactRow row) => row.Issue is { } issue
        ? $"{row.Row} {issue.Code.Id} {issue.Column}".TrimEnd()
        : Describe(row.Contact);

    public static string Describe(CareContact contact) =>
        $"{contact.Id} {contact.Sex} {contact.Age.Days} {contact.Duration.Days} {contact.Discharge} [{string.Join(' ', contact.Diagnoses)}] [{string.Join(' ', contact.Procedures)}]";
}
