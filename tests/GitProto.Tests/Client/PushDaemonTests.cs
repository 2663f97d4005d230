using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>Pushes to the installed <c>git daemon</c>.</summary>
[CancelAfter(300_000)]
public sealed class PushDaemonTests : IDisposable
{
    private GitDaemon daemon = null!;

    [OneTimeSetUp]
    public void Serve() => daemon = new GitDaemon();

    public void Dispose() => daemon.Dispose();

    [Test]
    public async Task Every_ref_goes_to_the_daemon_and_back([Values(0, 1, 2)] int protocol, [Values("sha1", "sha256")] string format, CancellationToken cancellationToken)
    {
        var name = $"all-{protocol}-{format}.git";
        var target = SourceRepository.Make(daemon.Place, GitDaemon.In(name), format);
        using var place = new TestDirectory();
        var source = SourceRepository.MakeRich(place, "source.git", format);
        using var repository = FileRepository.Open(source);
        var options = new GitClientOptions { Protocol = protocol };

        var made = await GitClient.PushAsync(daemon.Url(name), repository, PushPair.Specs("+refs/*:refs/*") with { Prune = true }, options, cancellationToken);

        made.Succeeded.ShouldBeTrue();
        SourceRepository.Refs(target).ShouldBe(SourceRepository.Refs(source));
        RealGit.Run(target, "fsck", "--strict", "--no-dangling").ShouldBeEmpty();

        SourceRepository.Add(source, "main", 600, 3);
        using var again = FileRepository.Open(source);
        await using var session = await GitClient.ConnectPushAsync(daemon.Url(name), options, cancellationToken);
        session.Protocol.ShouldBe(protocol == 1 ? 1 : 0);
        session.Format.Name().ShouldBe(format);
        var moved = await session.PushAsync(again, PushPair.Specs("main", ":side", "main:refs/heads/new"), cancellationToken);
        moved.Refs.Select(pushed => pushed.Status).ShouldBe([PushedRefStatus.FastForward, PushedRefStatus.Created, PushedRefStatus.Deleted], ignoreOrder: true);
        RealGit.Run(target, "rev-parse", "new").ShouldBe(RealGit.Run(source, "rev-parse", "main"));
        RealGit.Run(target, "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
    }

    [Test]
    public async Task Twenty_thousand_objects_go_over_a_socket(CancellationToken cancellationToken)
    {
        var target = SourceRepository.Make(daemon.Place, GitDaemon.In("large.git"), "sha1");
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeSynthetic(place, "source.git"));
        var phases = new HashSet<GitPhase>();
        var options = new GitClientOptions { Progress = new Sink(phases) };

        var result = await GitClient.PushAsync(daemon.Url("large.git"), repository, PushPair.Specs("main"), options, cancellationToken);

        result.ObjectCount!.Value.ShouldBeGreaterThan(19_000);
        phases.ShouldContain(GitPhase.Writing);
        RealGit.Run(target, "fsck", "--strict").ShouldBeEmpty();
    }

    [Test]
    public async Task A_daemon_that_refuses_in_the_middle_of_a_pack_ends_the_push(CancellationToken cancellationToken)
    {
        var target = SourceRepository.Make(daemon.Place, GitDaemon.In("small.git"), "sha1");
        RealGit.Run(target, "config", "receive.maxInputSize", "1000");
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeSynthetic(place, "source.git"));
        string ending;

        try
        {
            ending = (await GitClient.PushAsync(daemon.Url("small.git"), repository, PushPair.Specs("main"), null, cancellationToken)).UnpackError ?? "it was taken";
        }
        catch (IOException e)
        {
            // git's program leaves without reading the rest. The system then resets the connection, and may drop what of the report was not delivered yet.
            ending = e.Message;
        }

        ending.ShouldMatch("abnormal exit|hung up|reset by peer|Broken pipe");
        SourceRepository.Refs(target).ShouldBeEmpty();
    }

    [Test]
    public async Task A_repository_that_is_not_there_is_an_error_of_the_server(CancellationToken cancellationToken)
    {
        var error = await Refusal.OfAsync<RemoteErrorException>(() => GitClient.ConnectPushAsync(daemon.Url("absent.git"), null, cancellationToken).AsTask());

        error.Text.ToString().ShouldContain("no such repository");
    }

    private sealed class Sink(HashSet<GitPhase> phases) : IProgress<GitProgress>
    {
        public void Report(GitProgress value)
        {
            lock (phases)
                phases.Add(value.Phase);
        }
    }
}
