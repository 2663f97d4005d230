using System.Globalization;

namespace GitProto.Benchmarks.SideBySide;

/// <summary>Indexes packs with git and with <c>gitproto</c> in turn, from a file and from a pipe, and compares the files that come out.</summary>
internal static class IndexPackContest
{
    private const string Usage =
        "usage: index-pack [--turns N] [--threads N] [--report FILE.md] [--tool PATH-OF-GITPROTO] PACK...\n" +
        "The tool is built before: dotnet build runtime/GitProto.Cli -c Release";

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--turns"] = "5",
            ["--threads"] = "2",
            ["--report"] = "",
            ["--tool"] = "runtime/GitProto.Cli/bin/Release/net10.0/gitproto",
        };
        var packs = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (options.ContainsKey(arguments[i]) && i + 1 < arguments.Length)
                options[arguments[i]] = arguments[++i];
            else
                packs.Add(arguments[i]);
        }
        if (packs.Count == 0 || !packs.TrueForAll(File.Exists) || !File.Exists(options["--tool"]))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
        var lines = new List<string> { Ratios.Head };
        Console.WriteLine(Ratios.Head);
        foreach (var (pack, isPiped) in packs.SelectMany(pack => new[] { (pack, false), (pack, true) }))
        {
            lines.Add(Contest(pack, isPiped, int.Parse(options["--turns"], CultureInfo.InvariantCulture), options["--threads"], options["--tool"]).Row);
            Console.WriteLine(lines[^1]);
        }
        if (options["--report"].Length > 0)
            File.WriteAllLines(options["--report"], ["# index-pack, ours beside git's", "", .. lines]);
        return 0;
    }

    private static Ratios Contest(string pack, bool isPiped, int turns, string threads, string tool)
    {
        var directory = Directory.CreateTempSubdirectory("gitproto-benchmark-").FullName;
        try
        {
            var results = new List<(MeasuredRun, MeasuredRun)>();
            for (var turn = 0; turn < turns; turn++)
                results.Add((Index("git", "git"), Index(tool, "ours")));
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
            string[] common = ["index-pack", "--rev-index", "--threads=" + threads, "-o", index];
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
