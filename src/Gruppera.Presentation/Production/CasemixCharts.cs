using System.Text;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>The charts of a casemix report as HTML: each with a title that says what it shows, its unit and its source.</summary>
/// <param name="cells">Words and numbers.</param>
/// <param name="findings">What charts are called.</param>
/// <param name="source">What the figures are of.</param>
/// <param name="mdcName">Name of an MDC; empty if it is not known.</param>
internal sealed class CasemixCharts(CasemixCells cells, CasemixFindings findings, string source, Func<string, string> mdcName)
{
    /// <summary>Units and groups that a chart has room for.</summary>
    internal const int Most = 15;

    private const double Width = 680;
    private const double Names = 214;
    private const int NameLetters = 33;
    private const int MostLabels = 8;
    private const int MostMdcs = 13;

    private Voice Voice => cells.Voice;

    private CasemixReport Report => cells.Report;

    /// <summary>Cost of the year before and of this one, and the steps between them.</summary>
    internal string Waterfall()
    {
        var change = Report.Changes!.All;
        var (before, after) = ((double)change.Before.Cost, (double)change.After.Cost);
        var steps = new List<(string Name, double Kronor)>
        {
            (Say("Volume"), (double)change.Cost.Volume), (Say("Casemix"), (double)change.Cost.Casemix),
            (Say("Productivity"), (double)change.Cost.Productivity),
        };
        if (change.Cost.Price != 0)
            steps.Add((Say("Price"), (double)change.Cost.Price));
        var levels = new List<double> { before };
        foreach (var (_, kronor) in steps)
            levels.Add(levels[^1] + kronor);
        var (low, high) = (levels.Append(after).Min(), levels.Append(after).Max());
        var floor = Math.Max(0, low - Math.Max((high - low) * 0.6, high * 0.01));
        var isBroken = floor > 0;
        var title = findings.Change();
        var plot = new Plot(Width, 246, title);
        var wide = Width / (steps.Count + 2);
        double Y(double kronor) => 204 - ((kronor - floor) / Math.Max(high - floor, 1) * 170);
        void Total(int at, double kronor, string name)
        {
            var x = (at * wide) + (wide * 0.12);
            plot.Rect(x, Y(kronor), wide * 0.76, 204 - Y(kronor), "f0")
                .Text(x + (wide * 0.38), Y(kronor) - 7, cells.Millions(kronor), "ts", "middle")
                .Text(x + (wide * 0.38), 221, name, "tb", "middle");
            if (isBroken)
                plot.Path(
                    $"M{Plot.At(x - 2)} 196" + string.Concat(new[] { -5, 5, -5, 5 }.Select(y => $"l{Plot.At((wide * 0.19) + 1)} {y}")),
                    "cut");
        }

        Total(0, before, Say("Year before"));
        for (var at = 0; at < steps.Count; at++)
        {
            var (name, kronor) = steps[at];
            var (x, top) = (((at + 1) * wide) + (wide * 0.12), Math.Max(levels[at], levels[at + 1]));
            plot.Line(x - (wide * 0.24), Y(levels[at]), x, Y(levels[at]), "ax")
                .Rect(x, Y(top), wide * 0.76, Math.Max(1.5, Y(Math.Min(levels[at], levels[at + 1])) - Y(top)), kronor >= 0 ? "f2" : "o1")
                .Text(x + (wide * 0.38), Y(top) - 7, CasemixCells.Signed(kronor, amount => cells.Millions(amount)), "ts halo", "middle")
                .Text(x + (wide * 0.38), 221, name, "tb", "middle")
                .Text(x + (wide * 0.38), 237, CasemixCells.Signed(kronor / before, share => cells.Percent(share)), "", "middle");
        }

        plot.Line(((steps.Count + 1) * wide) - (wide * 0.12), Y(after), ((steps.Count + 1) * wide) + (wide * 0.12), Y(after), "ax");
        Total(steps.Count + 1, after, Say("This year"));
        plot.Line(0, 204, Width, 204, "ax");
        return Figure(
            title, Say("Million kronor, contacts with weight and cost.") + (isBroken ? Say(" The axis is broken.") : ""),
            [("f2", Say("adds to the cost")), ("o1", Say("takes off the cost")), ("f0", Say("total"))], plot,
            Say("Volume: number of contacts. Casemix: DRG points per contact. Productivity: cost per DRG point, in current prices."));
    }

