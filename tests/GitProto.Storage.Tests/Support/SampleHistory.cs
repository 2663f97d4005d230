using System.Globalization;
using System.Text;

namespace GitProto.Storage.Tests.Support;

/// <summary>A history from a fixed seed: files that grow and change a little with each commit, so that packs of it have deep deltas.</summary>
internal static class SampleHistory
{
    /// <summary>Makes a bare repository with one branch, <c>main</c>, and a tag at each hundredth commit; everything in packs of git's making.</summary>
    public static void Create(string directory, int commits, ObjectFormat format = ObjectFormat.Sha1, int seed = 1)
    {
        Git.Run(directory, "init", "-q", "--bare", $"--object-format={format.Name()}", "-b", "main");
        Append(directory, commits, seed);
    }

    /// <summary>Adds commits to the branch.</summary>
    public static void Append(string directory, int commits, int seed)
    {
        var tip = Git.Try(directory, [], "rev-parse", "-q", "--verify", "refs/heads/main").Code == 0;
        Git.RunBytes(directory, Encoding.ASCII.GetBytes(Stream(commits, seed, tip)), "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet");
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static string Stream(int commits, int seed, bool continues)
    {
        var random = new Random(seed);
        var files = new List<List<string>>();
        var text = new StringBuilder();
        for (var commit = 0; commit < commits; commit++)
        {
            text.Append(Invariant, $"commit refs/heads/main\ncommitter A <a@example.com> {1_700_000_000 + (seed * 100_000) + commit} +0000\n");
            Data(text, $"commit {seed}/{commit}\n");
            if (commit == 0 && continues)
                text.Append("from refs/heads/main^0\n");
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                if (files.Count < 3 || random.Next(8) == 0)
                    files.Add([.. Enumerable.Range(0, random.Next(3, 80)).Select(_ => Line(random))]);
                var number = random.Next(files.Count);
                files[number].Insert(random.Next(files[number].Count), Line(random));
                text.Append(Invariant, $"M 100644 inline s{seed}/dir{number % 7}/file{number}.txt\n");
                Data(text, string.Concat(files[number]));
            }
            if (commit % 100 == 99)
            {
                text.Append(Invariant, $"tag v{seed}.{commit}\nfrom refs/heads/main\ntagger A <a@example.com> 1700000000 +0000\n");
                Data(text, $"release {commit}\n");
            }
        }
        return text.ToString();
    }

    private static string Line(Random random) => $"{random.Next():x8} some words of line {random.Next(1000)}\n";

    private static void Data(StringBuilder text, string content) => text.Append(Invariant, $"data {content.Length}\n{content}\n");
}
