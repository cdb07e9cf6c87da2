using Gruppera.Formats.Files;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.Hosting;

/// <summary>The keys of forms and cookies: in the folder that servers share, so that any of them knows a form of another, or else in
/// memory.</summary>
internal static class Keys
{
    internal static void AddKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("gruppera");
        services.AddSingleton<IDataProtectionProvider>(provider =>
            provider.GetRequiredService<IOptions<WebOptions>>().Value.SharedFolder is { Length: > 0 } folder
                ? DataProtectionProvider.Create(
                    new DirectoryInfo(PrivateFile.MakeFolder(Path.Combine(folder, "keys"))), keys => keys.SetApplicationName("gruppera"))
                : new EphemeralDataProtectionProvider(provider.GetRequiredService<ILoggerFactory>()));
    }
}
