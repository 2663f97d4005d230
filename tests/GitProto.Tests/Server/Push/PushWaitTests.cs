using System.Diagnostics;
using GitProto.Server;
using GitProto.Transports;
using static GitProto.Tests.PushScript;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

/// <summary>What happens while a push takes its time.</summary>
[CancelAfter(120_000)]
public sealed class PushWaitTests : IDisposable
{
    private ManualTime time = null!;
    private TaskCompletionSource asked = null!;
    private TaskCompletionSource go = null!;
    private PushScript script = null!;

    [SetUp]
    public async Task Make()
    {
        (time, asked, go) = (new(), new(), new());
        script = await MakeAsync();
    }

    [TearDown]
    public void Dispose() => script.Dispose();

    [Test]
    public async Task A_client_that_waits_for_a_hook_gets_a_sign_of_life()
    {
        await using var client = await BeginAsync();
        var sign = client.ReadPacketAsync();
        for (var round = 0; round < 500 && !sign.IsCompleted; round++)
        {
            await Task.Delay(10);
            time.Advance(TimeSpan.FromSeconds(5.1));
        }

        (await sign).ShouldBe("\u0001");
        go.SetResult();
        (await client.ReadMessageAsync())[^1].ShouldBe("\u0001" + Report("ok refs/heads/main"));
        await client.Serving;
    }

    [Test]
    public async Task A_client_that_leaves_while_a_hook_decides_changes_nothing()
    {
        var client = await BeginAsync();
        await client.DisposeAsync();
        for (var round = 0; round < 500 && !client.Serving.IsCompleted; round++)
        {
            await Task.Delay(10);
            time.Advance(TimeSpan.FromSeconds(5.1));
        }

        await Refusal.OfAsync<IOException>(() => client.Serving);
        script.At(Main).ShouldBe(script.First);
        script.Served.Objects.Contains(script.Second).ShouldBeFalse();
    }

    [Test]
    public async Task Service_ends_at_once_when_cancelled_in_any_state_and_nothing_is_changed()
    {
        var session = PushScript.Hello() + Commands("report-status side-band-64k", (script.First, script.Second, Main)) + script.Pack(script.Second, script.First);
        foreach (var length in new[] { 0, PushScript.Hello().Length, PushScript.Hello().Length + 60, session.Length - 30, session.Length })
        {
            using var stop = new CancellationTokenSource();
            var (near, far) = InProcessConnection.CreatePair();
            await using var client = near;
            var serving = GitServer.ServeAsync(far, null, new DictionaryResolver { ["/r"] = script.Served }, Options(), cancellationToken: stop.Token);
            await near.Output.WriteAsync(System.Text.Encoding.Latin1.GetBytes(session[..length]));
            if (length == session.Length)
                await asked.Task;

            var clock = Stopwatch.StartNew();
            await stop.CancelAsync();

            await Should.ThrowAsync<OperationCanceledException>(() => serving.WaitAsync(TimeSpan.FromSeconds(20)));
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), "a loaded machine is given ten times the second that is meant");
            script.At(Main).ShouldBe(script.First);
            script.Served.Objects.Contains(script.Second).ShouldBeFalse();
        }
    }

    private async Task<ScriptedClient> BeginAsync()
    {
        var client = Call(script.Served, Options());
        await client.SendAsync(PushScript.Hello());
        await client.ReadMessageAsync();
        await client.SendAsync(Commands("report-status side-band-64k", (script.First, script.Second, Main)) + script.Pack(script.Second, script.First));
        await asked.Task;
        return client;
    }

    private GitServerOptions Options() => new()
    {
        AllowReceivePack = true,
        TimeProvider = time,
        ReceivePack = new ReceivePackRules
        {
            Hooks = [new RecordingHook((_, cancellation) =>
            {
                asked.TrySetResult();
                return new ValueTask(go.Task.WaitAsync(cancellation));
            })],
        },
    };
}
