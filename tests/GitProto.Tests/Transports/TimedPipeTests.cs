using GitProto.Transports;

namespace GitProto.Tests;

[CancelAfter(30_000)]
public sealed class TimedPipeTests
{
    private readonly ManualTime time = new();

    [Test]
    public async Task After_a_write_the_answer_may_take_as_long_as_thinking_takes(CancellationToken limit)
    {
        var (client, server) = InProcessConnection.CreatePair();
        using var timed = new TimedPipe(client, new GitTimeouts { Idle = TimeSpan.FromSeconds(10), Think = TimeSpan.FromSeconds(100) }, time);

        await timed.Output.WriteAsync("question"u8.ToArray(), limit);
        var answer = timed.Input.ReadAsync(limit).AsTask();
        time.Advance(TimeSpan.FromSeconds(99));
        await server.Output.WriteAsync("a"u8.ToArray(), limit);
        timed.Input.AdvanceTo((await answer).Buffer.End);
        var rest = timed.Input.ReadAsync(limit).AsTask();
        time.Advance(TimeSpan.FromSeconds(11));

        (await Should.ThrowAsync<GitTimeoutException>(() => rest)).Option.ShouldBe("Idle");
    }

    [Test]
    public async Task Thinking_too_long_is_named(CancellationToken limit)
    {
        var (client, _) = InProcessConnection.CreatePair();
        using var timed = new TimedPipe(client, new GitTimeouts { Think = TimeSpan.FromSeconds(100) }, time);
        timed.ExpectAnswer();

        var answer = timed.Input.ReadAsync(limit).AsTask();
        time.Advance(TimeSpan.FromSeconds(101));

        (await Should.ThrowAsync<GitTimeoutException>(() => answer)).Option.ShouldBe("Think");
    }

    [Test]
    public async Task Bytes_that_go_out_keep_a_waiting_reader_alive(CancellationToken limit)
    {
        var (client, server) = InProcessConnection.CreatePair();
        using var timed = new TimedPipe(client, new GitTimeouts { Idle = TimeSpan.FromSeconds(10), Think = TimeSpan.FromSeconds(10) }, time);

        var read = timed.Input.ReadAsync(limit).AsTask();
        for (var i = 0; i < 5; i++)
        {
            time.Advance(TimeSpan.FromSeconds(9));
            await timed.Output.WriteAsync("x"u8.ToArray(), limit);
        }
        await server.Output.WriteAsync("y"u8.ToArray(), limit);

        (await read).Buffer.Length.ShouldBe(1);
    }

    [Test]
    public async Task No_bound_means_no_end(CancellationToken limit)
    {
        var (client, server) = InProcessConnection.CreatePair();
        using var timed = new TimedPipe(client, GitTimeouts.None, time);

        var read = timed.Input.ReadAsync(limit).AsTask();
        time.Advance(TimeSpan.FromDays(29));
        read.IsCompleted.ShouldBeFalse();
        await server.Output.WriteAsync("y"u8.ToArray(), limit);

        (await read).Buffer.Length.ShouldBe(1);
    }

    [Test]
    public async Task The_users_own_cancel_is_handed_on(CancellationToken limit)
    {
        var (client, _) = InProcessConnection.CreatePair();
        using var timed = new TimedPipe(client, GitTimeouts.Default, time);

        var read = timed.Input.ReadAsync(limit).AsTask();
        timed.Input.CancelPendingRead();

        (await read).IsCanceled.ShouldBeTrue();
    }

    [Test]
    public async Task Writing_to_a_peer_that_has_gone_is_an_io_error(CancellationToken limit)
    {
        var (client, server) = InProcessConnection.CreatePair();
        using var timed = new TimedPipe(client, GitTimeouts.Default, time);
        await server.DisposeAsync();

        await Refusal.OfAsync<IOException>(async () => await timed.Output.WriteAsync("x"u8.ToArray(), limit));
    }
}
