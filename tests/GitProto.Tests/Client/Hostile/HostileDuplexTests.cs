using GitProto.Client;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Servers that talk while they should listen.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed class HostileDuplexTests
{
    private const int Chatter = 4 << 20;

    [Test]
    public async Task N11_A_server_that_talks_before_it_reads_the_pack_does_not_block_the_push(CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeSynthetic(place, "big.git"));
        var (near, far) = InProcessConnection.CreatePair();
        var heard = 0L;
        var serving = Task.Run(ServeAsync, cancellationToken);

        await using var session = await GitClient.OpenPushAsync(near, new GitClientOptions { RemoteText = line => heard += line.Text.Length }, cancellationToken);
        var result = await session.PushAsync(repository, PushPair.Specs("main"), cancellationToken);

        result.Succeeded.ShouldBeTrue();
        heard.ShouldBeGreaterThan(Chatter / 2);
        // The server reads until the client is gone.
        await session.DisposeAsync();
        await serving;

        async Task ServeAsync()
        {
            await far.Output.WriteAsync(HostilePush.Greeting(), cancellationToken);
            var line = Wire.Band(2, [.. Enumerable.Repeat((byte)'x', 999), (byte)'\n']);
            for (var sent = 0; sent < Chatter; sent += line.Length)
                await far.Output.WriteAsync(line, cancellationToken);
            var reading = far.Input.CopyToAsync(Stream.Null, cancellationToken);
            await far.Output.WriteAsync(HostilePush.Banded("unpack ok\n", "ok refs/heads/main\n"), cancellationToken);
            await far.Output.CompleteAsync();
            await reading.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    [Test]
    public async Task N12_A_report_in_the_middle_of_the_pack_ends_the_push(CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeSynthetic(place, "big.git"));
        var (near, far) = InProcessConnection.CreatePair(16 * 1024);
        await using var other = far;
        await far.Output.WriteAsync(Wire.Join(HostilePush.Greeting(), HostilePush.Banded("unpack too large\n", "ng refs/heads/main unpacker error\n")), cancellationToken);

        await using var session = await GitClient.OpenPushAsync(near, null, cancellationToken);
        var result = await session.PushAsync(repository, PushPair.Specs("main"), cancellationToken);

        result.UnpackError.ShouldBe("too large");
        result.ObjectCount.ShouldBeNull();
        result.Refs.Single().Reason.ShouldBe("unpacker error");
    }

    [Test]
    public async Task A_push_to_a_server_that_neither_reads_nor_talks_can_be_cancelled(CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeSynthetic(place, "big.git"));
        var (near, far) = InProcessConnection.CreatePair(16 * 1024);
        await using var other = far;
        await far.Output.WriteAsync(HostilePush.Greeting(), cancellationToken);
        await using var session = await GitClient.OpenPushAsync(near, null, cancellationToken);
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var pushing = session.PushAsync(repository, PushPair.Specs("main"), soon.Token).AsTask();
        await Task.Delay(500, cancellationToken);
        pushing.IsCompleted.ShouldBeFalse();
        await soon.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => pushing.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken));
    }

    [Test]
    public async Task A_server_that_stops_reading_runs_into_a_bound(CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeSynthetic(place, "big.git"));
        var (near, far) = InProcessConnection.CreatePair(16 * 1024);
        await using var other = far;
        await far.Output.WriteAsync(HostilePush.Greeting(), cancellationToken);
        var options = new GitClientOptions { Timeouts = new GitTimeouts { Idle = TimeSpan.FromMilliseconds(300) } };
        await using var session = await GitClient.OpenPushAsync(near, options, cancellationToken);

        await Refusal.OfAsync<GitTimeoutException>(() => session.PushAsync(repository, PushPair.Specs("main"), cancellationToken).AsTask());
    }
}
