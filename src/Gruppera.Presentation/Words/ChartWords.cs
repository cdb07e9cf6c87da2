namespace Gruppera.Presentation.Words;

/// <summary>Units and marks that several charts have.</summary>
public static class ChartWords
{
    /// <summary>Kronor per DRG point.</summary>
    public static Text KronorPerPoint => "kronor per DRG point, inliers";

    /// <summary>Sums of all units.</summary>
    public static Text ThousandKronor => "thousand kronor, all units";

    /// <summary>The dark band of a funnel.</summary>
    public static Text ByChance95 => "by chance in 95 %";

    /// <summary>Its light band.</summary>
    public static Text ByChance998 => "by chance in 99.8 %";

    /// <summary>Moves between groups.</summary>
    public static Text BeforeAndAfter => "contacts, groups before on the left, after on the right";

    /// <summary>A chart whose bars are cut.</summary>
    public static Text Cut => "the axis does not begin at 0";
}
