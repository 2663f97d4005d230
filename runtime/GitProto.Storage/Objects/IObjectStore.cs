using System.IO.Pipelines;

namespace GitProto.Storage;

/// <summary>
/// Objects by id. Only parsed ids reach a store, so no text of a peer can become a path or a query. Implementations are safe for
/// use by many threads at once.
/// </summary>
public interface IObjectStore
{
    /// <summary>The hash that names the objects here.</summary>
    ObjectFormat Format { get; }

    /// <summary>True if the object is here. An id of another format is never here.</summary>
    bool Contains(in ObjectId id);

    /// <summary>Finds kind and size of an object without reading it whole.</summary>
    /// <param name="id">The object.</param>
    /// <param name="type">Its kind.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <returns>False if it is not here.</returns>
    /// <exception cref="CorruptPackException">It is here, but damaged.</exception>
    bool TryReadHeader(in ObjectId id, out ObjectType type, out long size);

    /// <summary>Reads an object.</summary>
    /// <param name="id">The object.</param>
    /// <param name="maxSize">The largest size taken into memory, in bytes.</param>
    /// <returns>Null if it is not here.</returns>
    /// <exception cref="LimitExceededException">It is larger than <paramref name="maxSize"/>; nothing was allocated.</exception>
    /// <exception cref="CorruptPackException">It is here, but damaged.</exception>
    /// <exception cref="HashMismatchException">It is here, but its bytes have another id.</exception>
    GitObject? TryRead(in ObjectId id, long maxSize = int.MaxValue);

    /// <summary>Opens an object to be read once. Of a large one only a window is in memory, unless the store has to put it together.</summary>
    /// <param name="id">The object.</param>
    /// <param name="maxInMemory">The largest size taken into memory where that has to be, in bytes.</param>
    /// <returns>Null if it is not here; the caller disposes of it.</returns>
    /// <exception cref="LimitExceededException">It has to be in memory as a whole, and is larger than <paramref name="maxInMemory"/>.</exception>
    /// <exception cref="CorruptPackException">It is here, but damaged. What is damaged further on is told by its stream.</exception>
    /// <exception cref="HashMismatchException">It is here, but its bytes have another id.</exception>
    ObjectContent? OpenRead(in ObjectId id, long maxInMemory = int.MaxValue) => TryRead(id, maxInMemory) is { } found ? new ObjectContent(found) : null;

    /// <summary>Stores an object; one that is here already is left as it is.</summary>
    /// <returns>Its id.</returns>
    ObjectId Write(ObjectType type, ReadOnlySpan<byte> content);

    /// <summary>
    /// Reads a pack up to its trailer and not a byte further, checks it, adds the bases that a thin pack lacks from this store,
    /// and makes its objects visible all at once, or none of them.
    /// </summary>
    /// <param name="pack">The stream, standing at the first byte of the pack.</param>
    /// <param name="options">Limits and checks.</param>
    /// <param name="progress">Told how far the work is; may be null.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    /// <exception cref="CorruptPackException">The pack breaks a rule of the format.</exception>
    /// <exception cref="LimitExceededException">A limit of the options was hit.</exception>
    /// <exception cref="ObjectRefusedException">The options have objects checked, and one has an error.</exception>
    /// <exception cref="IOException">The stream ended early.</exception>
    ValueTask<ReceivedPack> ReceivePackAsync(
        PipeReader pack, ReceivePackOptions options, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default);
}
