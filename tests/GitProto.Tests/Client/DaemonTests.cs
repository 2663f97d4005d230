using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>The client against the installed <c>git daemon</c>.</summary>
[CancelAfter(300_000)]
public sealed class DaemonTests : IDisposable
{
    private GitDaemon daemon = null!;

    [OneTimeSetUp]
    public void Serve()
    {
        daemon = new GitDaemon();
        SourceRepository.MakeRich(daemon.Place, GitDaemon.In("rich.git"));
        SourceRepository.MakeRich(daemon.Place, GitDaemon.In("rich256.git"), "sha256");
        SourceRepository.Make(daemon.Place, GitDaemon.In("empty.git"), "sha1");
        RealGit.Run(daemon.Place.At("served", "rich.git"), "config", "uploadpack.allowFilter", "true");
    }

    public void Dispose() => daemon.Dispose();

    [Test]
    public async Task A_clone_has_the_objects_and_refs_of_its_source([Values(0, 1, 2)] int protocol, [Values] bool mirror, [Values("rich.git", "rich256.git")] string name, CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        var source = daemon.Place.At("served", name);

        using var clone = await GitClient.CloneAsync(daemon.Url(name), place.At("clone.git"), Options(protocol) with { Mirror = mirror }, cancellationToken);

        var path = place.At("clone.git");
        RealGit.Try(path, "", "fsck", "--strict", "--no-dangling").ShouldBe(RealGit.Try(source, "", "fsck", "--strict", "--no-dangling"));
        Refs(path).ShouldBe(mirror ? Refs(source) : [.. Refs(source).Where(line => line.Contains(" refs/heads/", StringComparison.Ordinal) || line.Contains(" refs/tags/", StringComparison.Ordinal))]);
        RealGit.Run(path, "symbolic-ref", "HEAD").ShouldBe("refs/heads/main");
        RealGit.Run(path, "config", "remote.origin.url").ShouldBe(daemon.Url(name));
        RealGit.Try(path, "", "config", "remote.origin.mirror").Output.ShouldBe(mirror ? "true\n" : "");
    }

    [Test]
    public async Task A_list_of_refs_says_what_git_says([Values(0, 1, 2)] int protocol, CancellationToken cancellationToken)
    {
        await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);

        var refs = await session.GetRefsAsync(cancellationToken: cancellationToken);

