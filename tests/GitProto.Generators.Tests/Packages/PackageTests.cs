using System.Text;
using GitProto.Generators.Tests.Support;

namespace GitProto.Generators.Tests.Packages;

/// <summary>The packages, as a spec author elsewhere meets them.</summary>
public sealed class PackageTests : IDisposable
{
    private PackageFeed? packed;

    private PackageFeed Feed => packed!;

    [OneTimeSetUp]
    public void Pack() => packed = new PackageFeed();

    public void Dispose() => packed?.Dispose();

    [Test]
    public void A_project_elsewhere_builds_its_own_protocol_and_speaks_it()
    {
        var project = Feed.CopySample("guestbook");
        Dotnet.Succeed(project, "build", "-v", "q");
        Dotnet.Succeed(project, "bin/Debug/net10.0/Guestbook.dll").ReplaceLineEndings("\n").ShouldBe("""
            guest: at home, Ada has been 2 times
            name Ada\x00moods
            mood merry
            remark What a view!
            0000
            host: Ada is merry and says: What a view!
            guest: ThanksSigned { Number = 3 }

            """);
    }

    [Test]
    public void A_broken_spec_there_is_an_error_of_the_build_at_its_line_and_column()
    {
        var project = Feed.CopySample("broken");
        var file = Path.Combine(project, "spec", "messages", "signature.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("each remark, flush", "each remrak, flush", StringComparison.Ordinal));
        var (code, output) = Dotnet.Run(project, "build", "-v", "q");
        code.ShouldNotBe(0);
        output.ShouldContain($"{file}(5,31): error GP2001: 'remrak'");
    }

    [Test]
    public void Every_package_says_its_licence_and_what_it_is()
    {
        Feed.Names.ShouldBe(["GitProto.Core.0.1.0", "GitProto.Generators.0.1.0", "GitProto.Protocol.0.1.0"]);
        foreach (var package in Feed.Names)
        {
            var metadata = Feed.Metadata(package);
            var license = metadata.Element("license")!;
            (license.Attribute("type")!.Value, license.Value).ShouldBe(("expression", "MIT"), package);
            metadata.Element("description")!.Value.ShouldNotBe("Package Description", package);
            metadata.Element("description")!.Value.Length.ShouldBeGreaterThan(40, package);
            Encoding.UTF8.GetString(Feed.Open(package)[metadata.Element("readme")!.Value]).ShouldStartWith("# GitProto.", Case.Sensitive, package);
        }
    }

    [Test]
    public void The_generator_comes_with_what_it_loads_and_needs_the_wire_of_its_own_version()
    {
        Feed.Open("GitProto.Generators.0.1.0").Keys.Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).ShouldBe(
            ["analyzers/dotnet/cs/GitProto.Generators.dll", "analyzers/dotnet/cs/GitProto.Spec.dll", "analyzers/dotnet/cs/YamlDotNet.dll"], ignoreOrder: true);
        Feed.Open("GitProto.Generators.0.1.0").Keys.ShouldContain("vectors/Vector.cs", "what the cases of a spec's examples run on");
        Dependencies("GitProto.Generators.0.1.0").ShouldBe(["GitProto.Protocol [0.1.0]"]);
        Dependencies("GitProto.Protocol.0.1.0").ShouldBe(["GitProto.Core 0.1.0"]);
        Dependencies("GitProto.Core.0.1.0").ShouldBeEmpty();
    }

    [Test]
    public void No_package_holds_a_path_of_the_machine()
    {
        string[] paths = [SpecFolder.Root, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)];
        var forbidden = paths.Where(path => path.Length > 1).Select(path => path + Path.DirectorySeparatorChar).SelectMany(path => new[] { Encoding.UTF8.GetBytes(path), Encoding.Unicode.GetBytes(path) }).ToList();
        Feed.Names.SelectMany(package => Feed.Open(package).Where(file => forbidden.Any(path => file.Value.AsSpan().IndexOf(path) >= 0)).Select(file => $"{package}: {file.Key}")).ShouldBeEmpty();
    }

    private IEnumerable<string> Dependencies(string package) =>
        Feed.Metadata(package).Descendants("dependency").Select(one => $"{one.Attribute("id")!.Value} {one.Attribute("version")!.Value}");
}
