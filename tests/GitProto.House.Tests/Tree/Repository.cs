using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GitProto.House.Tests.Tree;

/// <summary>The files of this checkout, as git sees them: no build output.</summary>
internal static class Repository
{
    private static readonly CSharpParseOptions Latest = new(LanguageVersion.Preview);
    private static readonly ConcurrentDictionary<string, SyntaxNode> Trees = new();
    private static readonly Lazy<IReadOnlyList<string>> AllFiles = new(ListFiles);

    /// <summary>The top of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Paths from the top, with slashes.</summary>
    public static IReadOnlyList<string> Files => AllFiles.Value;

    /// <summary>The hand-written C# below some folders, or all of it.</summary>
    public static IEnumerable<string> CSharp(params string[] folders) => Files.Where(file =>
        file.EndsWith(".cs", StringComparison.Ordinal) && !file.EndsWith(".g.cs", StringComparison.Ordinal) && !file.EndsWith(".verified.cs", StringComparison.Ordinal)
        && (folders.Length == 0 || folders.Any(folder => file.StartsWith(folder + "/", StringComparison.Ordinal))));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static SyntaxNode Parse(string file) => Trees.GetOrAdd(file, static file => CSharpSyntaxTree.ParseText(Read(file), Latest, file).GetRoot());

    private static List<string> ListFiles()
    {
        using var git = Process.Start(new ProcessStartInfo("git")
        {
            ArgumentList = { "-C", Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard" },
            RedirectStandardOutput = true,
        })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, "the house rules are about what git tracks: run them in a checkout");
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct().Where(file => File.Exists(Path.Combine(Root, file)))];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GitProto.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("GitProto.sln is in no folder above the tests.");
        return folder.FullName;
    }
}