    /// <summary>The groups with the highest cost, or with most points where there are no costs.</summary>
    internal string LargestGroups()
    {
        var total = cells.HasCost ? (double)Report.Casemix.All.All.Cost : Report.Casemix.All.All.Points;
        var groups = Report.Groups.Where(group => group.Drg.Length > 0 && !cells.Mask[CasemixPart.Group, group.Drg])
            .Select(group => (
                group, Share: (cells.HasCost ? (double)group.Cost : double.IsFinite(group.Points) ? group.Points : 0) / total))
            .OrderByDescending(each => each.Share).Take(12).ToList();
        var (count, share) = (groups.Count, cells.Percent(groups.Sum(each => each.Share)));
        var title = cells.HasCost
            ? Say($"The {count} largest DRGs have {share} of the cost.")
            : Say($"The {count} largest DRGs have {share} of the DRG points.");
        return Figure(
            title, cells.HasCost ? Say("Share of the cost of all contacts, per cent") : Say("Share of all DRG points, per cent"), [],
            Bars(title, [.. groups.Select(each => ($"{each.group.Drg}  {each.group.Name}", new[] { each.Share }))], ["f1"]), "");
    }

    /// <summary>Casemix index of each unit with its interval.</summary>
    internal string CasemixIndex()
    {
        var title = findings.Casemix();
        var units = Largest(cells.Units);
        return Figure(
            title,
            Say($"Casemix index (DRG points per contact) by unit ({Text.Verbatim(cells.Unit):column}), with 95 % confidence interval"),
            [
                ("dot", Say("unit")),
                .. units.Any(unit => unit.IsSmall) ? [("dot hole", Say("too small to compare"))] : Array.Empty<(string, string)>(),
            ],
            Intervals(
                title,
                [
                    .. units.OrderByDescending(unit => unit.All.Index.Value)
                        .Select(unit => (cells.Short(unit.Unit, NameLetters), unit.All.Index, unit.IsSmall)),
                ],
                Report.Casemix.All.All.Index.Value, Voice.Weight3),
            NotShown(units.Length));
    }

    /// <summary>Length of stay of each unit beside what is expected: what is shown where there are no costs.</summary>
    internal string StayIndex()
    {
        var rows = Report.Stays!.Units.Where(row => !cells.Mask[CasemixPart.UnitStays, CasemixMask.KeyOf(row.Unit)])
            .OrderByDescending(row => row.All.Contacts).Take(Most).OrderByDescending(row => row.All.Index.Value).ToList();
        var title = Say("Length of stay by unit, beside what is expected");
        return Figure(
            title, Say("Care days of inpatients for each expected by their groups, with 95 % confidence interval"), [],
            Intervals(
                title, [.. rows.Select(row => (cells.Short(row.Unit, NameLetters), row.All.Index, row.IsSmall))], 1, Voice.Weight2),
            NotShown(rows.Count, Report.Stays!.Units.Length));
    }

    /// <summary>Cost per point of each unit and what chance allows it: by name, or as a funnel where there are many.</summary>
    internal string CostPerPoint()
    {
        var title = findings.CostPerPoint();
        (string, string)[] key =
        [
            ("up f2", Say("higher than chance explains (beyond 99.8 %)")), ("down f1", Say("lower")), ("dot f0", Say("within")),
            ("s1", Say("expected by chance, 95 %")), ("s1 pale", Say("99.8 %")),
        ];
        return cells.Funnel.Length <= Most
            ? Figure(
                title, Say($"Cost per DRG point (kronor) by unit ({Text.Verbatim(cells.Unit):column}), inliers"), key, Limits(title),
                NotShown(cells.Funnel.Length))
            : Figure(
                title, Say($"Cost per DRG point (kronor) beside DRG points, by unit ({Text.Verbatim(cells.Unit):column}), inliers"), key,
                Funnel(title), Say("The bands are those of a usual unit; each unit is held against its own limits."));
    }

