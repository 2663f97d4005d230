namespace GitProto.Server;

/// <summary>Writes the entries of one archive. Disposing lets go of memory; the stream stays open.</summary>
internal interface IArchiveWriter : IAsyncDisposable
{
    /// <summary>Writes what stands before all entries.</summary>
    ValueTask BeginAsync(CancellationToken cancellationToken);

    /// <summary>Writes an entry.</summary>
    ValueTask WriteAsync(ArchiveEntry entry, CancellationToken cancellationToken);

    /// <summary>Writes what stands behind all entries. An archive without it is cut.</summary>
    ValueTask EndAsync(CancellationToken cancellationToken);
}
