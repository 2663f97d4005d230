using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Server;

/// <summary>What every service stands on: streams with time-outs, a session on them, and a guard that tells the client why it ends.</summary>
internal static class ServerSession
{
    /// <summary>Serves one client. The streams stay open.</summary>
    public static async Task RunAsync(IDuplexPipe pipe, GitServerOptions options, bool stateless, Func<WireSession, LastWords, Task> serve)
    {
        using var timed = new TimedPipe(pipe, options.Timeouts, options.TimeProvider);
        var context = new WireContext { Stateless = stateless, Limits = options.WireLimits, Observer = options.Observer };
        timed.State = () => context.Where;
        var session = new WireSession(timed, Role.Server, Role.Client, context);
        var lastWords = new LastWords(session);
        await lastWords.GuardAsync(() => serve(session, lastWords)).ConfigureAwait(false);
    }
}
