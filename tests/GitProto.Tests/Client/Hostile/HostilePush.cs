using System.Diagnostics;
using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>Pushes to a server that says whatever a test wants, and looks at what holds after each.</summary>
internal static class HostilePush
{
    public const string Capabilities = "report-status report-status-v2 delete-refs side-band-64k quiet atomic ofs-delta push-options object-format=sha1 agent=x";
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(30);

    /// <summary>A server without refs, and what it offers.</summary>
    public static byte[] Greeting(string capabilities = Capabilities) => Wire.Lines($"{new string('0', 40)} capabilities^{{}}\0{capabilities}\n", "0000");

    /// <summary>A report in band 1, closed inside and outside.</summary>
    public static byte[] Banded(params string[] lines) => Wire.Join(Wire.Band(1, Wire.Lines([.. lines, "0000"])), Wire.Lines("0000"));

    /// <summary>A repository with <c>refs/heads/main</c> and <c>refs/heads/other</c>.</summary>
    public static async Task<MemoryRepository> SourceAsync()
    {
        var memory = new MemoryRepository();
        await memory.CommitAsync("refs/heads/main", "one", [("a", "text\n")]);
        await memory.CommitAsync("refs/heads/other", "two", [("b", "text\n")]);
        return memory;
    }

    /// <summary>Pushes both branches.</summary>
    public static async Task<PushResult> PushAsync(IEnumerable<byte[]> script, PushRefsOptions? push = null, GitClientOptions? options = null)
    {
        using var memory = await SourceAsync();
        await using var session = await GitClient.OpenPushAsync(ScriptedServer.Start(script).Near, options);
        return await session.PushAsync(memory, push ?? PushPair.Specs("main", "other"));
    }

    /// <summary>Pushes, which must fail with an error of the stated kind, soon, and leave a session that says it is over.</summary>
    public static async Task<T> RefusedAsync<T>(params byte[][] script)
        where T : Exception
    {
        using var memory = await SourceAsync();
        var time = Stopwatch.StartNew();
        PushSession? session = null;
        var error = await Should.ThrowAsync<Exception>(async () =>
        {
            session = await GitClient.OpenPushAsync(ScriptedServer.Start(script).Near);
            await session.PushAsync(memory, PushPair.Specs("main", "other"));
        });
        if (error is not T)
            Assert.Fail($"Expected {typeof(T).Name}, came {error}");
        error.Message.ShouldNotContain(character => char.IsControl(character));
        time.Elapsed.ShouldBeLessThan(MaxTime);
        if (session is not null)
        {
            await Should.ThrowAsync<Exception>(() => session.PushAsync(memory, PushPair.Specs("main:again")).AsTask());
            await session.DisposeAsync();
        }
        return (T)error;
    }
}
