using Gruppera.Definitions;
using Gruppera.Tracing;

namespace Gruppera.Explanation;

/// <summary>A property that a recorded code has in the tables.</summary>
/// <param name="Code">The code, pair, or prefix that the row is about.</param>
/// <param name="Part">Which of the entry's codes that is.</param>
/// <param name="Type">Type of property.</param>
/// <param name="Value">Its value.</param>
/// <param name="Name">Name of the value; may be empty.</param>
/// <param name="Counts">True if the contact has it from here; false for what does not count in this place, such as the category of a
/// secondary diagnosis, or a complication that is inactive or excluded.</param>
/// <param name="File">File of the delivery.</param>
/// <param name="Row">Row in that file.</param>
public sealed record GivenProperty(
    string Code, EntryPart Part, FeatureType Type, string Value, TableText Name, bool Counts, string File, int Row);
