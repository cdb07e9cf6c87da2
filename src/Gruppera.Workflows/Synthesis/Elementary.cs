namespace Gruppera.Workflows.Synthesis;

/// <summary>Exponential and logarithm by arithmetic alone: those of the platform may differ in the last bit from machine to
/// machine.</summary>
internal static class Elementary
{
    private const double Ln2 = 0.693147180559945309;

    internal static double Exp(double x)
    {
        var power = Math.Floor((x / Ln2) + 0.5);
        var rest = x - (power * Ln2);
        var sum = 1.0;
        for (var i = 15; i >= 1; i--)
            sum = 1 + (rest * sum / i);
        return power < -1000 ? 0 : sum * BitConverter.Int64BitsToDouble(((long)power + 1023) << 52);
    }

    /// <summary>Natural logarithm of a normal number above 0.</summary>
    internal static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var power = (int)(bits >> 52) - 1023;
        var fraction = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | (1023L << 52));
        var s = (fraction - 1) / (fraction + 1);
        var square = s * s;
        var sum = 0.0;
        for (var i = 31; i >= 1; i -= 2)
            sum = (sum * square) + (1.0 / i);
        return (power * Ln2) + (2 * s * sum);
    }
}
