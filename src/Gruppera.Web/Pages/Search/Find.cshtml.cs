using Gruppera.Presentation.Answers;
using Gruppera.Questions;
using Gruppera.Search;
using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Search;

/// <summary>The search box over everything: a fragment of HTML with diseases, then hits by kind, then pages.</summary>
public sealed class FindModel(SetCatalogue sets) : ExplorerPage(sets)
{
    private const int Shown = 5;

    /// <inheritdoc/>
    public override string Title => Say("Search");

    /// <summary>What is typed.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Asked { get; set; }

    /// <summary>What is typed, without blanks around it.</summary>
    public string Query => (Asked ?? "").Trim();

    /// <summary>The hits.</summary>
    public IReadOnlyList<FoundGroup> Groups { get; private set; } = [];

    /// <summary>Searches.</summary>
    public void OnGet()
    {
        if (Query.Length > 0)
            Groups = [.. Diseases().Concat(Kinds()).Concat(Places()).Where(group => group.Hits.Count > 0)];
    }

    private IEnumerable<FoundGroup> Diseases()
    {
        var diseases = DiseaseSearch.Of(Sets.Explorer, Sets.Search.Find(Query, null, Shown));
        yield return new(Say("Diseases and operations"), 0, [.. diseases.Select(disease => new Found(
            disease.Code.Written, Say(disease.Code.Text),
            string.Join(", ", disease.Groups.Take(3).Select(group => group.Drg.Drg)), To(SearchModel.PathOf(disease)),
            disease.Kind == CodeKind.Diagnosis ? "dx" : "proc", disease.Code.Code))]);
    }

    private IEnumerable<FoundGroup> Kinds() => Enum.GetValues<SearchKind>()
        .Select(kind => (Kind: kind, Result: Sets.Search.Find(Query, [kind], Shown))).Where(found => found.Result.Hits.Length > 0)
        .OrderByDescending(found => found.Result.Hits[0].Score)
        .Select(found => new FoundGroup(this.Kind(found.Kind), found.Result.Total, [.. found.Result.Hits.Select(OfHit)]));

    private Found OfHit(SearchHit hit) => new(
        SearchWords.Key(hit), Say(hit.Text), Weights is { } list && hit.Kind == SearchKind.Drg ? this.Weight(list.Of(hit.Key)) : "",
        To(Words.PathOf(hit) ?? "/search?q=" + Uri.EscapeDataString(hit.Key)),
        hit.Kind switch { SearchKind.Diagnosis => "dx", SearchKind.Procedure => "proc", _ => null },
        hit.Kind is SearchKind.Diagnosis or SearchKind.Procedure ? hit.Key : null);

    private IEnumerable<FoundGroup> Places()
    {
        (string Path, string Text)[] pages =
        [
            ("/", Say("Group a contact")), ("/logic", Say("The logic")), ("/versions", Say("Versions")), ("/weights", Say("Weights")),
            ("/file", Say("Group a file")), ("/files", Say("My files")), ("/casemix", Say(CasemixOfFile)),
            ("/workbench", Say("Workbench")), ("/checks", Say("Checks")), ("/api", "API"), ("/analyses", Say("Analyses")),
            .. Analysis.All.Select(analysis => ("/analyses/" + analysis.Kind.Name, Say(analysis.Title))),
        ];
        yield return new(Say("Pages"), 0, [.. pages
            .Where(page => page.Text.Contains(Query, StringComparison.CurrentCultureIgnoreCase))
            .Select(page => new Found("→", page.Text, "", To(page.Path)))]);
    }
}
