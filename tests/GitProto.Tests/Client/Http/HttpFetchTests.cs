using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>The client against an Apache that runs <c>git http-backend</c>: lists, clones and fetches.</summary>
[CancelAfter(300_000)]
public sealed class HttpFetchTests : IDisposable
{
    private ApacheServer apache = null!;

    [OneTimeSetUp]
    public void Serve()
    {
        apache = new ApacheServer();
        SourceRepository.MakeRich(apache.Place, ApacheServer.In("rich.git"));
        SourceRepository.MakeRich(apache.Place, ApacheServer.In("rich256.git"), "sha256");
        SourceRepository.Make(apache.Place, ApacheServer.In("empty.git"), "sha1");
    }

    public void Dispose() => apache.Dispose();

    [Test]
    public async Task A_clone_has_the_objects_and_refs_of_its_source([Values(0, 1, 2)] int protocol, [Values("rich.git", "rich256.git")] string name, CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        var (source, path) = (apache.Place.At("served", name), place.At("clone.git"));

        using var clone = await GitClient.CloneAsync(apache.Url(name), path, Options(protocol) with { Mirror = true }, cancellationToken);

        RealGit.Try(path, "", "fsck", "--strict", "--no-dangling").ShouldBe(RealGit.Try(source, "", "fsck", "--strict", "--no-dangling"));
        SourceRepository.Refs(path).ShouldBe(SourceRepository.Refs(source));
        RealGit.Run(path, "symbolic-ref", "HEAD").ShouldBe("refs/heads/main");
        RealGit.Run(path, "config", "remote.origin.url").ShouldBe(apache.Url(name));
    }

    [Test]
    public async Task A_list_of_refs_says_what_git_says([Values(0, 1, 2)] int protocol, CancellationToken cancellationToken)
    {
        await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);

        var refs = await session.GetRefsAsync(cancellationToken: cancellationToken);

