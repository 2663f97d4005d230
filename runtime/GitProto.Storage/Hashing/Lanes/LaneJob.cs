namespace GitProto.Storage;

/// <summary>A message on its way through a lane.</summary>
internal sealed class LaneJob<T>(ArraySegment<byte> message, T tag)
{
    private readonly byte[] array = message.Array!;
    private int position = message.Offset;

    /// <summary>Names it to the one who gave it.</summary>
    public T Tag { get; } = tag;

    /// <summary>Its hash, once it is known.</summary>
    public ObjectId? Id { get; set; }

    /// <summary>Whether one of its blocks is half of a colliding pair.</summary>
    public bool IsAttack { get; set; }

    /// <summary>Blocks left.</summary>
    public int Left { get; private set; } = message.Count / Sha1Steps.BlockLength;

    /// <summary>Takes a block.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var block = new ReadOnlySpan<byte>(array, position, Sha1Steps.BlockLength);
        position += Sha1Steps.BlockLength;
        Left--;
        return block;
    }
}
