using System.Collections.Concurrent;
using System.Globalization;
using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Cli.Tests;

/// <summary>
/// Pushers to one repository at once. Each moves a branch of its own, which must always succeed, and in turn one branch that all of them want, as git's users do: fetch,
/// commit on top, push, and again if somebody was faster.
/// </summary>
internal sealed class PushRace(string url, string place)
{
    private const string Shared = "refs/heads/shared";
    private const int MaxAttempts = 1000;

    /// <summary>The commits that the server said it has taken into the branch of all.</summary>
    public ConcurrentBag<string> Taken { get; } = [];

    /// <summary>For each branch of one pusher the commit that the server said it is at.</summary>
    public ConcurrentDictionary<string, string> Own { get; } = [];

    /// <summary>How often a pusher was told that it may go on, on its own branch.</summary>
    public int OwnPushes;

    /// <summary>How often, and with which words, somebody was told that somebody else was faster.</summary>
    public ConcurrentDictionary<string, int> Refused { get; } = [];

    /// <summary>All pushers to their end.</summary>
    /// <param name="ours">How many are <see cref="GitClient"/>.</param>
    /// <param name="gits">How many are git.</param>
    /// <param name="goesOn">Whether there is a round of this number.</param>
    public Task RunAsync(int ours, int gits, Func<int, bool> goesOn) => Task.WhenAll([
        .. Enumerable.Range(0, ours).Select(number => Task.Run(() => PushOursAsync($"ours-{number}", goesOn))),
        .. Enumerable.Range(0, gits).Select(number => Task.Factory.StartNew(() => PushGits($"git-{number}", goesOn), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))]);

    private async Task PushOursAsync(string name, Func<int, bool> goesOn)
    {
        var (repository, own) = (new MemoryRepository(), $"refs/heads/{name}");
        for (var round = 0; goesOn(round); round++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{name} {round}");
            var commit = await repository.CommitAsync(own, text, [(name, text)]);
            var pushed = await GitClient.PushAsync(url, repository, PushRefsOptions.Of([own]));
            pushed.Succeeded.ShouldBeTrue(pushed.Refs.Single().Reason);
            Acknowledge(own, commit.ToString());

            for (var attempt = 1; ; attempt++)
            {
                await using (var session = await GitClient.ConnectAsync(url))
                    await session.FetchAsync(repository, FetchOptions.Of([$"+{Shared}:{Shared}"]));
                commit = await repository.CommitAsync(Shared, text, [(name, text)]);
                var result = (await GitClient.PushAsync(url, repository, PushRefsOptions.Of([Shared]))).Refs.Single();
                if (result.Succeeded)
                    break;
                Refuse($"ours: {result.Status} {result.Reason}", attempt);
            }
            Taken.Add(commit.ToString());
        }
    }

    private void PushGits(string name, Func<int, bool> goesOn)
    {
        var (repository, own) = (Path.Join(place, name), $"refs/heads/{name}");
        Run.Git(place, "init", "-q", "--bare", name);
        var parent = Array.Empty<string>();
        for (var round = 0; goesOn(round); round++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{name} {round}");
            var tree = Run.GitWith(repository, [], "mktree").Output.Trim();
            var commit = Run.Git(repository, ["commit-tree", tree, "-m", text, .. parent]).Trim();
            Run.Git(repository, "push", "-q", url, $"{commit}:{own}");
            Acknowledge(own, commit);
            parent = ["-p", commit];

            for (var attempt = 1; ; attempt++)
            {
                Run.Git(repository, "fetch", "-q", url, $"+{Shared}:{Shared}");
                commit = Run.Git(repository, "commit-tree", Shared + "^{tree}", "-m", text, "-p", Shared).Trim();
                var outcome = Run.TryGit(repository, "push", "-q", "--porcelain", url, $"{commit}:{Shared}");
                if (outcome.Code == 0)
                    break;
                var refusal = outcome.Output.Split('\n').SingleOrDefault(line => line.StartsWith('!'));
                refusal.ShouldNotBeNull(outcome.Error);
                Refuse($"git: {refusal[(refusal.LastIndexOf('\t') + 1)..]}", attempt);
            }
            Taken.Add(commit);
        }
    }

    private void Acknowledge(string branch, string commit)
    {
        Own[branch] = commit;
        Interlocked.Increment(ref OwnPushes);
    }

    private void Refuse(string words, int attempt)
    {
        attempt.ShouldBeLessThan(MaxAttempts, words);
        Refused.AddOrUpdate(words, 1, (_, before) => before + 1);
    }
}
