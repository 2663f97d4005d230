using System.Diagnostics;

namespace GitProto.Conformance.Peers;

/// <summary>Waits until a server serves: a client of this library lists the refs of a repository.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits for it, and ends it if it does not come.</summary>
    /// <param name="server">The server.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConformanceException">It does not serve within a minute, or has ended.</exception>
    public static async Task<RunningServer> WaitAsync(RunningServer server, string name, CancellationToken cancellationToken)
    {
        try
        {
            for (var watch = Stopwatch.StartNew(); ;)
            {
                var task = new ClientTask(ClientVerb.List, server.Address.Url("basic.git"), "") { SshCommand = server.Address.SshCommand };
                var end = await new SelfClient().RunAsync(task, cancellationToken);
                if (end!.ExitCode == 0)
                    return server;
                if (watch.Elapsed > Patience || await server.HasEndedAsync())
                    throw new ConformanceException($"{name} does not serve: {end.Error}\n{await server.LogAsync()}");
                await Task.Delay(50, cancellationToken);
            }
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
