using System.Collections.Immutable;

namespace Gruppera.Web;

/// <summary>Problems of requests over HTTP. The list of all codes with explanations stands in docs/issues.md;
/// a test holds the two together.</summary>
internal static class ApiIssues
{
    private static readonly IssueCatalogue Catalogue = new();

    /// <summary>All of them, in order of their ids.</summary>
    public static ImmutableArray<IssueCode> All => Catalogue.All;

    /// <summary>A definition set that is not served.</summary>
    public static readonly IssueCode UnknownSet = Catalogue.Error("GRP5001",
        "there is no such definition set", "Choose one of GET /v1/sets.");

    /// <summary>A group that the set lacks.</summary>
    public static readonly IssueCode UnknownDrg = Catalogue.Error("GRP5002",
        "the definition set has no such DRG", "Choose one of GET /v1/sets/{set}/drgs.");

    /// <summary>A code that the set lacks.</summary>
    public static readonly IssueCode UnknownCode = Catalogue.Error("GRP5003",
        "the definition set has no such code", "Check the code, or search with GET /v1/sets/{set}/search.");

    /// <summary>A property that the set lacks.</summary>
    public static readonly IssueCode UnknownProperty = Catalogue.Error("GRP5004",
        "the definition set has no such property", "Check the value, or search with GET /v1/sets/{set}/search.");

    /// <summary>A rule that the set lacks.</summary>
    public static readonly IssueCode UnknownRule = Catalogue.Error("GRP5005",
        "the definition set has no such rule", "Give its id, or its place in the order.");

    /// <summary>A body that is not what its content type says.</summary>
    public static readonly IssueCode UnreadableBody = Catalogue.Error("GRP5006",
        "the body of the request cannot be read", "Send what the content type says: a contact, or a list of contacts.");

    /// <summary>More contacts than one request may have.</summary>
    public static readonly IssueCode TooManyContacts = Catalogue.Error("GRP5007",
        "the request has too many contacts", "Send fewer, or stream them as application/x-ndjson or text/csv.");

    /// <summary>A content type that the path does not take.</summary>
    public static readonly IssueCode UnsupportedMediaType = Catalogue.Error("GRP5008",
        "the path does not take this content type", "Send application/json; contacts to group also as application/x-ndjson or text/csv.");

    /// <summary>A body, or a line of a stream, that is too large.</summary>
    public static readonly IssueCode BodyTooLarge = Catalogue.Error("GRP5009",
        "the body of the request, or a line of it, is too large", "Send less, or stream contacts as application/x-ndjson or text/csv.",
        recoverable: true);

    /// <summary>More requests than one address may send.</summary>
    public static readonly IssueCode TooManyRequests = Catalogue.Error("GRP5010",
        "too many requests from this address", "Wait a second and send it again.", recoverable: true);

    /// <summary>A request that took too long to arrive.</summary>
    public static readonly IssueCode TimedOut = Catalogue.Error("GRP5011",
        "the request took too long", "Send it again, faster or in smaller parts.", recoverable: true);

    /// <summary>A parameter of the address that is missing or cannot be read.</summary>
    public static readonly IssueCode UnreadableParameter = Catalogue.Error("GRP5015",
        "the parameter is missing or cannot have this value", "See GET /openapi/v1.json for the parameters of each path.");

    /// <summary>A set without certification cases.</summary>
    public static readonly IssueCode NoCases = Catalogue.Error("GRP5016",
        "the definition set has no certification cases of its own",
        "Choose a set that has certification cases, or use gruppera certify --cases.");

    /// <summary>A path that is none of the API's.</summary>
    public static readonly IssueCode UnknownPath = Catalogue.Error("GRP5017",
        "there is no such path", "See GET /openapi/v1.json, or the page /api.");

    /// <summary>A method that the path does not take.</summary>
    public static readonly IssueCode WrongMethod = Catalogue.Error("GRP5018",
        "the path does not take this method", "See the header Allow.");

