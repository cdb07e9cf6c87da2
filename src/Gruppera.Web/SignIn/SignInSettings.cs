using Gruppera.Workflows;

namespace Gruppera.Web.SignIn;

/// <summary>What the settings of the sign-in mean.</summary>
internal static class SignInSettings
{
    /// <summary>The secret, from its file where that is named.</summary>
    /// <exception cref="RefusedException">The file cannot be read.</exception>
    internal static string Secret(this SignInOptions options)
    {
        try
        {
            return options.ClientSecretFile.Length > 0 ? File.ReadAllText(options.ClientSecretFile).Trim() : options.ClientSecret;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"Gruppera__SignIn__ClientSecretFile: {options.ClientSecretFile} cannot be read");
        }
    }

    /// <summary>The roles of groups.</summary>
    /// <exception cref="RefusedException">A part is no group and role.</exception>
    internal static IReadOnlyDictionary<string, Role> Map(this SignInOptions options)
    {
        var map = new Dictionary<string, Role>(StringComparer.Ordinal);
        foreach (var part in options.Roles.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.LastIndexOf('=');
            if (at < 1 || Roles.Find(part[(at + 1)..].Trim()) is not { } role)
                throw new RefusedException(
                    $"Gruppera__SignIn__Roles: {part} is no group and role, such as coders=coder; roles are " +
                    $"{string.Join(", ", Roles.Names):roles}");
            map[part[..at].Trim()] = role;
        }

        return map;
    }

    /// <summary>Checks that what is set belongs together.</summary>
    /// <exception cref="RefusedException">It does not.</exception>
    internal static void Check(this SignInOptions options)
    {
        if (options.Authority.Length > 0 && !Uri.TryCreate(options.Authority, UriKind.Absolute, out _))
            throw new RefusedException(
                $"Gruppera__SignIn__Authority: {options.Authority} is no address, such as https://login.example.org/realm");
        if (options.Authority.Length > 0 && options.ClientId.Length + options.Audience.Length == 0)
            throw new RefusedException(
                "Gruppera__SignIn__Authority needs Gruppera__SignIn__ClientId for pages, Gruppera__SignIn__Audience for programs, or both");
        if (options.Authority.Length == 0 && options.ClientId.Length + options.Audience.Length > 0)
            throw new RefusedException($"Gruppera__SignIn__ClientId and Gruppera__SignIn__Audience need Gruppera__SignIn__Authority");
        if (options.Authority.Length > 0 && options.Map().Count == 0)
            throw new RefusedException(
                $"Gruppera__SignIn__Authority needs Gruppera__SignIn__Roles, such as drg-coders=coder;drg-analysts=analyst");
        if (options.Token.Length is > 0 and < 32)
            throw new RefusedException($"Gruppera__SignIn__Token is too short to be safe: give at least 32 random letters");
        _ = options.Secret();
    }
}
