using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>A fetch from a server that breaks rules, into a repository on disk, under <see cref="HostileRow"/>.</summary>
internal static class HostileFetch
{
    /// <summary>Opens a session, lists, and fetches everything.</summary>
    public static Task<T> RefusedAsync<T>(params byte[][] script)
        where T : Exception => RefusedAsync<T>(script, null, null);

    public static async Task<T> RefusedAsync<T>(
        IEnumerable<byte[]> script, GitClientOptions? options, FetchOptions? fetch, ObjectFormat format = ObjectFormat.Sha1, CancellationToken cancellationToken = default)
        where T : Exception
    {
        using var place = new TestDirectory();
        using var repository = FileRepository.Create(place.At("own.git"), format: format, options: new FileRepositoryOptions { Fsync = FsyncComponents.None });
        await repository.Refs.SetAsync(RefName.Parse("refs/tags/mine"), repository.Objects.Write(ObjectType.Blob, System.Text.Encoding.ASCII.GetBytes(HostileRow.Secret)), cancellationToken);
        await File.AppendAllTextAsync(place.At("own.git", "config"), $"[this]\n\tside = {HostileRow.Secret}\n", cancellationToken);
        await using var server = ScriptedServer.Start(script);
        GitSession? session = null;
        var row = new HostileRow
        {
            Store = () => HostileRow.Files(place.Path),
            IsClosed = async error =>
            {
                if (session is not null)
                    await ClosedAsync(session, error);
                await server.LeftAsync();
            },
        };

        var error = await row.RunAsync(async () =>
        {
            session = await GitClient.OpenAsync(server.Near, options, cancellationToken);
            await session.FetchAsync(repository, fetch ?? new FetchOptions { RefSpecs = [RefSpec.Mirror], Prune = true }, cancellationToken);
        });

        if (session is not null)
            await session.DisposeAsync();
        if (error is not T refused)
            throw new AssertionException($"Expected {typeof(T).Name}, came {error?.ToString() ?? "no error"}");
        return refused;
    }

    /// <summary>After a fault of the peer the session is of no use; what this side refused by itself leaves it open until it is disposed.</summary>
    private static async Task ClosedAsync(GitSession session, Exception error)
    {
        if (error is PolicyException or RefRefusedException or CapabilityNotAdvertisedException)
            await session.DisposeAsync();
        else
            (await Should.ThrowAsync<IOException>(() => session.GetRefsAsync().AsTask())).Message.ShouldContain("cannot be used any more");
    }
}
