using System.CommandLine;
using System.Globalization;
using System.Net;
using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Cli.Commands;

/// <summary>Where a daemon listens, and how long it waits.</summary>
internal sealed class DaemonListening
{
    private readonly Option<int> port = new("--port") { Description = $"The port; {GitTransport.Port} by itself.", HelpName = "N", DefaultValueFactory = _ => GitTransport.Port };
    private readonly Option<string> listen = new("--listen") { Description = "The address; by itself every one of IPv4.", HelpName = "ADDR", DefaultValueFactory = _ => "0.0.0.0" };
    private readonly Option<int> connections = new("--max-connections") { Description = "Clients at once; more wait. 0 means no limit.", HelpName = "N", DefaultValueFactory = _ => 32 };
    private readonly Option<int> timeout = new("--timeout") { Description = "Let a client go that is silent for so many seconds.", HelpName = "N" };
    private readonly Option<int> initTimeout = new("--init-timeout") { Description = "The same until it has said what it wants; 30 by itself.", HelpName = "N" };

    private DaemonListening()
    {
        port.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                result.AddError("a port is a number from 0 to 65535");
        });
        listen.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !IPAddress.TryParse(text, out _))
                result.AddError($"'{Escape.ForDisplay(text)}' is no address; names are not supported");
        });
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
        Port = result.GetValue(port),
        MaxConnections = result.GetValue(connections) is > 0 and var most ? most : int.MaxValue,
        OnError = onError,
    };

    /// <summary>How long it waits in a conversation.</summary>
    public GitTimeouts Timeouts(ParseResult result) =>
        result.GetValue(timeout) is > 0 and var seconds ? GitTimeouts.None with { Idle = TimeSpan.FromSeconds(seconds), Think = TimeSpan.FromSeconds(seconds) } : GitTimeouts.Default;

    /// <summary>How long it waits for the first packet.</summary>
    public TimeSpan InitTimeout(ParseResult result) => TimeSpan.FromSeconds(result.GetValue(initTimeout) is > 0 and var seconds ? seconds : 30);
}
