using System.Globalization;
using GitProto.Storage;

namespace GitProto.Benchmarks.SideBySide;

/// <summary>Reads every object that the refs of repositories reach, in the order of a walk or in a random one, with git and with the library (in a process of its own) in turn, and compares the bytes.</summary>
internal static class ReadContest
{
    /// <summary>The command of the process that reads once.</summary>
    public const string Once = "read-once";

    private const string Shuffled = "--shuffled";

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments) =>
        ContestArguments.Read(arguments, $"read {ContestArguments.Common} [{Shuffled} 1] REPOSITORY.git...", (Shuffled, "0")) is { } contest
            ? contest.Report("Reads", contest.Inputs.Select(repository => Contest(contest, repository)))
            : 2;

    /// <summary>Reads the objects of a list once and prints how many bytes they have.</summary>
    /// <returns>The exit code.</returns>
    public static int RunOnce(string path, string list)
    {
        using var repository = FileRepository.Open(path);
        var bytes = 0L;
        foreach (var line in File.ReadLines(list))
            bytes += repository.Objects.TryRead(ObjectId.Parse(line))!.Size;
        Console.WriteLine(bytes);
        return 0;
    }

    private static Ratios Contest(ContestArguments contest, string repository)
    {
        var directory = Directory.CreateTempSubdirectory("gitproto-benchmark-").FullName;
        try
        {
            var (list, gits) = (Path.Join(directory, "ids"), Path.Join(directory, "objects"));
            var ids = MeasuredRun.Of("git", ["rev-list", "--objects", "--no-object-names", "--all"], directory: repository).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (contest.Number(Shuffled) > 0)
                new Random(contest.Number(Shuffled)).Shuffle(ids);
            File.WriteAllText(list, string.Concat(ids.Select(id => id + "\n")));
            var results = new List<(MeasuredRun, MeasuredRun)>();
            for (var turn = 0; turn < contest.Turns; turn++)
            {
                var git = MeasuredRun.Of("git", ["cat-file", "--buffer", "--batch=%(objectname)"], list, repository, gits);
                var ours = MeasuredRun.Of(Environment.ProcessPath!, [Once, Path.GetFullPath(repository), list]);
                results.Add((git, ours));
                // A line with the id stands before each object, and an empty one behind it.
                var bytes = new FileInfo(gits).Length - ids.Sum(id => id.Length + 2L);
                if (long.Parse(ours.Output, CultureInfo.InvariantCulture) != bytes)
                    throw new InvalidOperationException($"We read {ours.Output.TrimEnd()} bytes, git {bytes}.");
            }
            return new(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(repository)}, {ids.Length} objects"), results);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