    private Plot Limits(string title)
    {
        const double Left = Names + 8, Right = Width - 50;
        const int Row = 21;
        var points = cells.Funnel.OrderByDescending(point => point.Value).ToList();
        var bottom = (points.Count * Row) + 18;
        var plot = new Plot(Width, bottom + 22, title);
        if (points.Count == 0)
            return plot;
        var (low, high) = (
            points.Min(point => Math.Min(point.Value, point.Low998)), points.Max(point => Math.Max(point.Value, point.High998)));
        double X(double value) => Left + ((value - low) / Math.Max(high - low, 1e-6) * (Right - Left));
        foreach (var tick in Plot.Ticks(low, high, 7))
            plot.Line(X(tick), 14, X(tick), bottom, "g").Text(X(tick), bottom + 15, Voice.Number(tick), "", "middle");
        foreach (var (at, point) in points.Index())
        {
            var y = (at * Row) + 19;
            plot.Rect(X(point.Low998), y, X(point.High998) - X(point.Low998), 15, "s1 pale")
                .Rect(X(point.Low95), y, X(point.High95) - X(point.Low95), 15, "s1")
                .Text(0, y + 11.5, cells.Short(point.Unit, NameLetters), "tb")
                .Text(Width, y + 11.5, Voice.Number(point.Value), "tb", "end");
        }

        var target = points[0].Target;
        plot.Line(X(target), 14, X(target), bottom, "mk da")
            .Text(X(target), 10, $"{Say("all units")} {Voice.Number(target)}", "tb", "middle");
        foreach (var (at, point) in points.Index())
            Sign(plot, point, X(point.Value), (at * Row) + 26.5);
        return plot;
    }

    private Plot Funnel(string title)
    {
        const double Left = 56, Right = 664, Top = 14, Bottom = 272;
        var size = cells.Units.ToDictionary(unit => unit.Unit, unit => unit.Inliers.Points);
        var points = cells.Funnel.Where(point => size.GetValueOrDefault(point.Unit) > 0).ToList();
        var plot = new Plot(Width, 312, title);
        var target = points[0].Target;
        var (low, high) = (points.Min(point => point.Value), points.Max(point => point.Value));
        (low, high) = (Math.Max(Math.Min(low, target * 0.8), target * 0.4), Math.Min(Math.Max(high, target * 1.2), target * 2));
        (low, high) = (low - ((high - low) * 0.06), high + ((high - low) * 0.06));
        var (least, most) = (size.Values.Where(each => each > 0).Min(), points.Max(point => size[point.Unit]));
        double X(double size) => Left + (Math.Sqrt(size / (most * 1.05)) * (Right - Left));
        double Y(double value) => Bottom - ((Math.Clamp(value, low, high) - low) / (high - low) * (Bottom - Top));
        foreach (var tick in Plot.Ticks(low, high, 7))
            plot.Line(Left, Y(tick), Right, Y(tick), "g").Text(Left - 7, Y(tick) + 4, Voice.Number(tick), "", "end");
        plot.Path(Band(point => point.High998, point => point.Low998), "s1 pale")
            .Path(Band(point => point.High95, point => point.Low95), "s1")
            .Line(Left, Y(target), Right, Y(target), "mk da").Line(Left, Bottom, Right, Bottom, "ax");
        var last = double.NegativeInfinity;
        foreach (var tick in new double[] { 0, 10, 50, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6 })
        {
            if (X(tick) - last < 48 || X(tick) > Right)
                continue;
            last = X(tick);
            plot.Line(last, Bottom, last, Bottom + 4, "ax").Text(last, Bottom + 17, Voice.Number(tick), "", "middle");
        }

        plot.Text(Right, Bottom + 34, Say("DRG points, inliers (root scale)"), "", "end");
        foreach (var point in points.OrderBy(point => Math.Abs(point.Beyond)))
            Sign(plot, point, X(size[point.Unit]), Y(point.Value));
        plot.Text(Right, Y(target) - 5, $"{Say("all units")} {Voice.Number(target)}", "tb halo", "end");
        Label(plot, points, point => (X(size[point.Unit]), Y(point.Value)), Y(target));
        return plot;

        string Band(Func<FunnelPoint, double> upper, Func<FunnelPoint, double> lower)
        {
            var (above, below) = (Curve(upper), Curve(lower));
            var (from, to) = (Math.Sqrt(least), Math.Sqrt(most * 1.05));
            var sizes = Enumerable.Range(0, 61).Select(i => Math.Pow(from + (i / 60.0 * (to - from)), 2)).ToList();
            return "M" + string.Join('L', sizes.Select(n => $"{Plot.At(X(n))} {Plot.At(Y(target + above(n)))}")
                .Concat(sizes.AsEnumerable().Reverse().Select(n => $"{Plot.At(X(n))} {Plot.At(Y(target - below(n)))}"))) + "Z";
        }

        // How far a limit lies from the middle: its square is a constant and a part that falls with size, by weighted least squares.
        Func<double, double> Curve(Func<FunnelPoint, double> limit)
        {
            var known = points
                .Select(point => (X: 1 / size[point.Unit], Y: Math.Pow(limit(point) - target, 2), W: Math.Pow(size[point.Unit], 2)))
                .Where(each => double.IsFinite(each.Y)).ToList();
            var weight = known.Sum(each => each.W);
            var (x, y) = (known.Sum(each => each.W * each.X) / weight, known.Sum(each => each.W * each.Y) / weight);
            var spread = known.Sum(each => each.W * Math.Pow(each.X - x, 2));
            var slope = spread > 0 ? Math.Clamp(known.Sum(each => each.W * (each.X - x) * (each.Y - y)) / spread, 0, y / x) : y / x;
            return n => Math.Sqrt((y - (slope * x)) + (slope / n));
        }
    }

