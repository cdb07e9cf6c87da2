using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gruppera.Host.Tests;

/// <summary>From made-up contacts to money on the command line, with planted truths, every figure computed again here from the rows alone.
/// GRUPPERA_CHAIN sets the number of contacts; a million were run by hand: bench/results.</summary>
[Collection(CommandLineCollection.Name)]
public class ChainTest : Home
{
    private const decimal Price = 65_000;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("GRUPPERA_CHAIN") ?? "40000", Invariant);

    [Trait("lane", "slow")]
    [Fact]
    public void Episodes_stays_surplus_and_budget_are_what_the_rows_say()
    {
        Ran(0, "synth", "--contacts", $"{Count}", "--seed", "14", "--kpp", "--faults", "0", "--quiet", "-o", PathOf("c.csv"));

        // Planted: every third stay of four days or more is two stays at clinics of its hospital.
        var original = Read("c.csv");
        var (lines, planted) = (new StringBuilder(string.Join(',', original[0].Keys) + "\n"), 0);
        var stays = 0;
        foreach (var row in original)
        {
            if (row["care_form"] != "inpatient" || row["discharge_date"].Length == 0 || row["leave_days"].Length > 0 || int.Parse(row["duration"], Invariant) < 4 || stays++ % 3 != 0)
            {
                lines.AppendJoin(',', row.Values).Append('\n');
                continue;
            }

            planted++;
            var (moved, cost) = (DateOnly.Parse(row["admission_date"], Invariant).AddDays(1), long.Parse(row["cost"], Invariant));
            lines.AppendJoin(',', With(row, ("discharge_date", moved.ToString("yyyy-MM-dd", Invariant)), ("duration", "2"), ("discharge", "N"), ("cost", $"{cost * 4 / 10}")).Values).Append('\n');
            lines.AppendJoin(',', With(
                row, ("id", row["id"] + "b"), ("admission_date", moved.ToString("yyyy-MM-dd", Invariant)), ("duration", $"{int.Parse(row["duration"], Invariant) - 1}"),
                ("age_days", $"{int.Parse(row["age_days"], Invariant) + 1}"), ("procedures", ""), ("cost", $"{cost - (cost * 4 / 10)}")).Values).Append('\n');
        }

        Assert.InRange(planted, Count / 100, Count);
        File.WriteAllText(PathOf("split.csv"), lines.ToString());
        Ran(0, "episodes", PathOf("c.csv"), "--level", "hospital", "-o", PathOf("whole.csv"), "--joined", PathOf("j1.csv"));
        Ran(0, "episodes", PathOf("split.csv"), "--level", "hospital", "-o", PathOf("e.csv"), "--joined", PathOf("j2.csv"));
        var (before, after) = (Read("whole.csv"), Read("e.csv"));
        Assert.Equal(before.Count, after.Count);
        foreach (var (whole, joined) in before.Zip(after))
            Assert.Equal(string.Join(',', whole.Values), string.Join(',', joined.Values));
        Assert.Equal(planted, Read("j2.csv").Select(row => row["id"]).Except(Read("j1.csv").Select(row => row["id"])).Count(id => id.EndsWith('b')));
        Assert.Equal(original.Sum(row => Number(row["cost"])), after.Sum(row => Number(row["cost"])));

        // Planted: the stays of one hospital are twice as long, and one group costs half as much again.
        Ran(0, "group", PathOf("e.csv"), "-o", PathOf("plain.csv"), "--quiet");
        var rows = Read("plain.csv");
        var slow = rows.Where(IsStay).GroupBy(row => row["hospital"]).OrderByDescending(unit => unit.Count()).First().Key;
        var dear = rows.Where(IsStay).GroupBy(row => row["drg"]).OrderByDescending(group => group.Count()).First().Key;
        foreach (var row in rows)
        {
            row["duration"] = row["hospital"] == slow && IsStay(row) ? $"{2 * int.Parse(row["duration"], Invariant)}" : row["duration"];
            row["cost"] = row["drg"] == dear ? (Number(row["cost"]) * 1.5m).ToString(Invariant) : row["cost"];
            row["drg_name"] = "";
        }

        File.WriteAllText(PathOf("g.csv"), string.Join('\n', rows.Select(row => string.Join(',', row.Values)).Prepend(string.Join(',', rows[0].Keys))) + "\n");
        rows.RemoveAll(row => row["drg"] == "Z82O" || row["episode"].Length > 0 || row["drg"].Length == 0);
        Ran(0, "weights", "compute", PathOf("g.csv"), "--trim", "iqr:5%", "--trim-days", "iqr:5%", "--min-contacts", "1", "--small-groups", "borrow", "-o", PathOf("w.csv"), "--quiet");
        var list = Read("w.csv").ToDictionary(row => row["drg"]);
        Weights(rows, list);
        Stays(rows, list, slow);
        Surplus(rows, list, dear);
        Budget(rows, list);
    }

    private void Weights(List<Row> rows, Dictionary<string, Row> list)
    {
        var inner = rows.Where(row => Number(row["cost"]) > 0 && !(Number(row["cost"]) > Limit(list[row["drg"]], "cost_limit")) && !IsLong(row, list)).ToList();
        var mean = inner.Average(row => Number(row["cost"]));
        foreach (var group in inner.GroupBy(row => row["drg"]))
            Assert.Equal((double)(group.Average(row => Number(row["cost"])) / mean), double.Parse(list[group.Key]["weight"], Invariant), 1e-4);
        Assert.InRange(rows.Count(row => Number(row["cost"]) > Limit(list[row["drg"]], "cost_limit")) / (double)rows.Count, 0.045, 0.0501);
    }

    private void Stays(List<Row> rows, Dictionary<string, Row> list, string slow)
    {
        using var json = JsonDocument.Parse(Ran(0, "los", PathOf("g.csv"), "--weights", PathOf("w.csv"), "--format", "json", "--quiet").Out);
        var stays = rows.Where(IsStay).ToList();
        var means = stays.GroupBy(row => row["drg"]).ToDictionary(group => group.Key, group => group.Average(Days));
        var units = json.RootElement.GetProperty("units").EnumerateArray().ToDictionary(unit => unit.GetProperty("unit").GetProperty("parts")[0].GetString()!);
        Assert.Equal(stays.Select(row => row["hospital"]).Distinct().Order(StringComparer.Ordinal), units.Keys.Order(StringComparer.Ordinal));
        foreach (var unit in stays.GroupBy(row => row["hospital"]))
        {
            var (days, said) = (unit.Select(Days).Order().ToList(), units[unit.Key].GetProperty("all"));
            Assert.Equal(unit.Count(), said.GetProperty("contacts").GetInt32());
            Assert.Equal(days.Average(), Value(said, "mean"), 1e-9);
            Assert.Equal((days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2, Value(said, "median"), 1e-9);
            Assert.Equal(Math.Exp(days.Average(Math.Log)), Value(said, "geometric"), 1e-9);
            var expected = unit.Average(row => means[row["drg"]]);
            Assert.Equal(expected, said.GetProperty("expected").GetDouble(), 1e-9);
            Assert.Equal(days.Average() / expected, Value(said, "index"), 1e-9);
            Assert.Equal(unit.Sum(row => Math.Max(0, Days(row) - ((double?)Limit(list[row["drg"]], "days_limit") ?? double.MaxValue))), units[unit.Key].GetProperty("outlierDays").GetInt64());
            Assert.Equal(unit.Count(row => !IsLong(row, list)), units[unit.Key].GetProperty("inliers").GetProperty("contacts").GetInt32());
        }

        // The planted hospital beside the others: twice as long, whatever its patients.
        var others = stays.Where(row => row["hospital"] != slow).ToList();
        var elsewhere = others.GroupBy(row => row["drg"]).ToDictionary(group => group.Key, group => group.Average(Days));
        var own = stays.Where(row => row["hospital"] == slow && elsewhere.ContainsKey(row["drg"])).ToList();
        Assert.InRange(own.Average(Days) / own.Average(row => elsewhere[row["drg"]]), 1.85, 2.15);
        Assert.True(Value(units[slow].GetProperty("all"), "index") > 1.2);
    }

    private void Surplus(List<Row> rows, Dictionary<string, Row> list, string dear)
    {
        var rules = Write("payer.json", "{ \"name\": \"R\", \"version\": \"1\", \"prices\": [ { \"price\": 65000 } ], \"costOutliers\": { \"pay\": \"cost\" } }");
        using var json = JsonDocument.Parse(Ran(0, "pay", PathOf("g.csv"), "--weights", PathOf("w.csv"), "--rules", rules, "--format", "json", "--quiet").Out);
        var said = json.RootElement.GetProperty("groups").EnumerateArray().ToDictionary(group => group.GetProperty("name").GetString()!, group => group.GetProperty("surplus").GetDecimal());
        var paid = rows.GroupBy(row => row["drg"]).ToDictionary(group => group.Key, group => group.Sum(row => Paid(row, list) - Number(row["cost"])));
        Assert.Equal(paid.Keys.Order(StringComparer.Ordinal), said.Keys.Order(StringComparer.Ordinal));
        Assert.All(paid, group => Assert.Equal(group.Value, said[group.Key]));
        Assert.Equal(paid.Values.Sum(), json.RootElement.GetProperty("all").GetProperty("balance").GetDecimal());

        // The planted group: at last year's weight, half as much again is lost on each of its inliers.
        var plain = Write("plain-w.csv", "DRG;Vikt\n" + string.Concat(list.Values.Select(row => $"{row["drg"]};{(row["drg"] == dear ? (Number(row["weight"]) / 1.5m).ToString("0.000000", Invariant) : row["weight"])}\n")));
        using var second = JsonDocument.Parse(Ran(0, "pay", PathOf("g.csv"), "--weights", plain, "--rules", Write("p.json", "{ \"name\": \"R\", \"version\": \"1\", \"prices\": [ { \"price\": 65000 } ] }"), "--format", "json", "--quiet").Out);
        var lost = second.RootElement.GetProperty("groups").EnumerateArray().First(group => group.GetProperty("name").GetString() == dear);
        Assert.Equal((double)(rows.Count(row => row["drg"] == dear) * Number(list[dear]["weight"]) / 1.5m * Price), lost.GetProperty("paid").GetDouble(), 0.05 * rows.Count);
    }

    private void Budget(List<Row> rows, Dictionary<string, Row> list)
    {
        var growth = Write("growth.csv", "age;sex;growth\n0-17;;-2\n65-79;F;3,5\n65-79;;2\n80-;;4.5\n;;1\n");
        var steady = Write("steady.csv", "growth\n0\n");
        using var json = JsonDocument.Parse(Ran(0, "budget", growth, steady, "--base", PathOf("g.csv"), "--outcome", PathOf("g.csv"), "--weights", PathOf("w.csv"), "--price", "65000", "--format", "json", "--quiet").Out);
        var (grown, flat) = (json.RootElement.GetProperty("scenarios")[0], json.RootElement.GetProperty("scenarios")[1]);
        foreach (var unit in rows.GroupBy(row => row["hospital"]))
        {
            var said = grown.GetProperty("units").EnumerateArray().First(each => each.GetProperty("unit").GetString() == unit.Key).GetProperty("sum");
            Assert.Equal(unit.Sum(Growth), said.GetProperty("contacts").GetDecimal());
            Assert.Equal(unit.Sum(row => Growth(row) * Number(list[row["drg"]]["weight"])), said.GetProperty("points").GetDecimal());
            Assert.Equal(unit.Sum(row => Growth(row) * Öre(Number(list[row["drg"]]["weight"]) * Price)), said.GetProperty("kronor").GetDecimal());
        }

        Assert.Equal(json.RootElement.GetProperty("base").GetProperty("all").GetProperty("kronor").GetDecimal(), flat.GetProperty("all").GetProperty("kronor").GetDecimal());
        Assert.Equal(rows.Count, flat.GetProperty("all").GetProperty("contacts").GetDecimal());
        var months = json.RootElement.GetProperty("followUp").EnumerateArray().Where(row => row.GetProperty("unit").GetString()!.Length == 0).ToList();
        var sofar = 0m;
        var year = rows.GroupBy(row => Month(row)[..4]).MaxBy(each => each.Count())!.Key;
        var cells = rows.GroupBy(row => (row["hospital"], row["drg"])).Select(cell => (Kronor: (double)cell.Sum(row => Growth(row) * Öre(Number(list[row["drg"]]["weight"]) * Price)), Months: cell.CountBy(row => Month(row)[5..]).ToDictionary(), Count: cell.Count())).ToList();
        foreach (var (month, said) in rows.GroupBy(Month).OrderBy(month => month.Key, StringComparer.Ordinal).Zip(months))
        {
            sofar += month.Sum(row => Öre(Number(list[row["drg"]]["weight"]) * Price));
            Assert.Equal((month.Key, month.Count(), sofar), (said.GetProperty("month").GetString()!, said.GetProperty("outcome").GetProperty("contacts").GetInt32(), said.GetProperty("outcomeSoFar").GetProperty("kronor").GetDecimal()));
            var due = month.Key[..4] == year ? cells.Sum(cell => cell.Kronor * cell.Months.GetValueOrDefault(month.Key[5..]) / cell.Count) : 0;
            Assert.Equal(due, said.GetProperty("plan").GetProperty("kronor").GetDouble(), 1e-3);
        }

        static string Month(Row row) => (row["discharge_date"].Length > 0 ? row["discharge_date"] : row["admission_date"])[..7];

        static decimal Growth(Row row)
        {
            var age = (int)(int.Parse(row["age_days"], Invariant) / 365.25);
            return 1 + ((age < 18 ? -2 : age < 65 ? 1 : age < 80 ? (row["sex"] == "F" ? 3.5m : 2) : 4.5m) / 100);
        }
    }

    private static decimal Paid(Row row, Dictionary<string, Row> list)
    {
        var price = Öre(Number(list[row["drg"]]["weight"]) * Price);
        return Number(row["cost"]) > Limit(list[row["drg"]], "cost_limit") ? Math.Max(price, Number(row["cost"])) : price;
    }

    private static bool IsStay(Row row) => row["duration"] is not ("" or "0") && row["care_form"] != "outpatient" && row["drg"].Length > 0;

    private static bool IsLong(Row row, Dictionary<string, Row> list) =>
        IsStay(row) && (decimal)Days(row) > Limit(list[row["drg"]], "days_limit");

    private static double Days(Row row) => double.Parse(row["duration"], Invariant);

    private static decimal? Limit(Row row, string column) => row[column].Length > 0 ? Number(row[column]) : null;

    private static decimal Number(string text) => text.Length == 0 ? 0 : decimal.Parse(text, NumberStyles.Float, Invariant);

    private static decimal Öre(decimal kronor) => Math.Round(kronor, 2, MidpointRounding.AwayFromZero);

    private static double Value(JsonElement figures, string name) => figures.GetProperty(name).GetProperty("value").GetDouble();

    private static Row With(Row row, params (string Column, string Text)[] changes)
    {
        var made = row.Copy();
        foreach (var (column, text) in changes)
            made[column] = text;
        return made;
    }

    private Said Ran(int code, params string[] args)
    {
        var said = Run(args);
        Assert.True(said.ExitCode == code, $"{string.Join(' ', args)}: {said.ExitCode} {said.Error}");
        return said;
    }

    /// <summary>Rows of a file as cells by column; quotes only where a name has a comma.</summary>
    private List<Row> Read(string name)
    {
        var columns = new Dictionary<string, int>();
        var rows = new List<Row>();
        foreach (var line in File.ReadLines(PathOf(name)))
        {
            if (columns.Count == 0)
            {
                foreach (var column in line.Split(','))
                    columns.Add(column, columns.Count);
                continue;
            }

            var (cells, cell, isQuoted, at) = (new string[columns.Count], new StringBuilder(), false, 0);
            foreach (var letter in line + ",")
            {
                isQuoted ^= letter == '"';
                if (letter == ',' && !isQuoted)
                {
                    cells[at++] = string.Intern(cell.ToString());
                    cell.Clear();
                }
                else if (letter != '"')
                {
                    cell.Append(letter);
                }
            }

            rows.Add(new(columns, cells));
        }

        return rows;
    }

    private sealed class Row(Dictionary<string, int> columns, string[] cells)
    {
        internal IEnumerable<string> Keys => columns.Keys;

        internal string[] Values => cells;

        internal string this[string column]
        {
            get => cells[columns[column]];
            set => cells[columns[column]] = value;
        }

        internal Row Copy() => new(columns, [.. cells]);
    }
}
