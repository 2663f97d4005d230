using System.Buffers.Binary;
using System.Globalization;

namespace GitProto.Benchmarks.SideBySide;

/// <summary>Packs repositories with git and with <c>gitproto</c> in turn, as they are (most deltas are stored then), or from loose objects alone.</summary>
internal static class PackObjectsContest
{
    private const string Commits = "--commits";

    /// <summary>Packs all that the refs of repositories reach.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments) => ContestArguments.Read(arguments, $"pack-objects {ContestArguments.Common} REPOSITORY.git...") is { } contest
        ? contest.Report("pack-objects", contest.Inputs.Select(repository => Contest(contest, repository, Path.GetFileName(repository))))
        : 2;

    /// <summary>Packs the first commits of repositories, and what they reach, from loose objects.</summary>
    /// <returns>The exit code.</returns>
    public static int RunLoose(string[] arguments) =>
        ContestArguments.Read(arguments, $"pack-loose {ContestArguments.Common} [{Commits} N] REPOSITORY.git...", (Commits, "3000")) is { } contest
            ? contest.Report("pack-objects of loose objects", contest.Inputs.Select(repository => Loose(contest, repository)))
            : 2;

    private static Ratios Loose(ContestArguments contest, string repository)
    {
        var directory = Directory.CreateTempSubdirectory("gitproto-benchmark-").FullName;
        try
        {
            var commits = MeasuredRun.Of("git", ["rev-list", "--reverse", "--topo-order", "HEAD"], directory: repository).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var count = Math.Min(contest.Number(Commits), commits.Length);
            var (tip, pack) = (Path.Join(directory, "tip"), Path.Join(directory, "pack"));
            File.WriteAllText(tip, commits[count - 1] + "\n");
            var loose = Path.Join(directory, "loose.git");
            MeasuredRun.Of("git", ["pack-objects", "--revs", "--stdout", "-q"], tip, repository, pack);
            MeasuredRun.Of("git", ["init", "-q", "--bare", loose]);
            MeasuredRun.Of("git", ["unpack-objects", "-q"], pack, loose);
            MeasuredRun.Of("git", ["update-ref", "refs/heads/main", commits[count - 1]], directory: loose);
            return Contest(contest, loose, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(repository)}, history of commit {count}, loose"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static Ratios Contest(ContestArguments contest, string repository, string name)
    {
        var directory = Directory.CreateTempSubdirectory("gitproto-benchmark-").FullName;
        try
        {
            var (gits, ours) = (Path.Join(directory, "git.pack"), Path.Join(directory, "ours.pack"));
            string[] arguments = ["pack-objects", "--revs", "--all", "--stdout", "-q", "--delta-base-offset", "--threads=" + contest.Threads];
            var results = new List<(MeasuredRun, MeasuredRun)>();
            for (var turn = 0; turn < contest.Turns; turn++)
                results.Add((MeasuredRun.Of("git", arguments, directory: repository, outputTo: gits), MeasuredRun.Of(contest.Tool, arguments, directory: repository, outputTo: ours)));
            // Git takes it, with all that it reaches, and finds as many objects.
            MeasuredRun.Of("git", ["index-pack", "--threads=" + contest.Threads, ours]);
            var count = Count(ours);
            if (count != Count(gits))
                throw new InvalidOperationException($"Our pack has {count} objects, git's {Count(gits)}.");
            var size = new FileInfo(ours).Length / (double)new FileInfo(gits).Length;
            return new(string.Create(CultureInfo.InvariantCulture, $"{name}, {count} objects, {new FileInfo(gits).Length / 1_000_000} MB, size of ours to git's {size:F3}"), results);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static uint Count(string pack)
    {
        using var file = File.OpenRead(pack);
        Span<byte> header = stackalloc byte[12];
        file.ReadExactly(header);
        return BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
    }
}
