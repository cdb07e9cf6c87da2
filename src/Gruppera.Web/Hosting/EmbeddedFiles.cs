using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Gruppera.Web.Hosting;

/// <summary>The files of wwwroot, which are embedded in the program. Thread-safe.</summary>
internal sealed class EmbeddedFiles(params Assembly[] assemblies) : IFileProvider
{
    private readonly DateTimeOffset _time = new(File.GetLastWriteTimeUtc(FileOf(assemblies[0])));

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IFileInfo GetFileInfo(string subpath)
    {
        var name = "wwwroot/" + subpath.TrimStart('/');
        return Array.Find(assemblies, each => each.GetManifestResourceInfo(name) is not null) is { } assembly
            ? new Resource(assembly, name, _time)
            : new NotFoundFileInfo(subpath);
    }

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    /// <summary>The file that an assembly came in: its own, or the program's where that is one file of all.</summary>
    private static string FileOf(Assembly assembly) =>
        Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".dll") is var own && File.Exists(own)
            ? own
            : Environment.ProcessPath!;

    private sealed class Resource(Assembly assembly, string resource, DateTimeOffset time) : IFileInfo
    {
        public bool Exists => true;

        public long Length
        {
            get
            {
                using var stream = CreateReadStream();
                return stream.Length;
            }
        }

        public string? PhysicalPath => null;

        public string Name => Path.GetFileName(resource);

        public DateTimeOffset LastModified => time;

        public bool IsDirectory => false;

        public Stream CreateReadStream() => assembly.GetManifestResourceStream(resource)!;
    }
}
