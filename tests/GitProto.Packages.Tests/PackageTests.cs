using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using GitProto.Cli.Tests;

namespace GitProto.Packages.Tests;

/// <summary>What is in the packages, and what they say of themselves.</summary>
public sealed class PackageTests
{
    private static readonly string[] Libraries = ["GitProto", "GitProto.AspNetCore", "GitProto.Core", "GitProto.Protocol", "GitProto.Storage"];

    [Test]
    public void The_solution_packs_the_libraries_the_tool_and_the_generator_and_nothing_else()
    {
        Packed.Feed.Names.ShouldBe(["GitProto.AspNetCore", "GitProto.Cli", "GitProto.Core", "GitProto.Generators", "GitProto.Protocol", "GitProto.Storage", "GitProto"], ignoreOrder: true);
        Packed.Feed.Files.Where(file => file.EndsWith(".snupkg", StringComparison.Ordinal)).ShouldBe([.. Libraries.Append("GitProto.Cli").Select(name => $"{name}.{PackageFeed.Version}.snupkg")], ignoreOrder: true);
    }

    [Test]
    public void Every_package_says_its_licence_and_what_it_is()
    {
        foreach (var package in Packed.Feed.Names)
        {
            var metadata = Packed.Feed.Metadata(package);
            var license = metadata.Element("license")!;
            (license.Attribute("type")!.Value, license.Value).ShouldBe(("expression", "MIT"), package);
            metadata.Element("description")!.Value.ShouldNotBe("Package Description", package);
            metadata.Element("description")!.Value.Length.ShouldBeGreaterThan(40, package);
            Encoding.UTF8.GetString(Packed.Feed.Open(package)[metadata.Element("readme")!.Value]).ShouldStartWith("# GitProto", Case.Sensitive, package);
        }
    }

    [Test]
    public void Every_library_comes_with_its_documentation_and_its_symbols_with_its_sources()
    {
        foreach (var library in Libraries)
        {
            Packed.Feed.Open(library).Keys.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)).ShouldBe([$"lib/net10.0/{library}.dll", $"lib/net10.0/{library}.xml"], ignoreOrder: true, library);
            var symbols = Packed.Feed.Read($"{library}.{PackageFeed.Version}.snupkg")[$"lib/net10.0/{library}.pdb"];
            using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
            var reader = provider.GetMetadataReader();
            foreach (var document in reader.Documents)
            {
                var hasSource = reader.GetCustomDebugInformation(document).Any(one => reader.GetGuid(reader.GetCustomDebugInformation(one).Kind) == new Guid("0E8A571B-6926-466E-B4AD-8AB04611F5FE"));
                hasSource.ShouldBeTrue($"{library}: {reader.GetString(reader.GetDocument(document).Name)}");
            }
        }
    }

    [Test]
    public void Packages_of_this_version_need_each_other_as_the_projects_do_and_little_else()
    {
        Dependencies("GitProto.Core").ShouldBeEmpty();
        Dependencies("GitProto.Protocol").ShouldBe(["GitProto.Core 0.1.0"]);
        Dependencies("GitProto.Storage").ShouldBe(["GitProto.Core 0.1.0"]);
        Dependencies("GitProto").ShouldBe(["GitProto.Protocol 0.1.0", "GitProto.Storage 0.1.0", "Microsoft.Extensions.Logging.Abstractions 10.0.12"], ignoreOrder: true);
        Dependencies("GitProto.AspNetCore").ShouldBe(["GitProto 0.1.0"]);
        Dependencies("GitProto.Cli").ShouldBeEmpty();
    }

    [Test]
    public void The_generator_comes_with_what_it_loads_and_needs_the_wire_of_its_own_version()
    {
        Packed.Feed.Open("GitProto.Generators").Keys.Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).ShouldBe(
            ["analyzers/dotnet/cs/GitProto.Generators.dll", "analyzers/dotnet/cs/GitProto.Spec.dll", "analyzers/dotnet/cs/YamlDotNet.dll"], ignoreOrder: true);
        Packed.Feed.Open("GitProto.Generators").Keys.ShouldContain("vectors/Vector.cs", "what the cases of a spec's examples run on");
        Dependencies("GitProto.Generators").ShouldBe(["GitProto.Protocol [0.1.0]"]);
    }

    [Test]
    public void Assemblies_are_made_the_same_from_the_same_sources()
    {
        foreach (var (name, bytes) in Packed.Feed.Names.SelectMany(Packed.Feed.Open).Where(file => Path.GetFileName(file.Key).StartsWith("GitProto", StringComparison.Ordinal) && file.Key.EndsWith(".dll", StringComparison.Ordinal)))
        {
            using var assembly = new PEReader(new MemoryStream(bytes));
            assembly.ReadDebugDirectory().ShouldContain(entry => entry.Type == DebugDirectoryEntryType.Reproducible, name);
        }
    }

    [Test]
    public void A_package_that_is_packed_again_has_the_same_bytes()
    {
        var again = Packed.Feed.PackAgain("runtime/GitProto.Core");
        foreach (var file in Directory.GetFiles(again))
            File.ReadAllBytes(file).ShouldBe(File.ReadAllBytes(Path.Combine(Packed.Feed.Packages, Path.GetFileName(file))), file);
        Directory.GetFiles(again).Length.ShouldBe(2);
    }

    [Test]
    public void No_package_holds_a_path_of_the_machine()
    {
        string[] paths = [Run.Root, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)];
        var forbidden = paths.Where(path => path.Length > 1).Select(path => path + Path.DirectorySeparatorChar).SelectMany(path => new[] { Encoding.UTF8.GetBytes(path), Encoding.Unicode.GetBytes(path) }).ToList();
        Packed.Feed.Files.SelectMany(package => Packed.Feed.Read(package).Where(file => forbidden.Any(path => file.Value.AsSpan().IndexOf(path) >= 0)).Select(file => $"{package}: {file.Key}")).ShouldBeEmpty();
    }

    private static IEnumerable<string> Dependencies(string package) =>
        Packed.Feed.Metadata(package).Descendants("dependency").Select(one => $"{one.Attribute("id")!.Value} {one.Attribute("version")!.Value}");
}
