using System.Net;

namespace GitProto.Transports;

/// <summary>Where a <see cref="GitTcpServer"/> listens and how much it takes on.</summary>
public sealed record GitTcpServerOptions
{
    /// <summary>The defaults: any free port of the loopback interface.</summary>
    public static GitTcpServerOptions Default { get; } = new();

    /// <summary>The address to listen on. Default 127.0.0.1: only programs of this machine can connect.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port. Default 0: any free one, see <see cref="GitTcpServer.Port"/>.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Connections served at once. Default 32, as git's daemon. More wait in the queue of the operating system until one ends, so give
    /// the handler time-outs.
    /// </summary>
    public int MaxConnections { get; init; } = 32;

    /// <summary>Connections the operating system keeps waiting. Default 128.</summary>
    public int Backlog { get; init; } = 128;

    /// <summary>
    /// How long a connection is read on, and what comes thrown away, after the handler is done: a peer that is still sending would otherwise
    /// lose the last words it was sent. Default two seconds.
    /// </summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Told of errors of the handler, which end one connection and nothing else. Default nobody.</summary>
    public Action<Exception, EndPoint?>? OnError { get; init; }
}
