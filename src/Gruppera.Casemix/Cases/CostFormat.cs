namespace Gruppera.Casemix.Cases;

/// <summary>Costs in ascending order as a file has them: in whole öre, each as what it is above the one before; or, where a cost of the
/// group
/// is no whole number of öre, all as they are.</summary>
internal static class CostFormat
{
    private const double Largest = 1L << 52;

    internal static void Write(BinaryWriter to, ReadOnlySpan<double> costs)
    {
        var areÖre = true;
        foreach (var cost in costs)
            areÖre &= cost * 100 < Largest && Öre(cost) / 100.0 == cost;
        to.Write(areÖre);
        var before = 0L;
        foreach (var cost in costs)
        {
            if (areÖre)
                to.Write7BitEncodedInt64(Öre(cost) - before);
            else
                to.Write(cost);
            before = areÖre ? Öre(cost) : 0;
        }
    }

    internal static double[] Read(BinaryReader from, int count)
    {
        var areÖre = from.ReadBoolean();
        var (costs, before) = (new double[count], 0L);
        for (var i = 0; i < count; i++)
            costs[i] = areÖre ? (before += from.Read7BitEncodedInt64()) / 100.0 : from.ReadDouble();
        return costs;
    }

    private static long Öre(double cost) => (long)Math.Round(cost * 100);
}
