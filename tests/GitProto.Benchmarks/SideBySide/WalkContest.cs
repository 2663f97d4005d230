using System.Globalization;
using GitProto.Storage;

namespace GitProto.Benchmarks.SideBySide;

/// <summary>Finds everything that the refs of repositories reach, with git and with the library (in a process of its own) in turn, and compares how many objects that is.</summary>
internal static class WalkContest
{
    /// <summary>The command of the process that walks once.</summary>
    public const string Once = "walk-once";

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments) => ContestArguments.Read(arguments, $"walk {ContestArguments.Common} REPOSITORY.git...") is { } contest
        ? contest.Report("Walks", contest.Inputs.Select(repository => Contest(contest, repository)))
        : 2;

    /// <summary>Walks once and prints how many objects it found.</summary>
    /// <returns>The exit code.</returns>
    public static int RunOnce(string path)
    {
        using var repository = FileRepository.Open(path);
        var wants = repository.Refs.List().Select(found => found.Target).OfType<ObjectId>().ToHashSet();
        Console.WriteLine(ObjectWalk.Select(repository.Objects, new ObjectWalkRequest { Wants = wants, Cut = repository.ShallowBoundary }).Count);
        return 0;
    }

    private static Ratios Contest(ContestArguments contest, string repository)
    {
        var results = new List<(MeasuredRun, MeasuredRun)>();
        var count = 0;
        for (var turn = 0; turn < contest.Turns; turn++)
        {
            var git = MeasuredRun.Of("git", ["rev-list", "--objects", "--all"], directory: repository);
            var ours = MeasuredRun.Of(Environment.ProcessPath!, [Once, Path.GetFullPath(repository)]);
            results.Add((git with { Output = "" }, ours));
            count = git.Output.AsSpan().Count('\n');
            if (int.Parse(ours.Output, CultureInfo.InvariantCulture) != count)
                throw new InvalidOperationException($"We found {ours.Output.TrimEnd()} objects, git {count}.");
        }
        return new(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(repository)}, {count} objects"), results);
    }
}