        session.Protocol.ShouldBe(protocol);
        var lines = refs.SelectMany(found => found.Peeled is { } peeled
            ? new[] { $"{found.Id}\t{found.Name}", $"{peeled}\t{found.Name}^{{}}" } : [$"{found.Id}\t{found.Name}"]);
        lines.ShouldBe(RealGit.Run(daemon.Root, "ls-remote", daemon.Url("rich.git")).Split('\n'));
        refs.Single(found => found.Name == "HEAD").SymbolicTarget.ShouldBe(RefName.Parse("refs/heads/main"));
    }

    [Test]
    public async Task Prefixes_limit_a_list([Values(0, 2)] int protocol, CancellationToken cancellationToken)
    {
        await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);

        var refs = await session.GetRefsAsync(new ListRefsOptions { Prefixes = ["refs/tags/v"], Peel = false }, cancellationToken);

        refs.Select(found => found.Name.ToString()).ShouldBe(["refs/tags/v1", "refs/tags/v1-again", "refs/tags/v2"]);
        refs.ShouldAllBe(found => found.Peeled == null);
    }

    [Test]
    public async Task A_list_that_is_left_early_does_not_disturb_what_follows([Values(0, 2)] int protocol, CancellationToken cancellationToken)
    {
        await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);
        await foreach (var found in session.ListRefsAsync(cancellationToken: cancellationToken))
        {
            found.Name.ShouldBe("HEAD");
            break;
        }

        (await session.GetRefsAsync(cancellationToken: cancellationToken)).Count.ShouldBeGreaterThan(5);
    }

    [Test]
    public async Task An_empty_repository_has_no_refs_and_clones([Values(0, 1, 2)] int protocol, CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        using var clone = await GitClient.CloneAsync(daemon.Url("empty.git"), place.At("clone.git"), Options(protocol), cancellationToken);

        clone.Fetch.RemoteRefs.ShouldAllBe(found => found.IsUnborn);
        RealGit.Run(place.At("clone.git"), "symbolic-ref", "HEAD").ShouldBe("refs/heads/main");
        RealGit.Run(place.At("clone.git"), "for-each-ref").ShouldBeEmpty();
    }

    [Test]
    public async Task A_pack_goes_to_a_stream_without_a_repository(
        [Values(0, 2)] int protocol, [Values] BandMode bands, [Values] AckMode answers, CancellationToken cancellationToken)
    {
        await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);
        using var pack = new MemoryStream();

        var result = await session.FetchPackAsync(
            refs => refs.Select(found => found.Id).OfType<ObjectId>(), EmptyHaveWalker.Instance, pack,
            new FetchPackOptions { MaxBandMode = bands, MaxAckMode = answers }, cancellationToken);

        result.Size.ShouldBe(pack.Length);
        pack.ToArray()[..4].ShouldBe("PACK"u8.ToArray());
        using var place = new TestDirectory();
        await File.WriteAllBytesAsync(place.At("a.pack"), pack.ToArray(), cancellationToken);
        RealGit.Run(place.Path, "index-pack", "--strict", place.At("a.pack"));
    }

    [Test]
    public async Task Few_objects_travel_when_little_is_new(
        [Values(0, 1, 2)] int protocol, [Values] AckMode answers, CancellationToken cancellationToken)
    {
        var name = $"grows-{protocol}-{answers}.git";
        var source = SourceRepository.MakeRich(daemon.Place, GitDaemon.In(name), commits: 120);
        using var place = new TestDirectory();
        using var clone = await GitClient.CloneAsync(daemon.Url(name), place.At("clone.git"), Options(protocol), cancellationToken);
        clone.Fetch.Pack!.ObjectCount.ShouldBeGreaterThan(300);
        foreach (var number in new[] { 500, 501, 502 })
            SourceRepository.Add(source, "main", number, 1);

        await using var session = await ConnectAsync(name, protocol, cancellationToken);
        var fetched = await session.FetchAsync(
            clone.Repository, new FetchOptions { RefSpecs = [RefSpec.AllHeads], Pack = new FetchPackOptions { MaxAckMode = answers } }, cancellationToken);

        fetched.Pack!.ObjectCount.ShouldBe(9);
        fetched.Refs.Single(found => found.Name == RefName.Parse("refs/heads/main")).Status.ShouldBe(FetchedRefStatus.FastForward);
        Refs(place.At("clone.git"), "refs/heads/").ShouldBe(Refs(source, "refs/heads/"));
        RealGit.Run(place.At("clone.git"), "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
    }

    [Test]
    public async Task Nothing_travels_when_nothing_is_new([Values(0, 2)] int protocol, CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        using var clone = await GitClient.CloneAsync(daemon.Url("rich.git"), place.At("clone.git"), Options(protocol), cancellationToken);
        await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);

        var fetched = await session.FetchAsync(clone.Repository, new FetchOptions { RefSpecs = [RefSpec.AllHeads, RefSpec.AllTags] }, cancellationToken);

        fetched.Pack.ShouldBeNull();
        fetched.Refs.ShouldAllBe(found => found.Status == FetchedRefStatus.UpToDate);
    }

    [Test]
    public async Task Without_refspecs_objects_come_and_no_ref_is_written([Values(0, 2)] int protocol, CancellationToken cancellationToken)
    {
        using var repository = new MemoryRepository();
        await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);

        var fetched = await session.FetchAsync(repository, cancellationToken: cancellationToken);

        repository.Refs.List().ShouldBeEmpty();
        fetched.RemoteRefs.ShouldAllBe(found => repository.Objects.Contains(found.Id!.Value));
    }

    [Test]
    public async Task Tags_follow_what_they_tag([Values(0, 2)] int protocol, CancellationToken cancellationToken)
    {
        using var repository = new MemoryRepository();
        await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);

        await session.FetchAsync(repository, new FetchOptions { RefSpecs = [RefSpec.ParseFetch("main:refs/remotes/origin/main")] }, cancellationToken);

        repository.Refs.List().Select(found => found.Name.ToString()).ShouldBe(["refs/remotes/origin/main", "refs/tags/light", "refs/tags/v1", "refs/tags/v1-again"]);
    }

    [Test]
    public async Task History_is_cut_deepened_and_completed([Values(0, 1, 2)] int protocol, CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        var path = place.At("clone.git");
        using var clone = await GitClient.CloneAsync(daemon.Url("rich.git"), path, Options(protocol) with { Pack = new FetchPackOptions { Depth = FetchDepth.Of(1) } }, cancellationToken);
        RealGit.Run(path, "rev-list", "--count", "main").ShouldBe("1");

        await DeepenAsync(FetchDepth.MoreBy(2));
        RealGit.Run(path, "rev-list", "--count", "main").ShouldBe("3");
        await DeepenAsync(FetchDepth.All);

        File.Exists(Path.Join(path, "shallow")).ShouldBeFalse();
        RealGit.Run(path, "rev-list", "--count", "main").ShouldBe("40");
        RealGit.Run(path, "fsck", "--strict", "--no-dangling").ShouldBeEmpty();

        async Task DeepenAsync(FetchDepth depth)
        {
            await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);
            await session.FetchAsync(clone.Repository, new FetchOptions { RefSpecs = [RefSpec.AllHeads], Pack = new FetchPackOptions { Depth = depth } }, cancellationToken);
        }
    }

    [Test]
    public async Task A_filter_leaves_objects_out([Values(0, 2)] int protocol, CancellationToken cancellationToken)
    {
        await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);
        using var repository = new MemoryRepository();

        await session.FetchAsync(repository, new FetchOptions { RefSpecs = [RefSpec.AllHeads], Pack = new FetchPackOptions { Filter = "blob:none" } }, cancellationToken);

        var main = repository.Refs.Resolve(RefName.Parse("refs/heads/main"))!.Value;
        var blob = RealGit.Run(daemon.Place.At("served", "rich.git"), "rev-parse", $"{main}:dir/file1");
        repository.Objects.Contains(ObjectId.Parse(blob)).ShouldBeFalse();
    }

    [Test]
    public async Task Refs_that_are_gone_are_pruned_if_asked([Values(0, 2)] int protocol, CancellationToken cancellationToken)
    {
        var name = $"prunes-{protocol}.git";
        var source = SourceRepository.MakeRich(daemon.Place, GitDaemon.In(name));
        using var place = new TestDirectory();
        using var clone = await GitClient.CloneAsync(daemon.Url(name), place.At("clone.git"), Options(protocol) with { Mirror = true }, cancellationToken);
        RealGit.Run(source, "update-ref", "-d", "refs/heads/side");

        await using var session = await ConnectAsync(name, protocol, cancellationToken);
        var fetched = await session.FetchAsync(clone.Repository, new FetchOptions { RefSpecs = [RefSpec.Mirror], Prune = true }, cancellationToken);

        fetched.Refs.Single(found => found.Status == FetchedRefStatus.Pruned).Name.ShouldBe(RefName.Parse("refs/heads/side"));
        Refs(place.At("clone.git")).ShouldBe(Refs(source));
    }

    [Test]
    public async Task History_that_was_rewritten_is_refused_without_force(CancellationToken cancellationToken)
    {
        var source = SourceRepository.MakeRich(daemon.Place, GitDaemon.In("rewritten.git"));
        using var place = new TestDirectory();
        using var clone = await GitClient.CloneAsync(daemon.Url("rewritten.git"), place.At("clone.git"), Options(2), cancellationToken);
        RealGit.Run(source, "update-ref", "refs/heads/main", "side");
        await using var session = await ConnectAsync("rewritten.git", 2, cancellationToken);

        var refused = await session.FetchAsync(clone.Repository, new FetchOptions { RefSpecs = [RefSpec.ParseFetch("refs/heads/*:refs/heads/*")] }, cancellationToken);
        refused.Refs.Single(found => found.Name == RefName.Parse("refs/heads/main")).Reason.ShouldBe("non-fast-forward");
        var forced = await session.FetchAsync(clone.Repository, new FetchOptions { RefSpecs = [RefSpec.AllHeads] }, cancellationToken);

        forced.Refs.Single(found => found.Name == RefName.Parse("refs/heads/main")).Status.ShouldBe(FetchedRefStatus.Forced);
    }

    [Test]
    public async Task What_the_server_refuses_comes_in_its_own_words([Values(0, 2)] int protocol, CancellationToken cancellationToken)
    {
        var error = await Refusal.OfAsync<RemoteErrorException>(() => ConnectAsync("absent.git", protocol, cancellationToken).AsTask());

        error.Text.ToString().ShouldContain("no such repository");
    }

    [Test]
    public async Task A_want_that_is_nowhere_is_refused_by_the_server([Values(0, 2)] int protocol, CancellationToken cancellationToken)
    {
        await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);
        var nowhere = ObjectId.Parse(new string('1', 40));

        var error = await Refusal.OfAsync<RemoteErrorException>(() => session.FetchPackAsync(_ => [nowhere], EmptyHaveWalker.Instance, Stream.Null, null, cancellationToken).AsTask());

        error.Text.ToString().ShouldBe($"upload-pack: not our ref {nowhere}");
        await Refusal.OfAsync<IOException>(() => session.GetRefsAsync(null, cancellationToken).AsTask());
    }

    [Test]
    public async Task Progress_of_the_server_and_of_the_pack_is_told(CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        var phases = new HashSet<GitPhase>();
        var options = Options(2) with { Client = new GitClientOptions { Progress = new Sink(progress => phases.Add(progress.Phase)) } };

        using var clone = await GitClient.CloneAsync(daemon.Url("rich.git"), place.At("clone.git"), options, cancellationToken);

        phases.ShouldContain(GitPhase.Counting);
        phases.ShouldContain(GitPhase.Receiving);
    }

    private static CloneOptions Options(int protocol) => new() { Client = new GitClientOptions { Protocol = protocol } };

    private static string[] Refs(string path, string pattern = "refs/") => SourceRepository.Refs(path, pattern).Split('\n');

    private ValueTask<GitSession> ConnectAsync(string name, int protocol, CancellationToken cancellationToken) =>
        GitClient.ConnectAsync(daemon.Url(name), new GitClientOptions { Protocol = protocol }, cancellationToken);

    private sealed class Sink(Action<GitProgress> report) : IProgress<GitProgress>
    {
        public void Report(GitProgress value)
        {
            lock (report)
                report(value);
        }
    }
}
