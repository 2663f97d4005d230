using System.Reflection;
using System.Xml.Linq;
using GitProto.House.Tests.Tree;

namespace GitProto.House.Tests.Api;

/// <summary>What users can call is written down, so that no change of it goes unseen. <c>GITPROTO_ACCEPT=1</c> writes it anew.</summary>
public sealed class PublicApiTests
{
    private const string Folder = "tests/GitProto.House.Tests/Api/";

    /// <summary>Libraries whose public face is kept.</summary>
    private static readonly string[] Kept = ["GitProto.Core"];

    /// <summary>Libraries that still change too fast for it.</summary>
    private static readonly string[] StillMoving = ["GitProto", "GitProto.Protocol", "GitProto.Storage"];

    private static bool Accept => Environment.GetEnvironmentVariable("GITPROTO_ACCEPT") is "1" or "true";

    [TestCaseSource(nameof(Kept))]
    public void The_public_api_is_the_one_that_was_agreed_to(string assembly)
    {
        var file = $"{Folder}{assembly}.verified.txt";
        var path = Path.Combine(Repository.Root, file);
        var actual = ApiPrinter.Print(Assembly.Load(assembly));
        if (Accept)
            File.WriteAllText(path, actual);
        var agreed = File.Exists(path) ? File.ReadAllText(path) : "";
        var (before, after) = (Qualified(agreed), Qualified(actual));
        before.Except(after).Select(line => "gone: " + line).Concat(after.Except(before).Select(line => "new:  " + line))
            .ShouldBeEmpty($"the public API differs from {file}; accept by GITPROTO_ACCEPT=1 dotnet test tests/GitProto.House.Tests");
        actual.ShouldBe(agreed);
    }

    [Test]
    public void Every_library_is_kept_or_still_moving()
    {
        var libraries = Repository.Files.Where(file => file.StartsWith("runtime/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(file => !XDocument.Parse(Repository.Read(file)).Descendants("OutputType").Any()).Select(file => Path.GetFileNameWithoutExtension(file));
        libraries.ShouldBe(Kept.Concat(StillMoving), ignoreOrder: true);
    }

    /// <summary>Members with the type they belong to.</summary>
    private static List<string> Qualified(string api)
    {
        var (type, lines) = ("", new List<string>());
        foreach (var line in api.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith(' '))
                type = line;
            lines.Add(line == type ? type : $"{type} {{ {line.Trim()} }}");
        }
        return lines;
    }
}
