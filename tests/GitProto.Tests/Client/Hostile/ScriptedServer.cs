using GitProto.Client;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>A server that says its lines and hangs up, or falls silent, whatever it hears.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly InProcessConnection far;
    private readonly bool staysOnTheLine;
    private readonly Task talking;
    private readonly Task listening;

    private ScriptedServer(IEnumerable<byte[]> script, bool staysOnTheLine)
    {
        (var near, far) = InProcessConnection.CreatePair();
        (Near, this.staysOnTheLine) = (near, staysOnTheLine);
        talking = Task.Run(() => TalkAsync(script));
        listening = Task.Run(() => far.Input.CopyToAsync(Stream.Null));
    }

    public GitConnection Near { get; }

    /// <summary>Starts to talk. The script may be without end.</summary>
    public static ScriptedServer Start(IEnumerable<byte[]> script) => new(script, staysOnTheLine: false);

    /// <summary>Says something, no more than one direction of the connection holds, and is silent from then on.</summary>
    public static async Task<ScriptedServer> StartSilentAsync(params byte[][] script)
    {
        var server = new ScriptedServer(script, staysOnTheLine: true);
        await server.talking;
        return server;
    }

    /// <summary>A session with a server that says something.</summary>
    public static async Task<GitSession> OpenAsync(IEnumerable<byte[]> script, GitClientOptions? options = null, CancellationToken cancellationToken = default) =>
        await GitClient.OpenAsync(Start(script).Near, options, cancellationToken);

    /// <summary>The client has closed its end.</summary>
    public Task LeftAsync() => listening.WaitAsync(Patience.OfARow);

    public async ValueTask DisposeAsync()
    {
        await far.DisposeAsync();
        await Near.DisposeAsync();
        await Task.WhenAll(talking, listening).WaitAsync(Patience.OfARow);
    }

    private async Task TalkAsync(IEnumerable<byte[]> script)
    {
        try
        {
            foreach (var part in script)
            {
                if ((await far.Output.WriteAsync(part)).IsCompleted)
                    break;
            }
            if (!staysOnTheLine)
                await far.Output.CompleteAsync();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The client has closed its end, which is seen elsewhere.
        }
    }
}
