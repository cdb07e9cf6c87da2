namespace Gruppera.Casemix.Trimming;

/// <summary>What the mean cost of a group is of.</summary>
public enum MeanMethod
{
    /// <summary>Its inliers. Not an estimate of the mean of all its contacts: the more skewed its costs, the lower.</summary>
    Inliers,

    /// <summary>All its contacts, the cost of an outlier being that of the limit.</summary>
    Winsorised,

    /// <summary>All its contacts, the cost of an outlier being that of the limit times what outliers of groups that vary alike cost over
    /// their limits: the means of groups, times their contacts, add up to the cost of all contacts.</summary>
    Corrected,
}
