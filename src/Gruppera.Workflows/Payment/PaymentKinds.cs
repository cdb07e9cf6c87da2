using Gruppera.Casemix.Reimbursement;

namespace Gruppera.Workflows.Payment;

/// <summary>Kinds of payment as files have them.</summary>
public static class PaymentKinds
{
    /// <summary>A kind as files have it.</summary>
    public static string Word(PaymentKind kind) => kind switch
    {
        PaymentKind.Innerfall => "innerfall",
        PaymentKind.CostOutlier => "cost_outlier",
        PaymentKind.DaysOutlier => "days_outlier",
        PaymentKind.BothOutliers => "both_outliers",
        PaymentKind.LowOutlier => "low_outlier",
        PaymentKind.Outside => "outside",
        PaymentKind.WithoutGroup => "without_group",
        PaymentKind.WithoutWeight => "without_weight",
        PaymentKind.Transfer => "transfer",
        PaymentKind.PartOfStay => "part_of_stay",
        _ => "without_price",
    };
}
