using GitProto.Client;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Pushes to an Apache that runs <c>git http-backend</c>.</summary>
[CancelAfter(300_000)]
public sealed class HttpPushTests : IDisposable
{
    private ApacheServer apache = null!;

    [OneTimeSetUp]
    public void Serve() => apache = new ApacheServer();

    public void Dispose() => apache.Dispose();

    [Test]
    public async Task Every_ref_goes_to_the_server_and_back([Values(0, 1, 2)] int protocol, [Values("sha1", "sha256")] string format, CancellationToken cancellationToken)
    {
        var name = $"all-{protocol}-{format}.git";
        var target = Target(name, format);
        using var place = new TestDirectory();
        var source = SourceRepository.MakeRich(place, "source.git", format);
        using var repository = FileRepository.Open(source);
        var options = new GitClientOptions { Protocol = protocol };

        var made = await GitClient.PushAsync(apache.Url(name), repository, PushPair.Specs("+refs/*:refs/*"), options, cancellationToken);

        made.Succeeded.ShouldBeTrue();
        SourceRepository.Refs(target).ShouldBe(SourceRepository.Refs(source));
        SourceRepository.Add(source, "main", 600, 3);
        using var again = FileRepository.Open(source);
        await using var session = await GitClient.ConnectPushAsync(apache.Url(name), options, cancellationToken);
        session.Protocol.ShouldBe(protocol == 1 ? 1 : 0);
        var moved = await session.PushAsync(again, PushPair.Specs("main", ":side", "main:refs/heads/new"), cancellationToken);
        moved.Refs.Select(pushed => pushed.Status).ShouldBe([PushedRefStatus.FastForward, PushedRefStatus.Created, PushedRefStatus.Deleted], ignoreOrder: true);
        RealGit.Run(target, "rev-parse", "new").ShouldBe(RealGit.Run(source, "rev-parse", "main"));
        RealGit.Run(target, "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
    }

    [Test]
    public async Task A_push_of_deletes_alone_sends_no_pack(CancellationToken cancellationToken)
    {
        var target = Target("deletes.git");
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeRich(place, "source.git"));
        await GitClient.PushAsync(apache.Url("deletes.git"), repository, PushPair.Specs("main", "side"), null, cancellationToken);

        var gone = await GitClient.PushAsync(apache.Url("deletes.git"), repository, PushPair.Specs(":side"), null, cancellationToken);

        gone.Succeeded.ShouldBeTrue();
        SourceRepository.Refs(target, "refs/heads/").ShouldEndWith("refs/heads/main");
    }

    [Test]
    public async Task A_dry_run_posts_nothing(CancellationToken cancellationToken)
    {
        Target("dry.git");
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeRich(place, "source.git"));

        var result = await GitClient.PushAsync(apache.Url("dry.git"), repository, PushPair.Specs("main") with { DryRun = true }, null, cancellationToken);

        result.Refs.Single().Status.ShouldBe(PushedRefStatus.Created);
        apache.Requests.ShouldNotContain(line => line.Contains("POST /git/dry.git", StringComparison.Ordinal));
    }

    [Test]
    public async Task Atomic_pushes_options_and_refusals_are_told_as_over_any_transport(CancellationToken cancellationToken)
    {
        var target = Target("strict.git");
        RealGit.Run(target, "config", "receive.advertisePushOptions", "true");
        RealGit.Run(target, "config", "receive.denyDeletes", "true");
        Hook(target, "pre-receive", "echo option $GIT_PUSH_OPTION_0 >&2");
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeRich(place, "source.git"));
        var said = new List<string>();
        var options = new GitClientOptions { RemoteText = line => said.Add(line.Text) };
        await GitClient.PushAsync(apache.Url("strict.git"), repository, PushPair.Specs("main", "side") with { ServerOptions = ["loud"] }, options, cancellationToken);

        var refused = await GitClient.PushAsync(apache.Url("strict.git"), repository, PushPair.Specs("main:refs/heads/new", ":side") with { Atomic = true }, null, cancellationToken);

        said.ShouldContain("option loud");
        refused.Succeeded.ShouldBeFalse();
        refused.Refs.ShouldAllBe(pushed => pushed.Status == PushedRefStatus.RemoteRejected);
        RealGit.Try(target, "", "rev-parse", "-q", "--verify", "new").Code.ShouldBe(1);
    }

    [Test]
    public async Task A_pack_larger_than_the_buffer_goes_in_chunks_after_a_probe(CancellationToken cancellationToken)
    {
        var target = Target("large.git");
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeSynthetic(place, "source.git"));

        var result = await GitClient.PushAsync(apache.Url("large.git"), repository, PushPair.Specs("main"), null, cancellationToken);

        result.ObjectCount!.Value.ShouldBeGreaterThan(19_000);
        RealGit.Run(target, "fsck", "--strict").ShouldBeEmpty();
        var posts = apache.Requests.Where(line => line.StartsWith("200 POST /git/large.git/git-receive-pack ", StringComparison.Ordinal)).ToList();
        posts.Count.ShouldBe(2);
        posts[0].ShouldContain("transfer=- length=4 ");
        posts[1].ShouldContain("transfer=chunked length=- ");
        posts.ShouldAllBe(line => line.Contains("encoding=- ", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_pack_that_fits_a_larger_buffer_goes_with_its_length(CancellationToken cancellationToken)
    {
        var target = Target("held.git");
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeSynthetic(place, "source.git"));
        var options = new GitClientOptions { Http = new GitHttpClientOptions { PostBuffer = 64 << 20 } };

        await GitClient.PushAsync(apache.Url("held.git"), repository, PushPair.Specs("main"), options, cancellationToken);

        RealGit.Run(target, "fsck", "--strict").ShouldBeEmpty();
        apache.Requests.Single(line => line.Contains(" POST /git/held.git/", StringComparison.Ordinal)).ShouldContain("transfer=- ");
    }

    [Test]
    public async Task A_service_that_is_off_is_forbidden(CancellationToken cancellationToken)
    {
        SourceRepository.Make(apache.Place, ApacheServer.In("off.git"), "sha1");

        var error = await Refusal.OfAsync<GitHttpException>(() => GitClient.ConnectPushAsync(apache.Url("off.git"), null, cancellationToken).AsTask());

        error.Message.ShouldContain("is forbidden (403)");
    }

    private string Target(string name, string format = "sha1")
    {
        var path = SourceRepository.Make(apache.Place, ApacheServer.In(name), format);
        RealGit.Run(path, "config", "http.receivepack", "true");
        return path;
    }

    private static void Hook(string target, string name, string script)
    {
        var path = Path.Join(target, "hooks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
