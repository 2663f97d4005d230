using System.Net;
using System.Net.Sockets;

namespace GitProto.Tests;

/// <summary>Takes connections on a free port of this machine until the test is over, each by a task of its own.</summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    /// <summary>Begins to listen.</summary>
    /// <param name="talk">What is done with a connection. A side that leaves, and the end of the test, are no errors.</param>
    public LoopbackListener(Func<TcpClient, CancellationToken, Task> talk)
    {
        listener.Start();
        accepting = AcceptAsync(talk);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync(Func<TcpClient, CancellationToken, Task> talk)
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                talks.Add(Task.Run(() => TalkAsync(client, talk)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
        await Task.WhenAll(talks);
    }

    private async Task TalkAsync(TcpClient client, Func<TcpClient, CancellationToken, Task> talk)
    {
        using (client)
        {
            try
            {
                await talk(client, stop.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or SocketException)
            {
                // The other side has left, or the test is over.
            }
        }
    }
}
