using System.IO.Pipelines;

namespace GitProto.Client;

/// <summary>A pack on its way, and what was said ahead of it.</summary>
internal sealed class PackDelivery(PipeReader pack, Func<CancellationToken, ValueTask> complete)
{
    /// <summary>The pack. It ends where the server ends it.</summary>
    public PipeReader Pack => pack;

    /// <summary>True if the end of the pack is the end of the connection, so that nothing but the pack itself tells a cut from an end.</summary>
    public bool IsRaw { get; init; }

    /// <summary>Commits that join the shallow boundary.</summary>
    public IReadOnlyList<ObjectId> Shallows { get; init; } = [];

    /// <summary>Commits that leave it.</summary>
    public IReadOnlyList<ObjectId> Unshallows { get; init; } = [];

    /// <summary>Reads what stands behind the pack, which must have been read to its end.</summary>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) => complete(cancellationToken);
}
