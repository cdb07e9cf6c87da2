using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Gruppera.Web;

/// <summary>The files of wwwroot, which come inside the program. Thread-safe.</summary>
internal sealed class EmbeddedFiles(Assembly assembly) : IFileProvider
{
    private readonly DateTimeOffset _time = new(File.GetLastWriteTimeUtc(assembly.Location));

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IFileInfo GetFileInfo(string subpath)
    {
        var name = "wwwroot/" + subpath.TrimStart('/');
        return assembly.GetManifestResourceInfo(name) is null ? new NotFoundFileInfo(subpath) : new Resource(assembly, name, _time);
    }

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

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
