using System.CommandLine;
using GitProto.AspNetCore;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Cli.Commands;

/// <summary>How much clients may ask for, and how long they may take. The names are git's where git has one.</summary>
internal sealed class ServeLimits
{
    private readonly Option<long?> connections = NumberOption.Create("--max-connections", "Clients served at once, of git:// and of http:// each; more wait; 0 means no limit (of http://, 4096). Default 32 of git://, 64 of http://.");
    private readonly Option<long?> queue = NumberOption.Create("--max-queue", "Requests of http:// that wait; more are told to come again. Default 256.");
    private readonly Option<long?> queueTimeout = NumberOption.Seconds("--queue-timeout", "How long they wait before they are told so; 0 means as long as it takes. Default 30.");
    private readonly Option<long?> timeout = NumberOption.Seconds("--timeout", "Let a client go that is silent for so long within a transfer; of this and all below, 0 means never. Default 60.");
    private readonly Option<long?> think = NumberOption.Seconds("--think-timeout", "The same where it is the client's turn. Default 600.");
    private readonly Option<long?> total = NumberOption.Seconds("--total-timeout", "Let a client, of http:// a request, go after so long, whatever it does. Default 0.");
    private readonly Option<long?> init = NumberOption.Seconds("--init-timeout", "Let a client go that has not said what it wants. Default 30.");
    private readonly Option<long?> drain = NumberOption.Seconds("--drain-timeout", "How long the rest of a request of http:// is read once the answer is complete. Default 30.");
    private readonly Option<long?> hook = NumberOption.Seconds("--hook-timeout", "End a hook after so long. Default 600.");
    private readonly Option<string?> input = NumberOption.Size("--max-input-size", "The largest pack that is pushed; 0 means no limit. Default 1024g.");
    private readonly Option<string?> request = NumberOption.Size("--max-request-buffer", "The largest request of http:// that is no push. Default 10m.");

    private ServeLimits()
    {
    }

    private IEnumerable<Option> All => [connections, queue, queueTimeout, timeout, think, total, init, drain, hook, input, request];

    /// <summary>Adds the options to a command.</summary>
    public static ServeLimits AddTo(Command command)
    {
        var limits = new ServeLimits();
        foreach (var option in limits.All)
            command.Add(option);
        return limits;
    }

    /// <summary>How long a client may take to say what it wants.</summary>
    public TimeSpan InitTimeout(ParseResult result) => Time(result, init) ?? GitServerOptions.Default.InitTimeout;

    /// <summary>Clients of git://.</summary>
    public int Connections(ParseResult result) => Count(result) ?? GitTcpServerOptions.Default.MaxConnections;

    /// <summary>What counts for git:// and for http://.</summary>
    public GitServerOptions Apply(ParseResult result, GitServerOptions options) => options with
    {
        InitTimeout = InitTimeout(result),
        Timeouts = new GitTimeouts
        {
            Idle = Time(result, timeout) ?? GitTimeouts.Default.Idle,
            Think = Time(result, think) ?? GitTimeouts.Default.Think,
            Total = Time(result, total) ?? GitTimeouts.Default.Total,
        },
        ReceivePack = options.ReceivePack with
        {
            HookTimeout = Time(result, hook) ?? options.ReceivePack.HookTimeout,
            Pack = options.ReceivePack.Pack with { MaxPackSize = Bytes(result, input) switch { null => PackLimits.Default.MaxPackSize, 0 => long.MaxValue, { } bytes => bytes } },
        },
    };

    /// <summary>What counts for http:// alone.</summary>
    public void Apply(ParseResult result, GitEndpointOptions options)
    {
        options.MaxConcurrentRequests = Count(result) ?? options.MaxConcurrentRequests;
        options.MaxQueuedRequests = (int?)result.GetValue(queue) ?? options.MaxQueuedRequests;
        options.QueueTimeout = Time(result, queueTimeout) ?? options.QueueTimeout;
        options.DrainTimeout = Time(result, drain) ?? options.DrainTimeout;
        options.Limits = options.Limits with { MaxFetchRequest = Bytes(result, request) ?? options.Limits.MaxFetchRequest };
    }

    private int? Count(ParseResult result) => result.GetValue(connections) is { } most ? most == 0 ? int.MaxValue : (int)most : null;

    private static TimeSpan? Time(ParseResult result, Option<long?> option) =>
        result.GetValue(option) is { } seconds ? seconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds) : null;

    private static long? Bytes(ParseResult result, Option<string?> option) => NumberOption.Bytes(result.GetValue(option));
}
