namespace Gruppera.Web;

/// <summary>Limits and sign-in of the server: configuration section <c>Gruppera</c>, or environment variables such as
/// <c>Gruppera__RequestsPerSecond</c>.</summary>
public sealed class WebOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Gruppera";

    /// <summary>Largest body of a request that is not a stream of contacts, in bytes.</summary>
    public long MaxBodyBytes { get; set; } = 4 << 20;

    /// <summary>Contacts in one JSON request at most; more belong in a stream.</summary>
    public int MaxContacts { get; set; } = 10_000;

    /// <summary>Codes in one contact at most, over HTTP as JSON.</summary>
    public int MaxCodes { get; set; } = 500;

    /// <summary>Tables of contacts (<c>text/csv</c>) and bundles of FHIR that are grouped at once at most; others are asked to
    /// come again.</summary>
    public int TablesAtOnce { get; set; } = 4;

    /// <summary>Of these, those of one client at most: of who is signed in, otherwise of an address.</summary>
    public int TablesPerClient { get; set; } = 3;

    /// <summary>Streams of contacts as lines of JSON at once at most; others are asked to come again.</summary>
    public int LinesAtOnce { get; set; } = 200;

    /// <summary>Of these, those of one client at most.</summary>
    public int LinesPerClient { get; set; } = 50;

    /// <summary>Bytes a second that a body has to bring at least, once it has had 5 seconds; 0 for any.</summary>
    public int MinBytesPerSecond { get; set; } = 240;

    /// <summary>Largest uploaded file of contacts on the explorer's page, and files of a job of the API together, in bytes.</summary>
    public long MaxUploadBytes { get; set; } = 256 << 20;

    /// <summary>Files that this server takes or works on at once at most, with jobs of the API; others are asked to wait.</summary>
    public int FilesAtOnce { get; set; } = 4;

    /// <summary>Of these, those of one client at most.</summary>
    public int FilesPerClient { get; set; } = 3;

    /// <summary>Bytes of files and of what was made of them that one client may have on this server.</summary>
    public long MaxClientBytes { get; set; } = 4L << 30;

    /// <summary>Bytes that stay free on the disk of the files: what would take them is refused.</summary>
    public long MinFreeBytes { get; set; } = 256 << 20;

    /// <summary>Files whose results are kept for their readers, at most, by all servers together.</summary>
    public int FilesKept { get; set; } = 64;

    /// <summary>Minutes that a file and its result are kept after they were last asked for.</summary>
    public int MinutesKept { get; set; } = 60;

    /// <summary>Requests per second from one address at most.</summary>
    public int RequestsPerSecond { get; set; } = 1_000;

    /// <summary>Longest time for the body of a request that is not a stream to arrive, in seconds.</summary>
    public int RequestSeconds { get; set; } = 30;

    /// <summary>Addresses of proxies whose word is taken for the address, scheme and host of a request, with commas between; empty for
    /// none.</summary>
    public string KnownProxies { get; set; } = "";

    /// <summary>The same for networks, such as <c>10.0.0.0/8</c>.</summary>
    public string KnownNetworks { get; set; } = "";

    /// <summary>Folder that replicas share for files, jobs, proposals of the workbench and the keys of forms; empty to keep them
    /// private to the process, for as long as it runs.</summary>
    public string SharedFolder { get; set; } = "";

    /// <summary>Folder for work that people save; empty to let nobody save any.</summary>
    public string SavedFolder { get; set; } = "";

    /// <summary>File with the key that saved work is sealed with, 32 bytes as base64; empty to leave it as it is.</summary>
    public string SavedKeyFile { get; set; } = "";

    /// <summary>Bytes of work that one person may have saved.</summary>
    public long MaxSavedBytes { get; set; } = 1 << 30;

    /// <summary>Seconds between the order to stop and the end, in which the server says that it is not ready and still answers, so that a
    /// proxy looks elsewhere.</summary>
    public int DrainSeconds { get; set; }

    /// <summary>Names that the server answers to besides those of its own computer, with commas between; empty for none, or for any where
    /// others reach it.</summary>
    public string Hosts { get; set; } = "";

    /// <summary>Folder to write the audit to; empty for none.</summary>
    public string AuditFolder { get; set; } = "";

    /// <summary>What the audit calls this server; empty for the name of its computer.</summary>
    public string ServerName { get; set; } = "";

    /// <summary>How people and programs sign in.</summary>
    public SignInOptions SignIn { get; } = new();
}
