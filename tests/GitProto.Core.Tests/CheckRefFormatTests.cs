using System.Diagnostics;

namespace GitProto.Core.Tests;

/// <summary>The rules against the installed git's, over names made of the pieces where rules differ.</summary>
public sealed class CheckRefFormatTests
{
    private static readonly string[] Pieces =
        ["a", "B", "/", "//", ".", "..", "-", "@", "{", "@{", "}", ".lock", ".LOCK", "lock", "HEAD", " ", "~", "^", ":", "?", "*", "[", "]", "\\", "\u0001", "\u001f", "\u007f", "é", "$", "refs", "\n", "\t"];

    [Test]
    [CancelAfter(120_000)]
    public void A_name_is_legal_exactly_if_git_says_so()
    {
        var random = new Random(1);
        var names = Enumerable.Range(0, 500).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => Pieces[random.Next(Pieces.Length)])));
        var edges = Pieces.SelectMany(piece => new[] { "a/" + piece, piece + "/a", $"a/{piece}b", $"a/b{piece}" });
        var differing = names.Concat(edges).Distinct().Where(name => name.Length > 0 && name[0] != '-' && IsLegal(name) != GitSaysLegal(name));
        differing.Select(Escape.ForDisplay).ShouldBeEmpty();
    }

    private static bool IsLegal(string name) => RefFormat.CheckComponents(System.Text.Encoding.UTF8.GetBytes(name)) is null;

    private static bool GitSaysLegal(string name)
    {
        using var git = Process.Start(new ProcessStartInfo("git") { ArgumentList = { "check-ref-format", name }, RedirectStandardError = true })!;
        git.WaitForExit();
        return git.ExitCode == 0;
    }
}
