using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using GitProto.House.Tests.Tree;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GitProto.House.Tests.Api;

/// <summary>What users can call is written down, so that no change of it goes unseen. <c>GITPROTO_ACCEPT=1</c> writes it anew.</summary>
public sealed class PublicApiTests
{
    private const string Folder = "tests/GitProto.House.Tests/Api/";

    /// <summary>Libraries whose public face is kept: all that ship.</summary>
    private static readonly string[] Kept = ["GitProto", "GitProto.AspNetCore", "GitProto.Core", "GitProto.Protocol", "GitProto.Storage"];

    private static readonly HashSet<string> HandWritten = [.. Repository.CSharp("runtime/GitProto.Protocol")
        .SelectMany(file => Repository.Parse(file).DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.ValueText + Arity((type as TypeDeclarationSyntax)?.TypeParameterList))
            .Concat(Repository.Parse(file).DescendantNodes().OfType<DelegateDeclarationSyntax>().Select(type => type.Identifier.ValueText + Arity(type.TypeParameterList))))];

    private static bool Accept => Environment.GetEnvironmentVariable("GITPROTO_ACCEPT") is "1" or "true";

    [TestCaseSource(nameof(Kept))]
    public void The_public_api_is_the_one_that_was_agreed_to(string assembly) =>
        Compare(assembly, ApiPrinter.Print(Assembly.Load(assembly).GetExportedTypes().Where(type => !IsGenerated(type))));

    /// <summary>What the spec brings follows the spec; how a kind of type looks in full is seen in the golden files of the generator.</summary>
    [Test]
    public void The_generated_types_and_their_members_are_those_that_were_agreed_to() =>
        Compare("GitProto.Protocol.generated", ApiPrinter.Summarize(Assembly.Load("GitProto.Protocol").GetExportedTypes().Where(IsGenerated)));

    [Test]
    public void Every_library_is_kept()
    {
        var libraries = Repository.Files.Where(file => file.StartsWith("runtime/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(file => !XDocument.Parse(Repository.Read(file)).Descendants("OutputType").Any()).Select(file => Path.GetFileNameWithoutExtension(file));
        libraries.ShouldBe(Kept, ignoreOrder: true);
    }

    private static string Arity(TypeParameterListSyntax? parameters) => parameters is null ? "" : "`" + parameters.Parameters.Count.ToString(CultureInfo.InvariantCulture);

    private static void Compare(string name, string actual)
    {
        var file = $"{Folder}{name}.verified.txt";
        var path = Path.Combine(Repository.Root, file);
        if (Accept)
            File.WriteAllText(path, actual);
        var agreed = File.Exists(path) ? File.ReadAllText(path) : "";
        var (before, after) = (Qualified(agreed), Qualified(actual));
        before.Except(after).Select(line => "gone: " + line).Concat(after.Except(before).Select(line => "new:  " + line))
            .ShouldBeEmpty($"the public API differs from {file}; accept by GITPROTO_ACCEPT=1 dotnet test tests/GitProto.House.Tests --filter PublicApi");
        actual.ShouldBe(agreed);
    }

    /// <summary>True for a type of the wire that no hand-written file declares.</summary>
    private static bool IsGenerated(Type type)
    {
        for (; type.DeclaringType is { } outer; type = outer)
        {
        }
        return type.Assembly.GetName().Name == "GitProto.Protocol" && !HandWritten.Contains(type.Name);
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
