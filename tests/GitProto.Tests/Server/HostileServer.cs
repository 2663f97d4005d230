using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>Puts hostile input before a server, and checks what must hold after every one.</summary>
internal sealed class HostileServer : IDisposable
{
    private const long MaxGrowth = 64 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private HostileServer(MemoryRepository served, ObjectId commit, ObjectId tag, GitServerOptions options) =>
        (Served, Commit, Tag, Options) = (served, commit, tag, options);

    public MemoryRepository Served { get; }

    public ObjectId Commit { get; }

    public ObjectId Tag { get; }

    public GitServerOptions Options { get; }

    public static async Task<HostileServer> MakeAsync(GitServerOptions? options = null)
    {
        var served = new MemoryRepository();
        var commit = await served.CommitAsync("HEAD", "first", [("a", "1")]);
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
        var (objects, refs) = (Served.Objects.Ids.Count(), Refs());
        var memory = GC.GetTotalMemory(forceFullCollection: false);
        await using var client = ScriptedClient.Call(Served, Options);
        var sending = client.SendAsync(sent).ContinueWith(_ => client.EndAsync().AsTask(), TaskScheduler.Default).Unwrap();
        var said = await client.ReadToEndAsync().WaitAsync(Patience);
        Exception? error = null;
        try
        {
            await client.Serving.WaitAsync(Patience);
        }
        catch (Exception e) when (e is not TimeoutException)
        {
            error = e;
        }
        await sending.WaitAsync(Patience).ContinueWith(_ => { }, TaskScheduler.Default);
        if (error is not (null or GitProtoException or IOException))
            Assert.Fail($"a raw error: {error}");
        error?.Message.ShouldNotContain(character => char.IsControl(character));
        said.ShouldNotContain("ERR \0");
        Served.Objects.Ids.Count().ShouldBe(objects);
        Refs().ShouldBe(refs);
        if (GC.GetTotalMemory(forceFullCollection: false) - memory > MaxGrowth)
            (GC.GetTotalMemory(forceFullCollection: true) - memory).ShouldBeLessThan(MaxGrowth);
        return (said, error);
    }

    public void Dispose() => Served.Dispose();

    private string Refs() => string.Join('\n', Served.Refs.List().Select(found => $"{found.Target} {found.Name}"));
}
