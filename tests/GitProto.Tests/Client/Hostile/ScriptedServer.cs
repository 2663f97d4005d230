using System.IO.Pipelines;
using GitProto.Client;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>A server that says its lines and hangs up, whatever it hears.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly InProcessConnection far;
    private readonly Task talking;
    private readonly Task listening;

    private ScriptedServer(InProcessConnection near, InProcessConnection far, IEnumerable<byte[]> script)
    {
        (Near, this.far) = (near, far);
        talking = Task.Run(() => TalkAsync(script));
        listening = Task.Run(() => far.Input.CopyToAsync(Stream.Null));
    }

    public GitConnection Near { get; }

    /// <summary>Starts to talk. The script may be without end.</summary>
    public static ScriptedServer Start(IEnumerable<byte[]> script)
    {
        var (near, far) = InProcessConnection.CreatePair();
        return new ScriptedServer(near, far, script);
    }

    /// <summary>A session with a server that says something.</summary>
    public static async Task<GitSession> OpenAsync(IEnumerable<byte[]> script, GitClientOptions? options = null, CancellationToken cancellationToken = default) =>
        await GitClient.OpenAsync(Start(script).Near, options, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await far.DisposeAsync();
        await Task.WhenAny(Task.WhenAll(talking, listening), Task.Delay(1000));
    }

    private async Task TalkAsync(IEnumerable<byte[]> script)
    {
        foreach (var part in script)
        {
            FlushResult result;
            try
            {
                result = await far.Output.WriteAsync(part);
            }
            catch (InvalidOperationException)
            {
                return;
            }
            if (result.IsCompleted)
                break;
        }
        await far.Output.CompleteAsync();
    }
}
