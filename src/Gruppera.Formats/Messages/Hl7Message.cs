using System.Globalization;
using System.Text;

namespace Gruppera.Formats.Messages;

/// <summary>A grouped contact as an HL7 v2.6 message <c>BAR^P12</c> (update of diagnosis and procedure) with a DRG segment.</summary>
/// <remarks>Source: HL7 v2.6, chapter 6, message BAR^P12^BAR_P12 and segment DRG; docs/formats/hl7.md.</remarks>
internal static class Hl7Message
{
    /// <summary>Writes a message: segments that end with a carriage return.</summary>
    internal static void Write(StringBuilder message, GroupedMessage contact)
    {
        var day = Day(contact.LastDay);
        var number = contact.Number.ToString(CultureInfo.InvariantCulture);
        Segment(message, "MSH|^~\\&", "GRUPPERA", "", "", "", day, "", "BAR^P12^BAR_P12", number,
            "P", "2.6", "", "", "", "", "", "UNICODE UTF-8");
        Segment(message, "EVN", "P12", day);
        Segment(message, "PID", "1", "", Escape(contact.Patient), "", "", "", "", contact.Sex switch
        {
            Sex.Male => "M",
            Sex.Female => "F",
            _ => "U",
        });
        Segment(message, "PV1",
            (1, "1"), (2, contact.CareForm.Length == 0 ? "U" : contact.IsInpatient ? "I" : "O"),
            (3, contact.Hospital.Length > 0 ? $"^^^{Escape(contact.Hospital)}" : ""),
            (19, Escape(contact.Id)), (44, Day(contact.Admission)), (45, Day(contact.Discharge)));
        Segment(message, "DRG",
            (1, $"{Escape(contact.Drg)}^{Escape(contact.DrgName)}^99NORDDRG^^^^{Escape(contact.Set)}"), (2, day),
            (13, Coded(contact.ReturnCode, "99RTC")), (14, Coded(contact.Complication, "99CC")), (15, contact.Weight), (18, "GRUPPERA"));
    }

    private static string Coded(string code, string system) => code.Length == 0 ? "" : $"{Escape(code)}^^{system}";

    private static void Segment(StringBuilder message, params ReadOnlySpan<string> fields)
    {
        var start = message.Length;
        foreach (var field in fields)
            message.Append(message.Length > start ? "|" : "").Append(field);
        End(message, start);
    }

    private static void Segment(StringBuilder message, string name, params ReadOnlySpan<(int Number, string Text)> fields)
    {
        var (start, at) = (message.Length, 0);
        message.Append(name);
        foreach (var (number, text) in fields)
        {
            message.Append('|', number - at).Append(text);
            at = number;
        }

        End(message, start);
    }

    /// <summary>Ends a segment: without the delimiters of empty fields behind.</summary>
    private static void End(StringBuilder message, int start)
    {
        while (message.Length > start && message[^1] == '|')
            message.Length--;
        message.Append('\r');
    }

    private static string Day(DateOnly? date) => date?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A text with the delimiters of messages escaped.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '\\' => escaped.Append("\\E\\"),
                '|' => escaped.Append("\\F\\"),
                '^' => escaped.Append("\\S\\"),
                '~' => escaped.Append("\\R\\"),
                '&' => escaped.Append("\\T\\"),
                '\r' or '\n' => escaped.Append(' '),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }
}
