using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>What is said of cells that are not shown.</summary>
public static class Suppression
{
    /// <summary>How many are not shown, and why; empty where none need be.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="mask">What is hidden.</param>
    /// <param name="cells">Cells that are not shown.</param>
    public static string Of(Voice voice, CasemixMask mask, long cells)
    {
        ArgumentNullException.ThrowIfNull(voice);
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Below == 0)
            return "";
        return cells == 0
            ? voice.Say($"No cell rests on fewer than {mask.Below} contacts.")
            : voice.Say(Text.Count(
                cells,
                $"{Voice.Number(cells):cells} cell is not shown, but marked {CasemixCells.Mark}: it rests on fewer than {mask.Below} " +
                $"contacts.",
                $"{Voice.Number(cells):cells} cells are not shown, but marked {CasemixCells.Mark}: they rest on fewer than {mask.Below} " +
                $"contacts, or would tell of such a cell."));
    }
}
