using System.CommandLine;
using GitProto.AspNetCore;
using GitProto.Cli.Http;
using GitProto.Cli.Output;
using GitProto.Cli.Proxying;
using GitProto.Proxying;
using GitProto.Transports;

namespace GitProto.Cli.Commands;

/// <summary>Stands between clients and a server, and judges what passes by the spec, until it is asked to stop.</summary>
internal static class ProxyCommand
{
    private const int BrokenCode = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var listen = new Option<string>("--listen") { Description = "Where to listen: git://ADDR[:PORT] or http://ADDR[:PORT], of the same kind as the server; port 0 means any that is free.", HelpName = "URL", DefaultValueFactory = _ => "" };
        var upstream = new Option<string>("--upstream") { Description = "The server: git://HOST[:PORT], or http:// or https:// with what stands in front of the paths of its repositories.", HelpName = "URL", Required = true };
        var fault = new Option<string?>("--fault")
        {
            Description = "Break each conversation: KIND[:SIDE[:N[:MS]]], where KIND is truncate (half of a packet, then the end), cut (the end), err (an error in place of a packet), delay (a packet is held back MS milliseconds, by default 1000) or drop-lf; "
                + "SIDE is server (the default) or client, N the packet of that side (by default 1; of delay and drop-lf 0, all of them).",
            HelpName = "FAULT",
        };
        var record = new Option<string?>("--record") { Description = "A directory that gets a recording of each conversation, for 'gitproto trace'.", HelpName = "DIR" };
        var mostRecorded = NumberOption.Size("--max-record", "The most bytes of a conversation that are recorded. Default 256m.");
        var waiting = NumberOption.Size("--max-waiting", "The most bytes of each side that wait in a file for the watch; where more would, the conversation goes on and is not watched any more. Default 1g.");
        var connections = NumberOption.Create("--max-connections", "Connections of git:// at once; more wait. Default 32.");
        var connect = NumberOption.Seconds("--connect-timeout", "How long a connection to the server may take. Default 30.");
        var idle = NumberOption.Seconds("--idle-timeout", "Cut off what neither side sends anything on for so long. Default 600.");
        var trace = new Option<bool>("--trace") { Description = "Show each packet on standard error: who sent it (C the client, S the server), what it holds, its place in the spec." };
        var command = new ToolCommand(
            "proxy",
            "Stand between git clients and a server of git:// or http://: read what passes by the spec, both sides, while it passes; write each line again and compare; record; break things. "
                + "Prints its base URL once it listens, and a line for each conversation that is over. Ends with 0 at a signal, or with 1 if a conversation was not legal, or not watched or recorded to its end.",
            "gitproto proxy --listen git://127.0.0.1:0 --upstream git://127.0.0.1:9418 --record /tmp/sessions")
            { listen, upstream, fault, record, mostRecorded, waiting, connections, connect, idle, trace };
        command.Validators.Add(result =>
        {
            if (result.GetResult(upstream) is null)
                return;
            if (ProxyEnds.Problem(result.GetValue(listen) ?? "", result.GetValue(upstream) ?? "") is { } problem)
                result.AddError(problem);
            try
            {
                _ = result.GetValue(fault) is { } text ? ProxyFault.Parse(text) : null;
            }
            catch (ArgumentException e)
            {
                result.AddError($"--fault {e.Message}");
            }
        });
        command.SetAction(async (result, cancellation) =>
        {
            if (result.GetValue(record) is { } directory)
                Directory.CreateDirectory(directory);
            using var packets = result.GetValue(trace) ? new PacketTrace(Console.Error) : null;
            var limits = new WatchLimits { Disk = NumberOption.Bytes(result.GetValue(waiting)) ?? WatchLimits.Default.Disk };
            var journal = new ProxyJournal(Console.Out, result.GetValue(record), NumberOption.Bytes(result.GetValue(mostRecorded)) ?? TraceInput.MaxSize, packets, limits);
            var ends = ProxyEnds.Of(result.GetValue(listen)!, result.GetValue(upstream)!);
            var broken = result.GetValue(fault) is { } text ? () => ProxyFault.Parse(text) : (Func<IPacketFault?>?)null;
            var timeouts = new GitTimeouts { Connect = Time(result.GetValue(connect)) ?? GitTimeouts.Default.Connect, Idle = Time(result.GetValue(idle)) ?? GitProxyOptions.Default.Idle };
            if (ends.IsGit)
            {
                var options = new GitProxyOptions { Tap = journal.Begin, Fault = broken, Idle = timeouts.Idle, OnError = journal.Fail };
                await using var proxy = GitProxy.Start(
                    async stop => await TcpConnection.ConnectAsync(ends.Upstream.DnsSafeHost, ends.UpstreamPort, timeouts, cancellationToken: stop), options,
                    new GitTcpServerOptions { Address = ends.Address, Port = ends.Port, MaxConnections = (int?)result.GetValue(connections) ?? GitTcpServerOptions.Default.MaxConnections });
                await RunAsync(ProxyEnds.BaseUrl(proxy.EndPoint), proxy.StopAsync, cancellation);
            }
            else
            {
                var options = new GitHttpProxyOptions { Tap = journal.BeginHttp, Fault = broken, Connect = timeouts.Connect, Idle = timeouts.Idle, OnError = journal.Fail };
                await using var proxy = await HttpHost.ProxyAsync(ends.Address, ends.Port, ends.Upstream, options);
                await RunAsync(proxy.BaseUrl, proxy.StopAsync, cancellation);
            }
            return journal.IsBroken ? BrokenCode : ExitCode.Success;
        });
        return command;
    }

    private static async Task RunAsync(Uri url, Func<CancellationToken, Task> stop, CancellationToken cancellation)
    {
        Console.Out.WriteLine(url);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        using var limit = new CancellationTokenSource(Patience);
        await stop(limit.Token);
    }

    private static TimeSpan? Time(long? seconds) => seconds switch { null => null, 0 => Timeout.InfiniteTimeSpan, { } some => TimeSpan.FromSeconds(some) };
}
