namespace Gruppera.Casemix.Statistics;

/// <summary>A sum that carries the rounding errors along, so that its own error does not grow with the number of terms.</summary>
/// <remarks>Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54 (1974).</remarks>
public struct NeumaierSum
{
    private double _sum;
    private double _rest;

    /// <summary>The sum so far.</summary>
    public readonly double Value => _sum + _rest;

    /// <summary>Adds a finite term.</summary>
    public void Add(double term)
    {
        var sum = _sum + term;
        _rest += Math.Abs(_sum) >= Math.Abs(term) ? _sum - sum + term : term - sum + _sum;
        _sum = sum;
    }

    /// <summary>The sum of terms.</summary>
    public static double Of(ReadOnlySpan<double> terms)
    {
        var sum = new NeumaierSum();
        foreach (var term in terms)
            sum.Add(term);
        return sum.Value;
    }
}
