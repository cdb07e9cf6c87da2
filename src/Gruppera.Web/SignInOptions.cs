namespace Gruppera.Web;

/// <summary>How people and programs sign in: configuration section <c>Gruppera:SignIn</c>, or environment variables such as
/// <c>Gruppera__SignIn__Authority</c>. Nothing of it is said on a server that only its own computer reaches.</summary>
public sealed class SignInOptions
{
    /// <summary>Address of the organisation's OpenID Connect issuer; empty for none.</summary>
    public string Authority { get; set; } = "";

    /// <summary>What the issuer calls this server, for the sign-in to pages; empty for none.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The secret that the issuer gave this server; empty for a public client.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>File that holds it, instead.</summary>
    public string ClientSecretFile { get; set; } = "";

    /// <summary>Audience that tokens of programs must have; empty to take no tokens of programs from the issuer.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Name of the claim that holds the groups or roles of the organisation.</summary>
    public string RoleClaim { get; set; } = "groups";

    /// <summary>Which of them has which role: <c>GROUP=coder;OTHER=analyst</c>, and <c>*=reader</c> for everybody who can sign
    /// in.</summary>
    public string Roles { get; set; } = "";

    /// <summary>The token of everybody, of at least 32 letters; empty for none.</summary>
    public string Token { get; set; } = "";

    /// <summary>True to serve others without any sign-in.</summary>
    public bool Insecure { get; set; }

    /// <summary>True if pages ask the organisation's issuer who somebody is.</summary>
    internal bool HasPages => Authority.Length > 0 && ClientId.Length > 0;

    /// <summary>True if programs come with tokens of the issuer.</summary>
    internal bool HasPrograms => Authority.Length > 0 && Audience.Length > 0;

    /// <summary>True if anything is set by which somebody can sign in, API keys apart.</summary>
    internal bool IsSet => Authority.Length > 0 || Token.Length > 0;
}
