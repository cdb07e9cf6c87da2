using System.Text;

namespace Gruppera.Workflows.Synthesis;

/// <summary>What kind of contact it is.</summary>
internal enum Care
{
    Inpatient,
    Outpatient,
    Primary,
}

/// <summary>A hospital or a health centre of the synthetic region.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mission">university, county, local or centre.</param>
/// <param name="Secondary">Mean number of secondary diagnoses of its contacts: of inpatient ones, or of visits to a health centre.</param>
/// <param name="Efficiency">Its costs beside what the group costs in the region; 1.1 is ten per cent dearer.</param>
/// <param name="Text">Its name as bytes.</param>
internal sealed record SyntheticUnit(string Name, string Mission, double Secondary, double Efficiency, byte[] Text);

/// <summary>A band of age, and the contacts that people of that age have.</summary>
internal sealed record AgeBand(
    int Index, string Name, int FromDays, int ToDays, double Men, double Contacts, double Dead, Weighted<Care> Care);

/// <summary>Weights of a major diagnostic category.</summary>
internal sealed record MdcWeights(byte[] Clinic, double[] ByCare, double[] ByAge, double Men, double Women, double Cost)
{
    internal double Of(Care care, int band, Sex sex) => ByCare[(int)care] * ByAge[band] * (sex == Sex.Male ? Men : Women);
}

/// <summary>The synthetic region: its units, people, seasons and fields of medicine, read from the tables beside this file.</summary>
internal sealed class Region
{
    private readonly Weighted<int>[] _days;
    private readonly double[] _respiratory;

    internal Region(int year)
    {
        Bands = [.. SmallTable.Read("ages").Select((row, i) => new AgeBand(
            i, row["band"], (int)row.Number("from_days"), (int)row.Number("to_days"), row.Number("men") / 100, row.Number("contacts"),
            row.Number("dead"),
            new(Enum.GetValues<Care>().Select(care => (care, row.Number(NameOf(care)))))))];
        BandShares = new(SmallTable.Read("ages").Select((row, i) => (Bands[i], row.Number("patients"))));
        var units = SmallTable.Read("hospitals").Select(row => (Row: row, Unit: new SyntheticUnit(
            row["hospital"], row["mission"], row.Number("secondary"), row.Number("efficiency"), Encoding.UTF8.GetBytes(row["hospital"]))))
                .ToList();
        Units = [.. units.Select(unit => unit.Unit)];
        Hospitals = new(units.Select(unit => (unit.Unit, unit.Row["form"] == "hospital" ? unit.Row.Number("size") : 0)));
        Centres = new(units.Select(unit => (unit.Unit, unit.Row["form"] == "primary" ? unit.Row.Number("size") : 0)));
        Mdcs = SmallTable.Read("mdcs").ToDictionary(row => row["mdc"], ReadMdc, StringComparer.Ordinal);
        FirstDay = new DateOnly(year, 1, 1).DayNumber;
        LastDay = new DateOnly(year, 12, 31).DayNumber;
        var months = SmallTable.Read("months");
        _respiratory = [.. months.Select(row => row.Number("respiratory") / 160)];
        _days = [Days(year, "inpatient", months), Days(year, "outpatient", months), Days(year, "outpatient", months)];
    }

    internal AgeBand[] Bands { get; }

    internal Weighted<AgeBand> BandShares { get; }

    internal SyntheticUnit[] Units { get; }

    internal Weighted<SyntheticUnit> Hospitals { get; }

    internal Weighted<SyntheticUnit> Centres { get; }

    internal Dictionary<string, MdcWeights> Mdcs { get; }

    internal int FirstDay { get; }

    internal int LastDay { get; }

    /// <summary>Share of airway infections in a month beside the worst month.</summary>
    internal double RespiratoryAt(int day) => _respiratory[DateOnly.FromDayNumber(day).Month - 1];

    internal int DrawDay(Care care, ref Dice dice) => _days[(int)care].Draw(ref dice);

    internal AgeBand BandOf(int age)
    {
        var band = 0;
        while (band < Bands.Length - 1 && age > Bands[band].ToDays)
            band++;
        return Bands[band];
    }

    internal MdcWeights MdcOf(string mdc) => Mdcs.GetValueOrDefault(mdc, Mdcs["*"]);

    internal static string NameOf(Care care) => care.ToString().ToLowerInvariant();

    private MdcWeights ReadMdc(SmallRow row) => new(
        Encoding.UTF8.GetBytes(row["clinic"]),
        [row.Number("inpatient"), row.Number("outpatient"), row.Number("primary")],
        [.. Bands.Select(band => row.Number(band.Name))],
        row.Number("men"), row.Number("women"), row.Number("cost"));

    private static Weighted<int> Days(int year, string form, List<SmallRow> months)
    {
        var weekdays = SmallTable.Read("weekdays");
        var first = new DateOnly(year, 1, 1);
        return new(Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(first.AddDays).Select(day => (
            day.DayNumber,
            months[day.Month - 1].Number(form) / DateTime.DaysInMonth(year, day.Month)
                * weekdays[((int)day.DayOfWeek + 6) % 7].Number(form))));
    }
}