        session.Protocol.ShouldBe(protocol);
        var lines = refs.SelectMany(found => found.Peeled is { } peeled
            ? new[] { $"{found.Id}\t{found.Name}", $"{peeled}\t{found.Name}^{{}}" } : [$"{found.Id}\t{found.Name}"]);
        lines.ShouldBe(RealGit.Run(apache.Root, "ls-remote", apache.Url("rich.git")).Split('\n'));
        refs.Single(found => found.Name == "HEAD").SymbolicTarget.ShouldBe(RefName.Parse("refs/heads/main"));
    }

    [Test]
    public async Task An_empty_repository_has_no_refs_and_clones([Values(0, 1, 2)] int protocol, CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();

        using var clone = await GitClient.CloneAsync(apache.Url("empty.git"), place.At("clone.git"), Options(protocol), cancellationToken);

        clone.Fetch.RemoteRefs.ShouldAllBe(found => found.IsUnborn);
        RealGit.Run(place.At("clone.git"), "for-each-ref").ShouldBeEmpty();
    }

    [Test]
    public async Task Common_history_is_found_over_several_turns([Values(0, 1, 2)] int protocol, CancellationToken cancellationToken)
    {
        var name = $"grows-{protocol}.git";
        var source = SourceRepository.MakeRich(apache.Place, ApacheServer.In(name), commits: 120);
        using var place = new TestDirectory();
        using var clone = await GitClient.CloneAsync(apache.Url(name), place.At("clone.git"), Options(protocol), cancellationToken);
        foreach (var number in new[] { 500, 501, 502 })
            SourceRepository.Add(source, "main", number, 1);
        // Commits that the server has never seen come first among the haves.
        SourceRepository.Add(place.At("clone.git"), "local", 1000, 100, isRoot: true);
        using var repository = FileRepository.Open(place.At("clone.git"));

        await using var session = await ConnectAsync(name, protocol, cancellationToken);
        var fetched = await session.FetchAsync(
            repository, new FetchOptions { RefSpecs = [RefSpec.ParseFetch("+refs/heads/main:refs/heads/main")] }, cancellationToken);

        fetched.Pack!.ObjectCount.ShouldBe(9);
        RealGit.Run(place.At("clone.git"), "rev-parse", "main").ShouldBe(RealGit.Run(source, "rev-parse", "main"));
        RealGit.Run(place.At("clone.git"), "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
        var posts = apache.Requests.Where(line => line.StartsWith($"200 POST /git/{name}/git-upload-pack ", StringComparison.Ordinal)).ToList();
        posts.Count.ShouldBeGreaterThan(protocol == 2 ? 5 : 3);
        posts.Count(line => line.Contains("encoding=gzip", StringComparison.Ordinal)).ShouldBeGreaterThan(1);
        posts.ShouldAllBe(line => line.Contains("expect=- ", StringComparison.Ordinal));
    }

    [Test]
    public async Task Without_detailed_answers_nothing_is_looked_for_and_all_is_fetched([Values(0, 1)] int protocol, [Values(AckMode.Single, AckMode.Multi)] AckMode answers, CancellationToken cancellationToken)
    {
        var name = $"terse-{protocol}-{answers}.git";
        var source = SourceRepository.MakeRich(apache.Place, ApacheServer.In(name), commits: 20);
        using var place = new TestDirectory();
        using var clone = await GitClient.CloneAsync(apache.Url(name), place.At("clone.git"), Options(protocol), cancellationToken);
        SourceRepository.Add(source, "main", 500, 1);
        using var repository = FileRepository.Open(place.At("clone.git"));

        await using var session = await ConnectAsync(name, protocol, cancellationToken);
        var fetched = await session.FetchAsync(
            repository, new FetchOptions { RefSpecs = [RefSpec.ParseFetch("+refs/heads/main:refs/heads/main")], Pack = new FetchPackOptions { MaxAckMode = answers } }, cancellationToken);

        fetched.Pack!.ObjectCount.ShouldBeGreaterThan(20);
        RealGit.Run(place.At("clone.git"), "rev-parse", "main").ShouldBe(RealGit.Run(source, "rev-parse", "main"));
        RealGit.Run(place.At("clone.git"), "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
        apache.Requests.Count(line => line.StartsWith($"200 POST /git/{name}/git-upload-pack ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Test]
    public async Task Nothing_travels_when_nothing_is_new([Values(0, 2)] int protocol, CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        using var clone = await GitClient.CloneAsync(apache.Url("rich.git"), place.At("clone.git"), Options(protocol), cancellationToken);
        await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);

        var fetched = await session.FetchAsync(clone.Repository, new FetchOptions { RefSpecs = [RefSpec.AllHeads, RefSpec.AllTags] }, cancellationToken);

        fetched.Pack.ShouldBeNull();
        fetched.Refs.ShouldAllBe(found => found.Status == FetchedRefStatus.UpToDate);
    }

    [Test]
    public async Task History_is_cut_deepened_and_completed([Values(0, 1, 2)] int protocol, CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        var path = place.At("clone.git");
        using var clone = await GitClient.CloneAsync(apache.Url("rich.git"), path, Options(protocol) with { Pack = new FetchPackOptions { Depth = FetchDepth.Of(1) } }, cancellationToken);
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
    public async Task A_pack_goes_to_a_stream_without_a_repository([Values(0, 2)] int protocol, [Values] BandMode bands, CancellationToken cancellationToken)
    {
        await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);
        using var pack = new MemoryStream();

        var result = await session.FetchPackAsync(
            refs => refs.Select(found => found.Id).OfType<ObjectId>(), EmptyHaveWalker.Instance, pack, new FetchPackOptions { MaxBandMode = bands }, cancellationToken);

        result.Size.ShouldBe(pack.Length);
        using var place = new TestDirectory();
        await File.WriteAllBytesAsync(place.At("a.pack"), pack.ToArray(), cancellationToken);
        RealGit.Run(place.Path, "index-pack", "--strict", place.At("a.pack"));
    }

    [Test]
    public async Task What_the_service_refuses_comes_in_its_own_words([Values(0, 2)] int protocol, CancellationToken cancellationToken)
    {
        await using var session = await ConnectAsync("rich.git", protocol, cancellationToken);
        var nowhere = ObjectId.Parse(new string('1', 40));

        var error = await Refusal.OfAsync<RemoteErrorException>(() => session.FetchPackAsync(_ => [nowhere], EmptyHaveWalker.Instance, Stream.Null, null, cancellationToken).AsTask());

        error.Text.ToString().ShouldBe($"upload-pack: not our ref {nowhere}");
    }

    private static CloneOptions Options(int protocol) => new() { Client = new GitClientOptions { Protocol = protocol } };

    private ValueTask<GitSession> ConnectAsync(string name, int protocol, CancellationToken cancellationToken) =>
        GitClient.ConnectAsync(apache.Url(name), new GitClientOptions { Protocol = protocol }, cancellationToken);
}
