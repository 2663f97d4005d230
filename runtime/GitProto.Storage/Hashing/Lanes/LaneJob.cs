namespace GitProto.Storage;

/// <summary>A message on its way through a lane.</summary>
internal sealed class LaneJob<T>(T tag)
{
    /// <summary>Names it to the one who gave it.</summary>
    public T Tag { get; } = tag;

    /// <summary>Its hash, once it is known.</summary>
    public ObjectId? Id { get; set; }

    /// <summary>Whether one of its blocks is half of a colliding pair.</summary>
    public bool IsAttack { get; set; }
}
