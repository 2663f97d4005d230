namespace GitProto.Conformance.Peers;

/// <summary>A server that is running.</summary>
/// <param name="address">Where it is reached.</param>
/// <param name="root">The directory that it serves, where this program can reach it; null where it cannot.</param>
/// <param name="end">Ends it; null for one that this program did not start.</param>
public sealed class RunningServer(ServerAddress address, string? root, Func<ValueTask>? end = null) : IAsyncDisposable
{
    /// <summary>Where it is reached.</summary>
    public ServerAddress Address => address;

    /// <summary>The directory that it serves, where this program can reach it; null where it cannot.</summary>
    public string? Root => root;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => end?.Invoke() ?? ValueTask.CompletedTask;
}
