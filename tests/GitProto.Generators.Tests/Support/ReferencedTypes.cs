using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace GitProto.Generators.Tests.Support;

/// <summary>The types of others that an assembly speaks of.</summary>
internal static class ReferencedTypes
{
    /// <summary>Types by which code reaches files, other programs or the machine.</summary>
    public static IReadOnlySet<string> ReachOutside { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.Environment",
        "System.Console", "System.Diagnostics.Process", "System.Net.Http.HttpClient", "System.Net.Sockets.Socket",
    };

    public static IReadOnlyList<string> Of(Assembly assembly)
    {
        using var file = File.OpenRead(assembly.Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(handle => metadata.GetTypeReference(handle)).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
    }
}
