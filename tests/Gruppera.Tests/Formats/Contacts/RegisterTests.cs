using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Joins;

namespace Gruppera.Tests.Formats.Contacts;

/// <summary>Layouts of registers, each on rows under its real header; all rows are made up.</summary>
public class RegisterTests
{
    [Theory]
    [InlineData("par", "LopNr;AR;INDATUMA;UTDATUMA;ALDER;KON;HDIA;DIAGNOS;OP\n1;2014;20140301;20140305;79;2;I500;I500 I489 N179;", "1 Female 28855 5 Alive [I500 I500 I489 N179] []")]
    [InlineData("par", "LopNr;INDATUM;UTDATUM;ALDER;KON;HDIA;DIA1;DIA2;DIA30;EKOD1;OP;UTSATT\n1;20140301;20140305;79;1;S720;;I10;E11;W019;NFJ59 ZXA05;4", "1 Male 28855 5 Dead [S720 I10 E11 W019] [NFJ59 ZXA05]")]
    [InlineData("par", "SOURCE,LopNr,AR,INDATUMA,INDATUM,UTDATUMA,UTDATUM,HDIA,DIA1,EKOD1,OP,ALDER,KON\noutpatient,7,2014,20140301,2014-03-01,,,G560,G560,,ACC51,60,2", "7 Female 21915 0 Alive [G560 G560] [ACC51]")]
    [InlineData("kpp", "LOPNR;SJUKHUS;KON;ALDER;INDATUM;UTDATUM;HDIA;DIA1;OP;KOSTNAD\n1;11001;2;79;20140301;20140305;I500;N179;;51234,50", "1 Female 28855 5 Alive [I500 N179] []")]
    [InlineData("npr", "lopenr;kjonn;alder;alderIDager;inndato;utdato;omsorgsniva;utTilstand;hdiag;hdiag2;bdiag1;bdiag2;ncsp1;ncmp1;liggetid\n1;2;79;28855;2014-03-01;2014-03-05;1;2;E103;H360;I10;;NFB40;FPFX05;4", " Female 28855 5 Dead [H360*E103 I10] [NFB40 FPFX05]")]
    [InlineData("npr", "lopenr;kjonn;alder;inndato;utdato;aktivitetskategori3;tilstand_1_1;tilstand_1_2;tilstand_2_1;tilstand_2_2;ncsp_1\n1;1;40;2014-03-01;2014-03-01;3;J15;B95;H36.0;E10.3;NFB40", " Male 14610 0 Alive [J15 B95 H360*E103] [NFB40]")]
    [InlineData("hilmo", "SHNRO;TULOPVM;LAHTOPVM;IKA;SUKUP;PDGO;PDGE;SDG1O;SDG1E;MTMP1K1\n3;1.3.2014;5.3.2014;60;1;H36.0*;E10.3+;N17.9;;NFJ60", "3 Male 21915 5 Alive [H360*E103 N179] [NFJ60]")]
    [InlineData("hilmo", "HILMO_ID;SHNRO;ILAJI;TUPVA;LPVM;YHTEYSTAPA;IKA;SUKUP;PDGO;SDG1O\n3;9;1;01.03.2014 00:00;01.03.2014 00:00;R10;60;2;I50.0;", "3 Female 21915 0 Alive [I500] []")]
    [InlineData("lpr-drg", "recnum;c_sex;v_alder;v_alddg;d_inddto;d_uddto;c_pattype;c_udm;c_dia1;c_dia2;c_proc1\n1;K;79;28855;2009-03-01;2009-03-05;0;8;DI500;DN179;KNFB40", "1 Female 28855 5 Dead [I500 N179] [NFB40]")]
    [InlineData("lpr2-wide", "k_recnum;c_sex;v_alder;d_inddto;d_uddto;c_pattype;c_udm;c_adiag;c_bdiag1;c_opr1\n1;K;79;2009-03-01;2009-03-05;0;K;DI500;DN179;KNFB40", "1 Female 28855 5 Transferred [I500 N179] [NFB40]")]
    [InlineData("lpr3-wide", "dw_ek_kontakt;koen;alder;dato_start;tidspunkt_start;dato_slut;tidspunkt_slut;aktionsdiagnose;bidiagnose1;procedurekode1\n1;K;79;2020-03-01;07:00;2020-03-01;12:00;DI500;DN179;KNFB40", "1 Female 28855 0 Alive [I500 N179] [NFB40]")]
    [InlineData("estonian", "arve_nr;sugu;vanus;ravitüüp;ravi_algus;ravi_lõpp;põhidiagnoos;kaasuv_diagnoos1;operatsioon1\n1;N;79;2;01.03.2014;05.03.2014;I50.0;N17.9;NFJ59", "1 Female 28855 5 Alive [I500 N179] [NFJ59]")]
    public void A_register_is_known_by_its_header_and_read(string name, string text, string contact)
    {
        var fitted = LayoutFit.Of(new MemoryStream(Encoding.UTF8.GetBytes(text)), new() { Needs = LayoutWish.ToGroup }, "f.csv");
        Assert.Equal(name, fitted.Layout.Name);
        Assert.Equal(contact, ContactText.Describe(Assert.Single(ContactReader.Read(fitted.Text, fitted.Layout))));
    }