    private static void Sign(Plot plot, FunnelPoint point, double x, double y) =>
        _ = point.Beyond == 0 ? plot.Dot(x, y, 4, "f0") : plot.Triangle(x, y, point.Beyond > 0, point.Beyond > 0 ? "f2" : "f1");

    /// <summary>Share of points and of contacts by MDC.</summary>
    internal string Mdcs()
    {
        var (points, contacts) = (Report.Casemix.All.All.Points, (double)Report.Casemix.All.All.Contacts);
        var shown = Report.Mdcs.Where(mdc => !cells.Mask[CasemixPart.Mdc, mdc.Mdc] && mdc.Points > 0).ToList();
        var bars = shown.Take(MostMdcs).Select(mdc => (Name(mdc.Mdc), new[] { mdc.Points / points, mdc.Contacts / contacts })).ToList();
        var title = findings.Mdcs([.. bars.Select(bar => (bar.Item1, bar.Item2[0]))]);
        var left = Report.Mdcs.Length - bars.Count;
        return Figure(
            title, Say("Share of all DRG points and of all contacts by MDC, per cent"),
            [("f1", Say("DRG points")), ("mark", Say("contacts"))], Bars(title, bars, ["f1", "mark"]),
            left == 0 ? "" : Say(Text.Count(left, $"{left} MDC is not shown.", $"{left} MDCs are not shown.")));

        string Name(string mdc) => mdc.Length == 0 ? Say("Without MDC") : $"MDC {mdc} {mdcName(mdc)}".TrimEnd();
    }

    /// <summary>Outliers of each unit: share of contacts and of cost.</summary>
    internal string Outliers()
    {
        var units = Largest(cells.Divided).OrderByDescending(unit => unit.OutlierCost).ToList();
        var title = findings.Outliers();
        return Figure(
            title, Say($"Outliers’ share of contacts and of cost by unit ({Text.Verbatim(cells.Unit):column}), per cent"),
            [("f1", Say("of contacts")), ("o2", Say("of the cost"))],
            Bars(
                title, [.. units.Select(unit => (cells.Short(unit.Unit, 40), new[] { unit.Outliers.Value, unit.OutlierCost }))],
                ["f1", "o2"]),
            NotShown(units.Count));
    }

