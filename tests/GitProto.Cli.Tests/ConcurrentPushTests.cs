using System.Diagnostics;
using System.Globalization;

namespace GitProto.Cli.Tests;

/// <summary>Many pushers at once to one repository over HTTP: what the server said it has taken is there afterwards, all of it.</summary>
public sealed class ConcurrentPushTests
{
    private string place = null!;

    private string Repository => Path.Join(place, "project.git");

    [SetUp]
    public void Make()
    {
        place = Directory.CreateTempSubdirectory("gitproto-race-").FullName;
        Run.Git(place, "init", "-q", "--bare", "-b", "shared", "project.git");
        var tree = Run.GitWith(Repository, [], "mktree").Output.Trim();
        Run.Git(Repository, "update-ref", "refs/heads/shared", Run.Git(Repository, "commit-tree", tree, "-m", "Begin").Trim());
    }

    [TearDown]
    public void Forget() => Directory.Delete(place, recursive: true);

    /// <summary>A few rounds; as long as GITPROTO_RACE_SECONDS says, and with more pushers, where it is set.</summary>
    [Test]
    public Task No_update_that_was_acknowledged_is_lost()
    {
        if (Environment.GetEnvironmentVariable("GITPROTO_RACE_SECONDS") is not { } seconds)
            return RaceAsync(3, 2, round => round < 4);
        var limit = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
        var watch = Stopwatch.StartNew();
        return RaceAsync(4, 3, _ => watch.Elapsed < limit);
    }

    private async Task RaceAsync(int ours, int gits, Func<int, bool> goesOn)
    {
        using var server = new ServedDirectory(place, "--http", "0", "--allow-push", "-q");
        var race = new PushRace(server.NextLine() + "project.git", place);
        await race.RunAsync(ours, gits, goesOn);
        server.Stop("TERM").ShouldBe(0);

        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{race.OwnPushes} pushes to branches of their own, {race.Taken.Count} to the branch of all"));
        foreach (var (words, count) in race.Refused)
            await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} × {words}"));

        var history = Run.Git(Repository, "rev-list", "shared").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        race.Taken.Except(history).ShouldBeEmpty();
        history.Length.ShouldBe(race.Taken.Count + 1, "nothing that nobody was told of");
        foreach (var (branch, commit) in race.Own)
            Run.Git(Repository, "rev-parse", branch).Trim().ShouldBe(commit, branch);
        Run.Git(Repository, "fsck", "--strict", "--no-dangling").ShouldBe("");
        Directory.EnumerateFileSystemEntries(Repository, "*", SearchOption.AllDirectories).Where(IsLeftOver).ShouldBeEmpty();
    }

    private static bool IsLeftOver(string path) => path.EndsWith(".lock", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith("tmp", StringComparison.Ordinal);
}
