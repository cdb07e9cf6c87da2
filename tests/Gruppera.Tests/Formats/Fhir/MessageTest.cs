using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Messages;

namespace Gruppera.Tests.Formats.Fhir;

/// <summary>Grouped rows as FHIR resources and HL7 messages.</summary>
public class MessageTest
{
    private const string Rows =
        "id,patient,hospital,sex,admission_date,discharge_date,diagnoses,drg,drg_name,mdc,rtc,cc,care_form,ord,rule_id,set,weight,issue\n" +
        "A|1,P1,\"North, \"\"A\"\"\",F,2025-03-01,2025-03-04,I21.9,F05E,Name & more,05,0,1,inpatient,120,F05E01,se,1.25,\n" +
        "A2,,,,,,I21.9,,,,,,,,,se,,GRP3012\n";

    [Fact]
    public void A_message_has_a_drg_segment_and_escapes_what_would_part_it()
    {
        var (text, without) = Write(MessageKind.Hl7);
        Assert.Equal(
            "MSH|^~\\&|GRUPPERA||||20250304||BAR^P12^BAR_P12|1|P|2.6||||||UNICODE UTF-8\rEVN|P12|20250304\rPID|1||P1|||||F\r" +
            "PV1|1|I|^^^North, \"A\"||||||||||||||||A\\F\\1|||||||||||||||||||||||||20250301|20250304\r" +
            "DRG|F05E^Name \\T\\ more^99NORDDRG^^^^se|20250304|||||||||||0^^99RTC|1^^99CC|1.25|||GRUPPERA\r", text);
        Assert.Equal(1, without);
    }

    [Fact]
    public void A_resource_has_the_result_and_a_contact_without_one_says_why()
    {
        var lines = Write(MessageKind.FhirEncounter).Text.Split('\n');
        Assert.Contains("\"identifier\":[{\"value\":\"A|1\"}],\"status\":\"finished\",\"class\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"IMP\"},\"subject\":{\"reference\":\"Patient/P1\"}", lines[0], StringComparison.Ordinal);
        Assert.Contains("{\"url\":\"weight\",\"valueDecimal\":1.25}", lines[0], StringComparison.Ordinal);
        Assert.Contains("{\"url\":\"issue\",\"valueString\":\"GRP3012\"}", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"error\",\"disposition\":\"GRP3012\"", Write(MessageKind.FhirBenefit).Text, StringComparison.Ordinal);
        var claim = Write(MessageKind.FhirClaim);
        Assert.Equal((1, 1), (claim.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, claim.Without));
        Assert.Contains("\"factor\":1.25", claim.Text, StringComparison.Ordinal);
    }

    private static (string Text, long Without) Write(MessageKind kind)
    {
        using var output = new MemoryStream();
        using var messages = new MessageOutput(output, kind, LayoutCatalog.Find("canonical")!, ',');
        var (header, rows) = (Rows[..(Rows.IndexOf('\n', StringComparison.Ordinal) + 1)], Rows[(Rows.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        messages.Stream.Write(Encoding.UTF8.GetBytes(header));
        messages.Stream.Write(Encoding.UTF8.GetBytes(rows));
        return (Encoding.UTF8.GetString(output.ToArray()), messages.WithoutGroup);
    }
}
