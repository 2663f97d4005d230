using GitProto.Proxying;
using GitProto.Transports;

namespace GitProto.Tests;

[CancelAfter(60_000)]
public sealed class GitProxyTests
{
    [Test]
    public async Task Where_both_sides_are_silent_for_too_long_the_conversation_is_cut_off_and_told(CancellationToken limit)
    {
        var told = new TaskCompletionSource<Exception>();
        await using var server = GitTcpServer.Start((_, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var proxy = GitProxy.Start(
            async stop => await TcpConnection.ConnectAsync("127.0.0.1", server.Port, cancellationToken: stop),
            new GitProxyOptions { Idle = TimeSpan.FromMilliseconds(200), OnError = (error, _) => told.TrySetResult(error) });

        await using var client = await TcpConnection.ConnectAsync("127.0.0.1", proxy.EndPoint.Port, cancellationToken: limit);

        (await told.Task.WaitAsync(limit)).Message.ShouldContain("Neither side has sent anything within 0.2 s (GitProxyOptions.Idle)");
        (await client.Input.ReadAsync(limit)).IsCompleted.ShouldBeTrue();
    }
}
