namespace GitProto.Benchmarks.SideBySide;

/// <summary>Indexes packs with git and with <c>gitproto</c> in turn, from a file and from a pipe, and compares the files that come out.</summary>
internal static class IndexPackContest
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments) => ContestArguments.Read(arguments, $"index-pack {ContestArguments.Common} PACK...") is { } contest
        ? contest.Report("index-pack", contest.Inputs.SelectMany(pack => new[] { Contest(contest, pack, false), Contest(contest, pack, true) }))
        : 2;

    private static Ratios Contest(ContestArguments contest, string pack, bool isPiped)
    {
        var directory = Directory.CreateTempSubdirectory("gitproto-benchmark-").FullName;
        try
        {
            var results = new List<(MeasuredRun, MeasuredRun)>();
            for (var turn = 0; turn < contest.Turns; turn++)
                results.Add((Index("git", "git"), Index(contest.Tool, "ours")));
            var megabytes = new FileInfo(pack).Length / 1_000_000;
            return new($"{Path.GetFileName(pack)[..Math.Min(12, Path.GetFileName(pack).Length)]}, {megabytes} MB, from a {(isPiped ? "pipe" : "file")}", results);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        MeasuredRun Index(string program, string name)
        {
            var index = Path.Join(directory, name + ".idx");
            foreach (var old in Directory.GetFiles(directory, name + ".*"))
                File.Delete(old);
            string[] common = ["index-pack", "--rev-index", "--threads=" + contest.Threads, "-o", index];
            var run = isPiped
                ? MeasuredRun.Of(program, [.. common, "--stdin", Path.Join(directory, name + ".pack")], pack)
                : MeasuredRun.Of(program, [.. common, pack]);
            if (name == "ours")
                Compare(directory, ".idx");
            return run;
        }
    }

    private static void Compare(string directory, string extension)
    {
        if (!File.ReadAllBytes(Path.Join(directory, "git" + extension)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Join(directory, "ours" + extension))))
            throw new InvalidOperationException($"The two {extension} files differ.");
    }
}
