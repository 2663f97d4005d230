namespace GitProto.Server;

/// <summary>What a client was let in for.</summary>
/// <param name="Served">The repository; whoever has this disposes of it.</param>
/// <param name="Service">What it may do.</param>
/// <param name="Version">The version of the protocol it asked for.</param>
internal sealed record Admission(ServedRepository Served, GitService Service, int Version) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Served.Dispose();
}
