namespace Gruppera.Web.Pages.Search;

/// <summary>Hits of one kind in the search box.</summary>
/// <param name="Title">What they are.</param>
/// <param name="Total">How many there are in all; 0 where that is not counted.</param>
/// <param name="Hits">Those that are shown.</param>
public sealed record FoundGroup(string Title, int Total, IReadOnlyList<Found> Hits);

/// <summary>A hit in the search box.</summary>
/// <param name="Key">Its code.</param>
/// <param name="Text">Its text.</param>
/// <param name="Note">What more to say; may be empty.</param>
/// <param name="Path">Where it leads.</param>
/// <param name="List"><c>dx</c> or <c>proc</c> for a code that can be added to a contact; else null.</param>
/// <param name="Code">That code; else null.</param>
public sealed record Found(string Key, string Text, string Note, string Path, string? List = null, string? Code = null);
