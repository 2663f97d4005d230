using System.CommandLine;
using System.Net;
using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Cli.Commands;

/// <summary>Where a daemon listens, and how long it waits.</summary>
internal sealed class DaemonListening
{
    private readonly Option<int?> port = NumberOption.Port("--port", $"The port; {GitTransport.Port} by itself.");
    private readonly Option<string> listen = NumberOption.Address("The address; by itself every one of IPv4.", "0.0.0.0");
    private readonly Option<long?> connections = NumberOption.Create("--max-connections", "Clients at once; more wait. 32 by itself; 0 means no limit.");
    private readonly Option<long?> timeout = NumberOption.Seconds("--timeout", "Let a client go that is silent for so many seconds.");
    private readonly Option<long?> initTimeout = NumberOption.Seconds("--init-timeout", "The same until it has said what it wants; 30 by itself.");

    private DaemonListening()
    {
    }

    /// <summary>Adds the options to a command.</summary>
    public static DaemonListening AddTo(Command command)
    {
        var listening = new DaemonListening();
        foreach (var option in (Option[])[listening.port, listening.listen, listening.connections, listening.timeout, listening.initTimeout])
            command.Add(option);
        return listening;
    }

    /// <summary>True if a place to listen is named.</summary>
    public bool IsNamed(ParseResult result) => result.GetResult(port) is { Implicit: false } || result.GetResult(listen) is { Implicit: false };

    /// <summary>Where it listens.</summary>
    public GitTcpServerOptions Place(ParseResult result, Action<Exception, EndPoint?>? onError) => new()
    {
        Address = IPAddress.Parse(result.GetValue(listen)!),
        Port = result.GetValue(port) ?? GitTransport.Port,
        MaxConnections = result.GetValue(connections) switch { null => GitTcpServerOptions.Default.MaxConnections, 0 => int.MaxValue, { } most => (int)most },
        OnError = onError,
    };

    /// <summary>How long it waits in a conversation.</summary>
    public GitTimeouts Timeouts(ParseResult result) =>
        result.GetValue(timeout) is > 0 and { } seconds ? GitTimeouts.None with { Idle = TimeSpan.FromSeconds(seconds), Think = TimeSpan.FromSeconds(seconds) } : GitTimeouts.Default;

    /// <summary>How long it waits for the first packet.</summary>
    public TimeSpan InitTimeout(ParseResult result) => TimeSpan.FromSeconds(result.GetValue(initTimeout) is > 0 and { } seconds ? seconds : 30);
}
