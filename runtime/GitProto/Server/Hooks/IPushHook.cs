namespace GitProto.Server;

/// <summary>Code of a host that is asked about pushes. One instance may be asked about several pushes at the same time.</summary>
public interface IPushHook
{
    /// <summary>
    /// Called when the objects have come, are checked and still invisible to everybody else, before any ref moves. It refuses or rewrites commands one by
    /// one. An exception refuses them all, and ends the service with that exception once the client was told.
    /// </summary>
    /// <param name="push">The push; of no use once this has returned.</param>
    /// <param name="cancellationToken">The client has gone, the time is over, or the service ends. Nothing is changed then.</param>
    ValueTask CheckAsync(Push push, CancellationToken cancellationToken);

    /// <summary>Called when the refs have moved and the client was told. It changes nothing any more.</summary>
    /// <param name="push">The push with the commands that were made. Its objects are the repository's now.</param>
    /// <param name="cancellationToken">The time is over, or the service ends.</param>
    ValueTask UpdatedAsync(Push push, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
