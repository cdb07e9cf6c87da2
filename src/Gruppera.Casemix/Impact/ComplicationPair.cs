namespace Gruppera.Casemix.Impact;

/// <summary>Two diagnoses that together cost more, or less, than the higher of them, which is all that the logic counts.
/// Immutable.</summary>
/// <param name="First">A code.</param>
/// <param name="Second">The other, later in order.</param>
/// <param name="Contacts">Contacts whose level exactly these two tell of.</param>
/// <param name="Ratio">Their cost over that with the higher of the two alone.</param>
/// <param name="Low">Lower end of its 95 % interval, of these contacts and of those that tell of the higher one alone.</param>
/// <param name="High">Its upper end.</param>
/// <param name="FalseRate">Least share of false finds at which the two are said to interact (Benjamini-Hochberg).</param>
public sealed record ComplicationPair(
    string First, string Second, int Contacts, double Ratio, double Low, double High, double FalseRate);