    /// <summary>A failure of the program.</summary>
    public static readonly IssueCode Failed = Catalogue.Error("GRP5019",
        "the program failed", "Report it, with what was asked and the version of the engine, but without patient data.");

    /// <summary>A job that is not kept, or never was.</summary>
    public static readonly IssueCode UnknownJob = Catalogue.Error("GRP5021",
        "there is no such job", "Start it again: a job is deleted when nobody has asked for it in a while.");

    /// <summary>A document of a job that is at work.</summary>
    public static readonly IssueCode JobNotDone = Catalogue.Error("GRP5022",
        "the job is not done", "Ask for GET /v1/jobs/{id} until its state is done.", recoverable: true);

    /// <summary>A job that could not be done.</summary>
    public static readonly IssueCode JobFailed = Catalogue.Error("GRP5023",
        "the job could not be done", "Correct what the detail says and start it again.");

    /// <summary>More jobs than the server works on or keeps.</summary>
    public static readonly IssueCode TooManyJobs = Catalogue.Error("GRP5024",
        "the server has as many jobs as it keeps", "Delete jobs that are fetched, or try again in a while.", recoverable: true);

    /// <summary>A weight list that is not stored.</summary>
    public static readonly IssueCode UnknownList = Catalogue.Error("GRP5025",
        "there is no such weight list", "Name a stored list, or send one as a file of the form.");

    /// <summary>A job whose request is no form with files.</summary>
    public static readonly IssueCode NotAForm = Catalogue.Error("GRP5026",
        "a job takes its files as a form", "Send multipart/form-data, as curl -F contacts=@contacts.csv does.");

    /// <summary>Nobody is signed in where somebody has to be.</summary>
    public static readonly IssueCode SignInNeeded = Catalogue.Error("GRP5031",
        "a sign-in is needed", "Sign in, or send an API key or a token of your organisation as Authorization: Bearer.");

    /// <summary>A role that does not go so far.</summary>
    public static readonly IssueCode RoleNeeded = Catalogue.Error("GRP5032",
        "your role does not include this", "Ask whoever runs the server for a role that does.");

    /// <summary>A name that is not the server's.</summary>
    public static readonly IssueCode UnknownHost = Catalogue.Error("GRP5033",
        "the server does not answer to this name", "Use the address that the server printed, or add the name to Gruppera__Hosts.");

    /// <summary>An audit that cannot be written.</summary>
    public static readonly IssueCode NotAudited = Catalogue.Error("GRP5034",
        "the audit cannot be written, so nothing was done", "Tell whoever runs the server: its disk may be full.", recoverable: true);

    /// <summary>A packing that is not known.</summary>
    public static readonly IssueCode UnknownEncoding = Catalogue.Error("GRP5035",
        "the body is packed in a way that is not known", "Send it unpacked, or packed as gzip, br or deflate.");

    /// <summary>An issuer that cannot be asked.</summary>
    public static readonly IssueCode IssuerAway = Catalogue.Error("GRP5036",
        "the organisation's sign-in does not answer", "Try again in a while; API keys are taken all the same.", recoverable: true);

    /// <summary>More streams or files at once than there are places for.</summary>
    public static readonly IssueCode NoPlace = Catalogue.Error("GRP5037",
        "all places for this are taken", "Send it again in a while; wait for your own before you send more.", recoverable: true);

    /// <summary>More bytes on the server than one client may have.</summary>
    public static readonly IssueCode TooManyBytes = Catalogue.Error("GRP5038",
        "you have as many bytes on the server as one may have", "Delete files and jobs that are fetched, or send a smaller file.",
        recoverable: true);

    /// <summary>A disk that is nearly full.</summary>
    public static readonly IssueCode DiskFull = Catalogue.Error("GRP5039",
        "the disk of the server is nearly full, so nothing was taken", "Try again in a while, and tell whoever runs the server.",
        recoverable: true);
}