    /// <summary>Units that a chart or table has room for: those beyond limits first, then those of most contacts.</summary>
    internal UnitIndices[] Largest(UnitIndices[] units)
    {
        var beyond = findings.Above.Concat(findings.Below).Select(point => point.Unit).Take(Most / 2).ToHashSet();
        return
        [
            .. units.OrderByDescending(unit => beyond.Contains(unit.Unit)).ThenByDescending(unit => unit.All.Contacts).Take(Most)
                .OrderByDescending(unit => unit.All.Contacts),
        ];
    }

    /// <summary>How many units a chart or table leaves out; empty for none.</summary>
    /// <param name="shown">Units that it shows.</param>
    /// <param name="all">Units that it could show; null for all of the report.</param>
    internal string NotShown(int shown, int? all = null)
    {
        var left = (all ?? Report.Casemix.Units.Length) - shown;
        return left == 0 ? "" : Say(Text.Count(
            left, $"{Voice.Number(left):left} unit is not shown: those with most contacts are, and those that differ.",
            $"{Voice.Number(left):left} units are not shown: those with most contacts are, and those that differ."));
    }

    private Plot Intervals(
        string label, (string Name, Estimate Value, bool IsSmall)[] rows, double target, Func<double, string> text)
    {
        const double Left = Names + 8, Right = Width - 50;
        const int Row = 19;
        var bottom = (rows.Length * Row) + 18;
        var plot = new Plot(Width, bottom + 22, label);
        var finite = rows.Where(row => double.IsFinite(row.Value.Value)).ToList();
        var (low, high) = (
            finite.Select(row => double.IsNaN(row.Value.Low) ? row.Value.Value : row.Value.Low).Append(target).Min(),
            finite.Select(row => double.IsNaN(row.Value.High) ? row.Value.Value : row.Value.High).Append(target).Max());
        (low, high) = (Math.Max(Math.Min(0, low), low - ((high - low) * 0.04)), Math.Max(high + ((high - low) * 0.04), low + 1e-3));
        double X(double value) => Left + ((value - low) / (high - low) * (Right - Left));
        foreach (var tick in Plot.Ticks(low, high, 7))
            plot.Line(X(tick), 14, X(tick), bottom, "g").Text(X(tick), bottom + 15, Short(tick), "", "middle");
        plot.Line(X(target), 14, X(target), bottom, "mk da").Text(X(target), 10, $"{Say("all units")} {text(target)}", "tb", "middle");
        foreach (var (at, (name, value, isSmall)) in rows.Index())
        {
            var y = (at * Row) + 28;
            plot.Text(0, y + 4, Plot.Short(name, NameLetters), "tb");
            if (!double.IsFinite(value.Value))
                continue;
            if (!double.IsNaN(value.Low))
                plot.Line(X(value.Low), y, X(value.High), y, "l1");
            plot.Dot(X(value.Value), y, 4.2, isSmall ? "hole" : "f1").Text(Width, y + 4, text(value.Value), "tb", "end");
        }

        return plot;

        string Short(double tick) => tick == Math.Round(tick, 1) ? Voice.Decimal(tick) : Voice.Weight2(tick);
    }

