using GitProto.Conformance.Cases.Scenarios;
using GitProto.Conformance.Peers;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>Whether a server that was sent something wrong still serves others.</summary>
internal static class ServerLife
{
    /// <summary>Lists a repository of it.</summary>
    /// <returns>That it cannot be listed; null if it can.</returns>
    public static async Task<Verdict?> CheckAsync(Bench bench, CancellationToken cancellationToken)
    {
        var end = await new SelfClient().RunAsync(new ClientTask(ClientVerb.List, bench.Server.Address.Url("basic.git"), "") { SshCommand = bench.Server.Address.SshCommand }, cancellationToken);
        return end!.ExitCode == 0 ? null : Verdict.Fail($"the server does not serve any more: {Expect.Shown(end.Error)}");
    }
}
