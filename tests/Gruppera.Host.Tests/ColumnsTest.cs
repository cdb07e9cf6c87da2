using Gruppera.Presentation.Documents;

namespace Gruppera.Host.Tests;

/// <summary>Tables on a terminal.</summary>
public class ColumnsTest
{
    /// <summary>What is least needed is left out, never the name.</summary>
    [Theory]
    [InlineData(60, "DRG mean name")]
    [InlineData(80, "DRG mean CV weight name")]
    [InlineData(140, "DRG mean CV weight name")]
    public void A_narrow_terminal_leaves_out_what_is_least_needed(int width, string headers)
    {
        TextWidth.Take(width);
        try
        {
            var columns = new Columns("DRG", "mean", "CV", "weight", "name") { Right = [1, 2, 3], Spare = [2, 3, 1] };
            columns.Add("A1", "1 000 000", "0,50000", "1,25000000000", "A name that is long enough to need room");
            var output = new StringWriter { NewLine = "\n" };
            columns.Write(output);
            var lines = output.ToString().TrimEnd('\n').Split('\n');
            Assert.Equal(headers, string.Join(' ', lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            Assert.Contains("A name that is long enough", lines[1], StringComparison.Ordinal);
            Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        }
        finally
        {
            TextWidth.Take(80);
        }
    }

    [Theory]
    [InlineData("A name", 2)]
    [InlineData("A name that is so long that the header must take several lines", 5)]
    public void Headers_take_several_lines_where_the_last_column_needs_the_room(string name, int lines)
    {
        var columns = new Columns("DRG", "geometric mean cost of inliers", "95 % interval", "name") { Right = [1] };
        columns.Add("A1", "1 000", "1–2", name);
        var output = new StringWriter { NewLine = "\n" };
        columns.Write(output);
        var written = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(lines, written.Length);
        Assert.All(written, line => Assert.InRange(line.Length, 1, 80));
        Assert.Equal(lines > 2, written[^1].Contains("so long that the header", StringComparison.Ordinal));
    }
}
