namespace Gruppera.Web.SignIn;

/// <summary>What somebody may do. Each role may do what the ones before it may.</summary>
public enum Role
{
    /// <summary>Nothing that needs a sign-in.</summary>
    None,

    /// <summary>Read the logic.</summary>
    Reader,

    /// <summary>Group contacts, one or a file of them, and check their coding.</summary>
    Coder,

    /// <summary>Work with casemix, weights and money.</summary>
    Analyst,

    /// <summary>Write changes of the logic and simulate them.</summary>
    Editor,

    /// <summary>Everything.</summary>
    Administrator,
}

/// <summary>Names of roles as settings and the command line have them.</summary>
public static class Roles
{
    /// <summary>All that somebody may have, the least first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<Role>().Where(role => role != Role.None).Select(NameOf)];

    /// <summary>The role of a name; null if there is none.</summary>
    public static Role? Find(string name) => Names.Contains(name) ? Enum.Parse<Role>(name, ignoreCase: true) : null;

    /// <summary>The name of a role.</summary>
    public static string NameOf(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>What a reader calls it.</summary>
    internal static Text Say(Role role)
    {
        return role switch
        {
            Role.Reader => Reader,
            Role.Coder => Coder,
            Role.Analyst => Analyst,
            Role.Editor => Editor,
            Role.Administrator => Administrator,
            _ => Nobody,
        };
    }

    private static Text Reader => "reader";

    private static Text Coder => "coder";

    private static Text Analyst => "analyst";

    private static Text Editor => "editor";

    private static Text Administrator => "administrator";

    private static Text Nobody => "no role";
}
