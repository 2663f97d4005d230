using GitProto.Proxying;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>A port in front of a server of git://, whose conversations <see cref="FlowWatch"/> reads.</summary>
internal sealed class WatchedDoor(int server) : IAsyncDisposable
{
    private readonly GitProxy proxy = GitProxy.Start(
        async stop => await TcpConnection.ConnectAsync("127.0.0.1", server, cancellationToken: stop).ConfigureAwait(false), new GitProxyOptions { Tap = _ => FlowWatch.Begin() });

    public int Port => proxy.EndPoint.Port;

    public ValueTask DisposeAsync() => proxy.DisposeAsync();
}
