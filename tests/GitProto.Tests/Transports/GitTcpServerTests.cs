using System.Net;
using System.Text;
using GitProto.Transports;

namespace GitProto.Tests;

[CancelAfter(30_000)]
public sealed class GitTcpServerTests
{
    [Test]
    public async Task It_listens_on_a_free_port_of_the_loopback_interface_and_echoes(CancellationToken limit)
    {
        await using var server = GitTcpServer.Start(EchoAsync);
        server.EndPoint.Address.ShouldBe(IPAddress.Loopback);
        server.Port.ShouldBeGreaterThan(0);

        (await AskAsync(server, "hello", limit)).ShouldBe("hello");
    }

    [Test]
    public async Task An_error_of_one_connection_leaves_the_others_alone(CancellationToken limit)
    {
        var errors = new List<Exception>();
        var options = new GitTcpServerOptions { OnError = (error, _) => errors.Add(error) };
        var first = 0;
        await using var server = GitTcpServer.Start(
            (connection, token) => Interlocked.Exchange(ref first, 1) == 0 ? throw new InvalidOperationException("broken") : EchoAsync(connection, token), options);

        await AskAsync(server, "", limit).ContinueWith(_ => { }, TaskScheduler.Default);
        (await AskAsync(server, "still here", limit)).ShouldBe("still here");
        errors.ShouldHaveSingleItem().Message.ShouldBe("broken");
    }

    [Test]
    public async Task More_connections_than_allowed_wait_their_turn(CancellationToken limit)
    {
        await using var server = GitTcpServer.Start(EchoAsync, new GitTcpServerOptions { MaxConnections = 1 });
        await using var holder = await TcpConnection.ConnectAsync("127.0.0.1", server.Port, cancellationToken: limit);
        await holder.Output.WriteAsync("x"u8.ToArray(), limit);
        holder.Input.AdvanceTo((await holder.Input.ReadAsync(limit)).Buffer.End);

        var waiting = AskAsync(server, "later", limit);
        await Task.Delay(100, limit);
        waiting.IsCompleted.ShouldBeFalse();
        server.ConnectionCount.ShouldBe(1);
        await holder.CloseWriteAsync(limit);

        (await waiting).ShouldBe("later");
    }

    [Test]
    public async Task A_graceful_stop_lets_open_connections_finish(CancellationToken limit)
    {
        await using var server = GitTcpServer.Start(EchoAsync);
        await using var open = await TcpConnection.ConnectAsync("127.0.0.1", server.Port, cancellationToken: limit);
        await open.Output.WriteAsync("x"u8.ToArray(), limit);
        open.Input.AdvanceTo((await open.Input.ReadAsync(limit)).Buffer.End);

        var stopping = server.StopAsync(limit);
        await Refusal.OfAsync<IOException>(() => AskAsync(server, "new", limit));
        stopping.IsCompleted.ShouldBeFalse();
        await open.CloseWriteAsync(limit);

        await stopping;
    }

    [Test]
    public async Task Disposing_ends_connections_that_hang()
    {
        var server = GitTcpServer.Start((_, token) => Task.Delay(Timeout.Infinite, token));
        await using var open = await TcpConnection.ConnectAsync("127.0.0.1", server.Port);
        await server.DisposeAsync();

        server.ConnectionCount.ShouldBe(0);
        await server.StopAsync();
    }

    [Test]
    public async Task Stopping_in_the_middle_of_an_accept_is_no_error()
    {
        for (var round = 0; round < 2000; round++)
        {
            var server = GitTcpServer.Start(EchoAsync);
            for (var spin = round % 50 * 200; spin > 0; spin--)
                Thread.SpinWait(1);
            await Should.NotThrowAsync(() => server.DisposeAsync().AsTask());
        }
    }

    [Test]
    public async Task A_peer_that_still_sends_gets_the_last_words(CancellationToken limit)
    {
        await using var server = GitTcpServer.Start(async (connection, token) => await connection.Output.WriteAsync("no thanks"u8.ToArray(), token));
        await using var client = await TcpConnection.ConnectAsync("127.0.0.1", server.Port, cancellationToken: limit);

        var sending = client.Output.WriteAsync(new byte[8 << 20], limit).AsTask();
        using var answer = new MemoryStream();
        await client.Input.CopyToAsync(answer, limit);

        Encoding.ASCII.GetString(answer.ToArray()).ShouldBe("no thanks");
        await sending;
    }

    [Test]
    public async Task A_host_that_refuses_is_an_io_error_that_names_it(CancellationToken limit)
    {
        await using var server = GitTcpServer.Start(EchoAsync);
        var port = server.Port;
        await server.DisposeAsync();

        var error = await Refusal.OfAsync<IOException>(async () => await TcpConnection.ConnectAsync("127.0.0.1", port, cancellationToken: limit));
        error.Message.ShouldContain($"127.0.0.1:{port}");
    }

    private static async Task EchoAsync(TcpConnection connection, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await connection.Input.ReadAsync(cancellationToken);
            foreach (var segment in result.Buffer)
                await connection.Output.WriteAsync(segment, cancellationToken);
            connection.Input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                return;
        }
    }

    private static async Task<string> AskAsync(GitTcpServer server, string text, CancellationToken limit)
    {
        await using var client = await TcpConnection.ConnectAsync("127.0.0.1", server.Port, cancellationToken: limit);
        await client.Output.WriteAsync(Encoding.UTF8.GetBytes(text), limit);
        await client.CloseWriteAsync(limit);
        using var answer = new MemoryStream();
        await client.Input.CopyToAsync(answer, limit);
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