    [Fact]
    public void Outpatient_extracts_are_visits() =>
        Assert.Equal("1 Female 28855 0 Alive [I500] []", ContactText.Describe(ContactText.Row("LopNr;INDATUM;ALDER;KON;HDIA\n1;20140301;79;2;I500", LayoutCatalog.Find("par-ov"))));

    [Fact]
    public void Rows_that_are_no_contacts_are_left_out()
    {
        var text = "HILMO_ID;ILAJI;TUPVA;LPVM;PALA;IKA;PDGO\n1;1;1.3.2014;5.3.2014;1;60;I500\n2;2;1.3.2014;5.3.2014;1;60;I500\n";
        Assert.Equal(["1"], ContactText.Rows(text, LayoutCatalog.Find("hilmo")).Select(row => row.Contact.Id));
    }

    [Theory]
    [InlineData("T08:00:00", "T19:59:00", "0")]
    [InlineData("T08:00:00", "T20:00:00", "1")]
    [InlineData(" 08:00", " 07:00", "2")]
    public void Danish_inpatients_stay_twelve_hours(string from, string to, string days)
    {
        var until = days == "2" ? "2020-01-02" : "2020-01-01";
        var layout = LayoutJson.Read("""{ "name": "x", "inpatient_hours": 12, "columns": { "admission_date": "a", "discharge_date": "b", "age_years": "c" }, "diagnoses": { "list": "d" } }""", out _);
        Assert.Equal(days, ContactText.Row($"a;b;c;d\n2020-01-01{from};{until}{to};40;I500", layout).Contact.Duration.Days.ToString());
    }

    [Fact]
    public void Times_may_stand_in_columns_of_their_own()
    {
        var layout = DeliveryCatalog.Find("lpr3")!.Layout;
        Assert.Equal((12, true), (layout.InpatientHours, layout.Columns.ContainsKey(ContactRole.AdmissionTime)));
    }

    [Fact]
    public void Every_delivery_layout_is_right() => Assert.All(DeliveryCatalog.Names, name =>
    {
        var layout = DeliveryLayoutJson.Read(DeliveryCatalog.JsonOf(name)!, out var problems);
        Assert.Empty(problems);
        Assert.Equal(name, layout!.Name);
        Assert.NotEqual(layout.Title.In(Language.English), layout.Title.In(Repository.Swedish));
    });

    [Fact]
    public void Every_layout_is_written_as_it_was_read() => Assert.All(LayoutCatalog.Names, name =>
    {
        var json = LayoutWriter.Write(LayoutCatalog.Find(name)!);
        var again = LayoutJson.Read(json, out var problems);
        Assert.Empty(problems);
        Assert.Equal(json, LayoutWriter.Write(again!));
    });
}
