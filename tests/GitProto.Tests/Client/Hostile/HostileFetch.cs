using System.Diagnostics;
using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>
/// A fetch from a server that breaks rules, and what must hold afterwards: only the stated kind of error, soon, with bounded memory, an unchanged
/// repository, a clean message, and a connection that is not used again.
/// </summary>
internal static class HostileFetch
{
    private const long MaxGrowth = 64 << 20;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(5);

    /// <summary>Opens a session, lists, and fetches everything into a repository on disk.</summary>
    public static Task<T> RefusedAsync<T>(params byte[][] script)
        where T : Exception => RefusedAsync<T>(script, null, null);

    public static async Task<T> RefusedAsync<T>(IEnumerable<byte[]> script, GitClientOptions? options, FetchOptions? fetch)
        where T : Exception
    {
        using var place = new TestDirectory();
        using var repository = FileRepository.Create(place.At("own.git"), options: new FileRepositoryOptions { Durable = false });
        var id = repository.Objects.Write(ObjectType.Blob, "mine"u8);
        await repository.Refs.SetAsync(RefName.Parse("refs/tags/mine"), id);
        var before = Snapshot(place.Path);
        var memory = GC.GetTotalMemory(forceFullCollection: false);
        var time = Stopwatch.StartNew();
        GitSession? session = null;

        var error = await Should.ThrowAsync<Exception>(async () =>
        {
            session = await ScriptedServer.OpenAsync(script, options);
            await session.FetchAsync(repository, fetch ?? new FetchOptions { RefSpecs = [RefSpec.Mirror], Prune = true });
        });

        time.Elapsed.ShouldBeLessThan(MaxTime);
        (GC.GetTotalMemory(forceFullCollection: true) - memory).ShouldBeLessThan(MaxGrowth);
        Snapshot(place.Path).ShouldBe(before);
        if (error is not T)
            Assert.Fail($"Expected {typeof(T).Name}, came {error}");
        error.Message.ShouldNotContain(character => char.IsControl(character));
        error.Message.Length.ShouldBeLessThan(8192);
        if (session is not null && error is MalformedMessageException or LimitExceededException or IOException or RemoteErrorException)
            await Should.ThrowAsync<IOException>(() => session!.GetRefsAsync().AsTask());
        if (session is not null)
            await session.DisposeAsync();
        return (T)error;
    }

    /// <summary>Every file with its content.</summary>
    public static string[] Snapshot(string path) =>
        [.. Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(entry => File.Exists(entry) ? $"{entry} {Convert.ToHexString(File.ReadAllBytes(entry))}" : entry)];
}
