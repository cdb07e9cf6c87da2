namespace Gruppera.Presentation.Production;

/// <summary>What page and workbook of a casemix report say alike.</summary>
internal static class CasemixWords
{
    internal static Text CostPerPoint => "Cost per DRG point";

    internal static Text InlierCost => "Cost per DRG point, inliers";

    internal static Text PointsPerContact => "DRG points per contact";

    internal static Text MeanStay => "Mean length of stay";

    internal static Text OutlierShare => "Outliers, share of contacts";

    internal static Text OutlierCost => "Outliers, share of cost";

    internal static Text Rows => "Rows in the file";

    internal static Text SameCost => "The cost is nearly that of the year before.";
}
