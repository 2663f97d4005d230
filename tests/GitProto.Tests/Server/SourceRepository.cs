using System.Globalization;
using System.Text;

namespace GitProto.Tests;

/// <summary>Repositories of git to be served, made by <c>git fast-import</c>: the same bytes each time.</summary>
internal static class SourceRepository
{
    private const long Start = 1_600_000_000;

    /// <summary>A line of commits, then a merge, with tags of tags, notes and a symbolic ref; partly packed, partly loose.</summary>
    public static string MakeRich(TestDirectory place, string name, string format = "sha1", int commits = 40)
    {
        var path = Make(place, name, format);
        Import(path, Line(commits));
        RealGit.Run(path, "tag", "-a", "v1", "-m", "one", "main~3");
        RealGit.Run(path, "tag", "-a", "v1-again", "-m", "a tag of a tag", "v1");
        RealGit.Run(path, "tag", "light", "main~5");
        RealGit.Run(path, "update-ref", "refs/notes/x", "main~2");
        RealGit.Run(path, "symbolic-ref", "refs/heads/alias", "refs/heads/main");
        RealGit.Run(path, "gc", "-q");
        Import(path, Commit("side", commits + 1, "refs/heads/main~9", "side.txt", "side\n"));
        RealGit.Run(path, "tag", "-a", "v2", "-m", "two", "side");
        return path;
    }

    /// <summary>A history with a known number of objects, about 20,000 unless told otherwise: each commit makes a blob, a tree, a subtree.</summary>
    public static string MakeSynthetic(TestDirectory place, string name, int objects = 20_000)
    {
        var path = Make(place, name, "sha1");
        var random = new Random(20_000);
        var text = new StringBuilder();
        for (var number = 0; number < objects / 4; number++)
        {
            var content = string.Join('\n', Enumerable.Range(0, 8).Select(_ => random.Next().ToString(CultureInfo.InvariantCulture)));
            text.Append(Commit("main", number, null, $"dir{number % 50}/file{number % 400}", content));
        }
        Import(path, text.ToString());
        return path;
    }

    /// <summary>Adds commits to a branch.</summary>
    /// <param name="path">The repository.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="first">The number of the first commit.</param>
    /// <param name="count">How many.</param>
    /// <param name="isRoot">True to begin a history of its own.</param>
    public static void Add(string path, string branch, int first, int count, bool isRoot = false)
    {
        var commits = Enumerable.Range(first, count).Select(number => Commit(branch, number, number == first && !isRoot ? $"refs/heads/{branch}^0" : null, $"file{number % 7}", $"text {number}\n"));
        Import(path, string.Concat(commits));
    }

    public static string Make(TestDirectory place, string name, string format)
    {
        var path = place.At(name);
        RealGit.Run(place.Path, "init", "-q", "--bare", "-b", "main", $"--object-format={format}", path);
        return path;
    }

    /// <summary>Refs with their values, symbolic ones followed.</summary>
    public static string Refs(string path, string pattern = "refs/") => RealGit.Run(path, "for-each-ref", "--format=%(objectname) %(refname)", pattern);

    private static string Line(int commits) =>
        string.Concat(Enumerable.Range(0, commits).Select(number => Commit("main", number, null, $"dir/file{number % 7}", new string('x', number * 11) + $"\n{number}\n")));

    private static string Commit(string branch, int number, string? from, string file, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text).ToString(CultureInfo.InvariantCulture);
        var message = $"commit {number.ToString(CultureInfo.InvariantCulture)}\n";
        var when = (Start + (number * 3600L)).ToString(CultureInfo.InvariantCulture);
        return $"commit refs/heads/{branch}\ncommitter C <c@example.com> {when} +0000\ndata {message.Length.ToString(CultureInfo.InvariantCulture)}\n{message}"
            + (from is null ? "" : $"from {from}\n") + $"M 100644 inline {file}\ndata {length}\n{text}\n";
    }

    private static void Import(string path, string text)
    {
        var (code, _, error) = RealGit.Try(path, text, "fast-import", "--quiet", "--force");
        code.ShouldBe(0, error);
    }
}
