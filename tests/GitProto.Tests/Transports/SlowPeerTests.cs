using System.IO.Pipelines;
using GitProto.Transports;

namespace GitProto.Tests;

[Category("hostile")]
[CancelAfter(30_000)]
public sealed class SlowPeerTests
{
    private static readonly GitTimeouts Timeouts = new()
    {
        Idle = TimeSpan.FromSeconds(60),
        Think = TimeSpan.FromSeconds(600),
        Total = TimeSpan.FromSeconds(3600),
    };

    private readonly ManualTime time = new();

    [TestCaseSource(typeof(Transport), nameof(Transport.Kinds))]
    public async Task W19_A_silent_peer_ends_in_an_idle_timeout_that_names_the_option_and_the_state(string kind, CancellationToken limit)
    {
        await using var transport = await Transport.OpenSilentAsync(kind);
        using var timed = new TimedPipe(transport.Near, Timeouts, time) { State = () => "fetch-v0.negotiating" };

        var read = timed.Input.ReadAsync(limit).AsTask();
        time.Advance(TimeSpan.FromSeconds(59));
        read.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(2));

        var error = await Refusal.OfAsync<GitTimeoutException>(() => read);
        error.Option.ShouldBe("Idle");
        error.Message.ShouldBe("Timed out in state 'fetch-v0.negotiating': no byte came within 60 s (GitTimeouts.Idle).");
    }

    [TestCaseSource(typeof(Transport), nameof(Transport.Kinds))]
    public async Task W19_A_peer_that_never_reads_ends_in_an_idle_timeout_with_bounded_buffers(string kind, CancellationToken limit)
    {
        await using var transport = await Transport.OpenSilentAsync(kind);
        using var timed = new TimedPipe(transport.Near, Timeouts, time);
        var written = 0L;

        var flood = Task.Run(
            async () =>
            {
                while (true)
                {
                    await timed.Output.WriteAsync(new byte[64 * 1024], limit);
                    Interlocked.Add(ref written, 64 * 1024);
                }
            },
            limit);
        await PassAsync(flood, TimeSpan.FromSeconds(20), limit);

        (await Refusal.OfAsync<GitTimeoutException>(() => flood)).Message.ShouldContain("the other side took nothing within 60 s (GitTimeouts.Idle)");
        written.ShouldBeLessThan(32 << 20);
    }

    [TestCase("in process")]
    [TestCase("tcp")]
    [TestCase("stdio")]
    public async Task W19_A_peer_that_sends_one_byte_at_a_time_ends_in_the_total_timeout(string kind, CancellationToken limit)
    {
        await using var transport = await Transport.OpenAsync(kind);
        using var timed = new TimedPipe(transport.Near, Timeouts, time);
        var bytes = 0;

        var error = await Refusal.OfAsync<GitTimeoutException>(async () =>
        {
            while (true)
            {
                await transport.Far.Output.WriteAsync(new byte[1], limit);
                timed.Input.AdvanceTo((await timed.Input.ReadAsync(limit)).Buffer.End);
                bytes++;
                time.Advance(TimeSpan.FromSeconds(50));
            }
        });

        error.Option.ShouldBe("Total");
        bytes.ShouldBe(72);
    }

    [TestCaseSource(typeof(Transport), nameof(Transport.Kinds))]
    public async Task W19_A_cancelled_read_ends_while_the_peer_is_silent(string kind, CancellationToken limit)
    {
        await using var transport = await Transport.OpenSilentAsync(kind);
        using var timed = new TimedPipe(transport.Near, Timeouts, time);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(limit);

        var read = timed.Input.ReadAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => read);
    }

    [TestCaseSource(typeof(Transport), nameof(Transport.Kinds))]
    public async Task W19_A_cancelled_write_ends_while_the_peer_does_not_read(string kind, CancellationToken limit)
    {
        await using var transport = await Transport.OpenSilentAsync(kind);
        using var timed = new TimedPipe(transport.Near, Timeouts, time);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(limit);

        var write = Task.Run(() => FloodAsync(timed.Output, cancel.Token), limit);
        await Task.Delay(200, limit);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => write);
    }

    [TestCase("tcp")]
    [TestCase("stdio")]
    public async Task A_slow_reader_is_no_idle_reader(string kind, CancellationToken limit)
    {
        await using var transport = await Transport.OpenAsync(kind);
        using var timed = new TimedPipe(transport.Near, Timeouts with { Total = Timeout.InfiniteTimeSpan }, time);

        var write = Task.Run(() => timed.Output.WriteAsync(new byte[24 << 20], limit).AsTask(), limit);
        var read = 0L;
        while (read < 24 << 20)
        {
            var result = await transport.Far.Input.ReadAsync(limit);
            var mebibytes = ((read + result.Buffer.Length) >> 20) - (read >> 20);
            read += result.Buffer.Length;
            transport.Far.Input.AdvanceTo(result.Buffer.End);
            time.Advance(TimeSpan.FromSeconds(5 * mebibytes));
        }

        (await write).IsCompleted.ShouldBeFalse();
    }

    private static async Task FloodAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        while (true)
            await output.WriteAsync(new byte[64 * 1024], cancellationToken);
    }

    /// <summary>Lets time pass until a task is done: a writer first has to fill the buffers of the system.</summary>
    private async Task PassAsync(Task task, TimeSpan step, CancellationToken limit)
    {
        while (!task.IsCompleted)
        {
            await Task.Delay(50, limit);
            time.Advance(step);
        }
    }
}
