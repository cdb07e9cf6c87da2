using System.Globalization;
using System.Text;

namespace Gruppera.Presentation.Documents;

/// <summary>A chart that is drawn as SVG, to be read on screen and paper without scripts. Classes of report.css colour it. Not
/// thread-safe.</summary>
/// <param name="width">Width in units of its own, in which letters are 12 high.</param>
/// <param name="height">Height.</param>
/// <param name="label">What it shows, for those who do not see it.</param>
internal sealed class Plot(double width, double height, string label)
{
    /// <summary>Mean width of a letter.</summary>
    internal const double Letter = 6.4;
    private readonly StringBuilder _svg = new();

    internal Plot Text(double x, double y, string text, string look = "", string anchor = "start")
    {
        _svg.Append($"<text x=\"{At(x)}\" y=\"{At(y)}\"{Class(look)}{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}>");
        _svg.Append(HtmlPage.Text(text)).Append("</text>");
        return this;
    }

    internal Plot Line(double x1, double y1, double x2, double y2, string look) => Path($"M{At(x1)} {At(y1)}L{At(x2)} {At(y2)}", look);

    internal Plot Rect(double x, double y, double w, double h, string look)
    {
        _svg.Append($"<rect x=\"{At(x)}\" y=\"{At(y)}\" width=\"{At(Math.Max(0, w))}\" height=\"{At(Math.Max(0, h))}\"{Class(look)}/>");
        return this;
    }

    internal Plot Path(string path, string look)
    {
        _svg.Append($"<path d=\"{path}\"{Class(look)}/>");
        return this;
    }

    internal Plot Dot(double x, double y, double radius, string look)
    {
        _svg.Append($"<circle cx=\"{At(x)}\" cy=\"{At(y)}\" r=\"{At(radius)}\"{Class(look)}/>");
        return this;
    }

    /// <summary>A triangle that points up, or down.</summary>
    internal Plot Triangle(double x, double y, bool isUp, string look)
    {
        var tip = isUp ? -6 : 6;
        return Path($"M{At(x)} {At(y + tip)}L{At(x + 5.5)} {At(y - (tip * 0.7))}L{At(x - 5.5)} {At(y - (tip * 0.7))}Z", look);
    }

    /// <summary>Round numbers between two values, some more than asked for at most.</summary>
    internal static double[] Ticks(double from, double to, int most)
    {
        var rough = Math.Max(to - from, 1e-9) / most;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        var first = Math.Ceiling((from / step) - 1e-9);
        return [.. Enumerable.Range(0, (int)Math.Floor((to / step) - first + 1e-9) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>A name of so many letters at most.</summary>
    internal static string Short(string name, int letters) => name.Length <= letters ? name : name[..(letters - 1)].TrimEnd() + "…";

    internal static string At(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Class(string look) => look.Length > 0 ? $" class=\"{look}\"" : "";

    /// <summary>The drawing.</summary>
    public override string ToString() =>
        $"<svg viewBox=\"0 0 {At(width)} {At(height)}\" role=\"img\" aria-label=\"{HtmlPage.Text(label)}\">{_svg}</svg>";
}
