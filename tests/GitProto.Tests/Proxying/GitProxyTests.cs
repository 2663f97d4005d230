using System.Net;
using System.Net.Sockets;
using System.Text;
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

    [Test]
    public async Task What_a_server_said_before_it_left_arrives_though_the_client_says_more(CancellationToken limit)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = AnswerAndLeaveAsync(listener, limit);
        await using var proxy = GitProxy.Start(
            async stop => await TcpConnection.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, cancellationToken: stop),
            new GitProxyOptions { Fault = () => ProxyFault.Parse("delay:server:0:600") });
        await using var client = await TcpConnection.ConnectAsync("127.0.0.1", proxy.EndPoint.Port, cancellationToken: limit);

        for (var times = 0; times < 10; times++)
        {
            await client.Output.WriteAsync("0008abcd"u8.ToArray(), limit);
            await Task.Delay(20, limit);
        }

        Encoding.ASCII.GetString((await client.Input.ReadAtLeastAsync(10, limit)).Buffer.FirstSpan).ShouldBe("000aanswer");
        await served;
    }

    // As a program does that ends: without looking at what else was sent.
    private static async Task AnswerAndLeaveAsync(TcpListener listener, CancellationToken limit)
    {
        using var socket = await listener.AcceptSocketAsync(limit);
        await socket.ReceiveAsync(new byte[8], limit);
        await socket.SendAsync("000aanswer"u8.ToArray(), limit);
    }
}
