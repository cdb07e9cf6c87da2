using System.Collections.Immutable;
using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Presentation.Answers;
using Gruppera.Web.Api;
using Gruppera.Web.Files;
using Gruppera.Web.Saved;
using Gruppera.Web.SignIn;
using Gruppera.Workflows.Quality;
using Gruppera.Workflows.Sets;
using Gruppera.Workflows.WeightLists;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Web.Pages.Shared;

/// <summary>What every page of the explorer has: the language, the theme, and the set that it is about.</summary>
public abstract class ExplorerPage(SetCatalogue sets) : PageModel
{
    /// <summary>Id of the set in the address; blank for the default one.</summary>
    [BindProperty(SupportsGet = true, Name = "set")]
    public string? SetId { get; set; }

    /// <summary>Name of the weight list in the address; blank for the one that the server was given.</summary>
    [BindProperty(SupportsGet = true, Name = "weights")]
    public string? WeightsName { get; set; }

    /// <summary>All sets that are served.</summary>
    public SetCatalogue Catalogue { get; } = sets;

    /// <summary>The set that the page is about.</summary>
    public LoadedSet Sets { get; private set; } = null!;

    /// <summary>The weight lists that belong to that set, the latest year first.</summary>
    public ImmutableArray<WeightList> Lists => ListOfSet.Of(Sets, Catalogue.Weights.Lists);

    /// <summary>The weights that the page shows: of the list in the address where it belongs to the set, or else of the one that the server
    /// was given; null for none.</summary>
    public WeightList? Weights => Lists.FirstOrDefault(list => list.Name == WeightsName) ?? Sets.Weights;

    /// <summary>What the catalogue calls that set; it may be the path of a delivery.</summary>
    public string SetKey => string.IsNullOrWhiteSpace(SetId) ? Catalogue.Default : SetId;

    /// <summary>The language of the page.</summary>
    public Language Language { get; private set; } = Language.English;

    /// <summary><c>light</c>, <c>dark</c>, or empty for the reader's system.</summary>
    public string Theme { get; private set; } = "";

    /// <summary>What was asked for and is not in the set; null on every ordinary page.</summary>
    public Lacking? Lacks { get; private set; }

    /// <summary>Title of the page.</summary>
    public abstract string Title { get; }

    /// <summary>What is said to those who do not see the page change; empty where nothing does.</summary>
    public virtual string Status => "";

    /// <summary>How what the page shows is had again; null where nothing but pages shows it.</summary>
    public virtual Reproduction? Same => null;

    /// <summary>True if the page has the form of a contact.</summary>
    public virtual bool HasContact => false;

    /// <summary>The name of the page that shows the casemix of a file.</summary>
    internal static Text CasemixOfFile => "Casemix of a file";

    /// <summary>What one does on the pages of the logic.</summary>
    internal static Text LookUpLogic => "Look up the logic";

    /// <summary>What one does on the page of versions.</summary>
    internal static Text WhatDiffers => "What differs between two sets, and what became of a code.";

    /// <summary>The files of the reader that are kept.</summary>
    internal MyFiles Mine => new(this, HttpContext.RequestServices.GetRequiredService<FileStore>());

    /// <summary>Where work is saved, if the operator has it.</summary>
    internal SavedStore Saved => HttpContext.RequestServices.GetRequiredService<SavedStore>();

    /// <summary>True if work can be saved.</summary>
    internal bool IsSaving => Saved.IsOn;

    /// <summary>Who reads the page.</summary>
    internal Caller Reader => Caller.Of(HttpContext);

    /// <summary>True if the reader may use the pages at a path.</summary>
    internal bool May(string path) => Reader.May(path);

    /// <summary>True if others reach the server and it asks nobody who they are.</summary>
    internal bool IsInsecure => HttpContext.RequestServices.GetRequiredService<Access>().IsInsecure;

    /// <summary>A text of the tables in the page's language.</summary>
    public string Say(TableText text) => text.In(Language);

    /// <summary>A text of the program in the page's language.</summary>
    public string Say(Text text) => text.In(Language);

    /// <summary>A part of a choice of contacts in words.</summary>
    internal string Named(string column, string value) => column switch
    {
        "" => value,
        "finding" when QualityCodes.All.FirstOrDefault(code => code.Id == value) is { } code => $"{code.Id} {Say(code.Meaning)}",
        "drg" => $"DRG {value} {Say(Sets.Set.Index.DrgOf(value).Text)}",
        "drg_mdc" => $"MDC {value} {Say(Sets.Set.Index.NameOf(FeatureType.Mdc, value))}",
        _ => $"{column}: {value}",
    };

    /// <summary>What a link says that leaves out a part of a choice.</summary>
    internal string LeaveOut(string choice) => Say($"Leave out the choice {choice}");

    /// <summary>A path with the set that the page is about.</summary>
    public string To(string path) => Under(path, SetKey);

    /// <summary>A path with another set.</summary>
    public string To(string path, LoadedSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Under(path, set.Id);
    }

    private string Under(string path, string set)
    {
        if (set != Catalogue.Default)
            path = With(path, "set", set);
        return string.IsNullOrEmpty(WeightsName) || set != SetKey || Weights?.Name != WeightsName
            ? path : With(path, "weights", WeightsName);
    }

    /// <summary>This page's address with one parameter changed.</summary>
    public string Here(string name, string value)
    {
        var query = new QueryBuilder(Request.Query.Where(pair => pair.Key != name)
            .SelectMany(pair => pair.Value.Select(each => new KeyValuePair<string, string>(pair.Key, each ?? ""))))
        {
            { name, value },
        };
        return Request.Path + query.ToQueryString();
    }

    /// <summary>A question to the set that is had again.</summary>
    /// <param name="path">Its path of the API.</param>
    /// <param name="words">Its words on the command line, without the set.</param>
    private protected Reproduction SameOf(string path, params IEnumerable<string> words) => new(
        Reproduction.Line(["gruppera", .. words, "--set", SetKey]), Reproduction.Line(["curl", ApiAddress(path)]), [], Sets.Id,
        Sets.Set.Version.SourceHash);

    /// <summary>An address of the API on this server.</summary>
    internal string ApiAddress(string path) => $"{Request.Scheme}://{Request.Host}{path}";

    /// <summary>True if all of a long list is asked for.</summary>
    public bool ShowsAll(string list) => Request.Query["all"] == list;

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Language = Requests.LanguageOfReader(Request);
        Theme = Request.Cookies["theme"] is "light" or "dark" ? Request.Cookies["theme"]! : "";
        if (Catalogue.Find(SetId) is { } set)
            Sets = set;
        else
            context.Result = NotFound();
    }

    /// <summary>The page, saying that the set lacks what was asked for.</summary>
    protected IActionResult Missing(string what, IEnumerable<(string Path, string Code, string Text)> near)
    {
        Lacks = new(this, what, [.. near]);
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    /// <summary>An address with one parameter more.</summary>
    private protected static string With(string path, string name, string value) =>
        path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + name + "=" + Uri.EscapeDataString(value);
}
