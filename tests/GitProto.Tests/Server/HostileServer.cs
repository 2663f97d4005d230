using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>Puts hostile input before a server under <see cref="HostileRow"/>.</summary>
internal sealed class HostileServer : IDisposable
{
    private HostileServer(MemoryRepository served, ObjectId commit, ObjectId tag, GitServerOptions options) =>
        (Served, Commit, Tag, Options) = (served, commit, tag, options);

    public MemoryRepository Served { get; }

    public ObjectId Commit { get; }

    public ObjectId Tag { get; }

    public GitServerOptions Options { get; }

    public static async Task<HostileServer> MakeAsync(GitServerOptions? options = null)
    {
        var served = new MemoryRepository();
        var commit = await served.CommitAsync("HEAD", "first", [("a", "1"), ("b", HostileRow.Secret)]);
        return new HostileServer(served, commit, await served.TagAsync("v1", commit, "one"), options ?? GitServerOptions.Default);
    }

    /// <summary>Sends something and hangs up; the server must refuse it with an error of a kind.</summary>
    /// <returns>What the server said.</returns>
    public async Task<string> RefusesAsync<T>(string sent)
        where T : Exception
    {
        var (said, error) = await TalkAsync(sent);
        error.ShouldBeAssignableTo<T>($"after {Escape.ForDisplay(System.Text.Encoding.Latin1.GetBytes(sent[..Math.Min(200, sent.Length)]))}");
        return said;
    }

    /// <summary>Sends something and hangs up.</summary>
    /// <returns>What the server said, and how it ended.</returns>
    public async Task<(string Said, Exception? Error)> TalkAsync(string sent)
    {
        var said = "";
        await using var client = ScriptedClient.Call(Served, Options);
        // All that the server said was read to the end of the stream: it has closed the connection.
        var row = new HostileRow { Store = () => HostileRow.Content(Served), IsClosed = _ => client.Serving.ContinueWith(_ => { }, TaskScheduler.Default) };
        var error = await row.RunAsync(async () =>
        {
            var sending = client.SendAsync(sent).ContinueWith(_ => client.EndAsync().AsTask(), TaskScheduler.Default).Unwrap();
            said = await client.ReadToEndAsync();
            await sending.ContinueWith(_ => { }, TaskScheduler.Default);
            await client.Serving;
        });
        said.ShouldNotContain("ERR \0");
        said.ShouldNotContain(HostileRow.Secret, Case.Sensitive);
        return (said, error);
    }

    public void Dispose() => Served.Dispose();
}
