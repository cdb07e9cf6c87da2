using System.Globalization;

namespace Gruppera.Workflows.Production;

/// <summary>Which months contacts are of, by their discharge, or else admission. Not thread-safe.</summary>
internal sealed class MonthTally
{
    private const int Rare = 20;
    private readonly Dictionary<int, long> _months = [];

    /// <summary>The first and the last month, as <c>2025-01–2025-08</c>, or the years where they are whole; empty without dates. Months
    /// that few contacts are of are those of discharges after the end, and of mistyped dates.</summary>
    public string Period
    {
        get
        {
            var least = _months.Values.DefaultIfEmpty().Max() / Rare;
            var months = _months.Where(pair => pair.Value > least).Select(pair => pair.Key).DefaultIfEmpty(-1).ToList();
            var (first, last) = (months.Min(), months.Max());
            return first < 0 ? ""
                : first % 12 == 0 && last % 12 == 11 ? first / 12 == last / 12 ? Year(first) : $"{Year(first)}–{Year(last)}"
                : first == last ? Month(first)
                : $"{Month(first)}–{Month(last)}";

            static string Year(int month) => (month / 12).ToString(CultureInfo.InvariantCulture);
            static string Month(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 12}-{(month % 12) + 1:00}");
        }
    }

    public void Add(ReadOnlySpan<GroupedContact> contacts)
    {
        foreach (ref readonly var contact in contacts)
        {
            if ((contact.Discharged ?? contact.Admitted) is not { } date)
                continue;
            var month = (date.Year * 12) + date.Month - 1;
            _months[month] = _months.GetValueOrDefault(month) + contact.More + 1;
        }
    }
}
