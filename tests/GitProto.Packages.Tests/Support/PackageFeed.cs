using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using GitProto.Cli.Tests;

namespace GitProto.Packages.Tests;

/// <summary>A folder with all packages, packed from what was built with these tests, and room for projects beside it.</summary>
internal sealed class PackageFeed : IDisposable
{
    /// <summary>What a project names to have this version.</summary>
    public const string Version = "0.1.0";
    private static readonly string Restored = typeof(PackageFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "RestoredPackages").Value!;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gitproto-feed-");

    public PackageFeed()
    {
        Pack("GitProto.sln", Packages);
        File.Copy(Path.Combine(Run.Root, "global.json"), Path.Combine(folder.FullName, "global.json"));
        // Ours from this feed alone, and into a package folder of its own, since the version never changes; those of others from where a restore of this tree has put them.
        File.WriteAllText(Path.Combine(folder.FullName, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="restored" /></config>
              <packageSources><clear /><add key="feed" value="packages" /><add key="restored" value="{Restored}" /></packageSources>
              <packageSourceMapping>
                <packageSource key="feed"><package pattern="GitProto" /><package pattern="GitProto.*" /></packageSource>
                <packageSource key="restored"><package pattern="*" /></packageSource>
              </packageSourceMapping>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>The folder itself, outside the tree.</summary>
    public string Place => folder.FullName;

    /// <summary>Where the packages are.</summary>
    public string Packages => Path.Combine(folder.FullName, "packages");

    /// <summary>The files of the packages and of their symbols.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(Packages).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>The packages, by name.</summary>
    public IEnumerable<string> Names => Files.Where(file => Path.GetExtension(file) == ".nupkg").Select(file => file[..^$".{Version}.nupkg".Length]);

    /// <summary>A copy of a sample project, outside the tree.</summary>
    /// <param name="sample">Its folder below that of the tests.</param>
    /// <param name="name">The name of the copy.</param>
    public string CopySample(string sample, string name)
    {
        var source = Path.Combine(Run.Root, "tests", sample);
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
    public IReadOnlyDictionary<string, byte[]> Open(string package) => Read($"{package}.{Version}.nupkg");

    /// <summary>What is in one of the files.</summary>
    public IReadOnlyDictionary<string, byte[]> Read(string file)
    {
        using var zip = ZipFile.OpenRead(Path.Combine(Packages, file));
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

    /// <summary>Packs a project once more.</summary>
    /// <returns>The folder of what came out.</returns>
    public string PackAgain(string project)
    {
        var again = Path.Combine(folder.FullName, "again");
        Pack(project, again);
        return again;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static void Pack(string project, string output) =>
        Dotnet.Succeed(Run.Root, "pack", project, "-c", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "--no-build", "-v", "q", "-o", output);
}