    /// <summary>Horizontal bars of shares; the second of two is a bar below the first, or a mark on it.</summary>
    private Plot Bars(string label, List<(string Name, double[] Shares)> rows, string[] looks)
    {
        const double Left = Names + 66, Right = Width - 54;
        var isDouble = looks.Length > 1 && looks[1] != "mark";
        var row = isDouble ? 24 : 19;
        var bottom = rows.Count * row;
        var plot = new Plot(Width, bottom + 4, label);
        var most = Math.Max(rows.SelectMany(each => each.Shares).Where(double.IsFinite).DefaultIfEmpty(1).Max(), 1e-6);
        double X(double share) => Left + (Math.Max(0, share) / most * (Right - Left));
        plot.Line(Left, 0, Left, bottom, "ax");
        foreach (var (at, (name, shares)) in rows.Index())
        {
            var y = (at * row) + 1;
            plot.Text(0, y + (row / 2) + 3.5, Plot.Short(name, 42), "tb");
            foreach (var (series, share) in shares.Index())
            {
                if (!double.IsFinite(share))
                    continue;
                if (looks[series] == "mark")
                {
                    plot.Rect(X(share) - 1.5, y - 0.5, 3, 15, "mark");
                    continue;
                }

                var top = y + (series * 10);
                plot.Rect(Left, top, X(share) - Left, isDouble ? 8.5 : 14, looks[series]);
                var (end, mark) = (X(share), looks[^1] == "mark" ? X(shares[^1]) : 0);
                plot.Text(
                    (mark > end - 3 && mark < end + 52 ? mark + 2 : end) + 5, top + (isDouble ? 8.5 : 11), cells.Percent(share),
                    isDouble ? "tb xs" : "tb");
            }
        }

        return plot;
    }

    /// <summary>Names the units beyond the limits, where there is room.</summary>
    private void Label(Plot plot, List<FunnelPoint> points, Func<FunnelPoint, (double X, double Y)> placeOf, double line)
    {
        var taken = new List<(double Left, double Top, double Right)> { (Width - 110, line - 12, Width) };
        foreach (var point in points.Where(point => point.Beyond != 0).OrderByDescending(point => point.Contacts).Take(MostLabels))
        {
            var name = cells.Short(point.Unit, NameLetters);
            var (x, y) = placeOf(point);
            var length = name.Length * Plot.Letter;
            foreach (var (dx, dy) in new[] { 9, -9 - length }.SelectMany(dx => new[] { 4, -8, 16 }.Select(dy => (dx, dy))))
            {
                var box = (Left: x + dx, Top: y + dy - 10, Right: x + dx + length);
                if (box.Left < 58 || box.Right > Width
                    || taken.Any(other => box.Left < other.Right && other.Left < box.Right && Math.Abs(box.Top - other.Top) < 13))
                    continue;
                taken.Add(box);
                plot.Text(box.Left, y + dy, name, "ts halo");
                break;
            }
        }
    }

    private string Figure(string title, string unit, (string Look, string Name)[] key, Plot plot, string note)
    {
        var html = new StringBuilder();
        html.Append($"<figure class=\"chart\"><figcaption><h2>{CasemixCells.Html(title.TrimEnd('.'))}</h2><p class=\"unit\">")
            .Append($"{CasemixCells.Html(unit)}</p></figcaption>");
        if (key.Length > 0)
            html.Append("<ul class=\"key\">").AppendJoin("", key.Select(each =>
                $"<li><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\">{Sign(each.Look)}</svg>{CasemixCells.Html(each.Name)}</li>"))
                .Append("</ul>");
        return html.Append($"<div class=\"scroll\" tabindex=\"0\">{plot}</div><p class=\"source\">")
            .Append($"{CasemixCells.Html($"{source} {note}".TrimEnd())}</p></figure>").ToString();
    }

    private static string Sign(string look) => look switch
    {
        "up f2" => "<path class=\"f2\" d=\"M6 0L11.5 10.5L0.5 10.5Z\"/>",
        "down f1" => "<path class=\"f1\" d=\"M6 11L11.5 0.5L0.5 0.5Z\"/>",
        "dot" => "<circle class=\"f1\" cx=\"6\" cy=\"6\" r=\"4.5\"/>",
        "dot hole" => "<circle class=\"hole\" cx=\"6\" cy=\"6\" r=\"4.5\"/>",
        "dot f0" => "<circle class=\"f0\" cx=\"6\" cy=\"6\" r=\"4.5\"/>",
        "mark" => "<rect class=\"mark\" x=\"4.5\" width=\"3\" height=\"12\"/>",
        _ => $"<rect class=\"{look}\" x=\"1\" y=\"1\" width=\"10\" height=\"10\"/>",
    };

    private string Say(Text text) => cells.Say(text);
}
