using GitProto.Conformance.Wire;
using GitProto.Conformance.Wire.Http;

namespace GitProto.Conformance.Peers.Broken;

/// <summary>The client of this library over HTTP with one fault that it always has: it reads answers as something that they are not. The suite has to find it.</summary>
/// <param name="name">What it is called.</param>
/// <param name="change">How it reads answers.</param>
internal sealed class BrokenWebClient(string name, AnswerChange change) : IClientPeer
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<ProgramEnd?> RunAsync(ClientTask task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        var url = new Uri(task.Url);
        await using var relay = new HttpRelay(new Uri(url, "."), new WireLog(), change: change);
        return await new SelfClient().RunAsync(task with { Url = relay.Url(url.Segments[^1]) }, cancellationToken);
    }
}
