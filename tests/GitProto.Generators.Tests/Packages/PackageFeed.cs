using System.IO.Compression;
using System.Xml.Linq;
using GitProto.Generators.Tests.Support;

namespace GitProto.Generators.Tests.Packages;

/// <summary>A folder with the packages that a spec author needs, packed from what was built with these tests, and room for projects beside it.</summary>
internal sealed class PackageFeed : IDisposable
{
    private static readonly string[] Projects = ["runtime/GitProto.Core", "runtime/GitProto.Protocol", "generators/GitProto.Generators"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gitproto-feed-");

    public PackageFeed()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        foreach (var project in Projects)
            Dotnet.Succeed(SpecFolder.Root, "pack", project, "-c", configuration, "--no-build", "-o", Packages);
        File.Copy(Path.Combine(SpecFolder.Root, "global.json"), Path.Combine(folder.FullName, "global.json"));
        // Only this feed: all else that a program needs comes with the SDK. And a package folder of its own, since the version never changes.
        File.WriteAllText(Path.Combine(folder.FullName, "nuget.config"), """
            <configuration>
              <config><add key="globalPackagesFolder" value="restored" /></config>
              <packageSources><clear /><add key="feed" value="packages" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
    }

    private string Packages => Path.Combine(folder.FullName, "packages");

    /// <summary>The packages, by name.</summary>
    public IEnumerable<string> Names => Directory.EnumerateFiles(Packages, "*.nupkg").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    /// <summary>A copy of the sample project, outside the tree.</summary>
    public string CopySample(string name)
    {
        var source = Path.Combine(SpecFolder.Root, "tests", "GitProto.Generators.Tests", "samples", "Guestbook");
        var target = Path.Combine(folder.FullName, name);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return target;
    }

    /// <summary>The files of a package.</summary>
    public IReadOnlyDictionary<string, byte[]> Open(string package)
    {
        using var zip = ZipFile.OpenRead(Path.Combine(Packages, package + ".nupkg"));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    /// <summary>What a package says of itself.</summary>
    public XElement Metadata(string package)
    {
        var nuspec = Open(package).Single(file => file.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value;
        var root = XDocument.Load(new MemoryStream(nuspec)).Root!;
        foreach (var element in root.DescendantsAndSelf())
            element.Name = element.Name.LocalName;
        return root.Element("metadata")!;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
