namespace GitProto.Storage;

/// <summary>Bounds on a pack that is received. Each is checked before anything is allocated for what lies beyond it.</summary>
public sealed record PackLimits
{
    /// <summary>For packs of a peer one asked for them: room for the largest public repositories.</summary>
    public static PackLimits Default { get; } = new();

    /// <summary>For packs of anybody, as a public server receives them.</summary>
    public static PackLimits Strict { get; } = new()
    {
        MaxPackSize = 4L << 30,
        MaxObjectCount = 20_000_000,
        MaxObjectSize = 1L << 30,
        MaxDeltaObjectSize = 128 << 20,
        MaxDeltaDepth = 4096,
        MaxInflatedSize = 256L << 30,
    };

    /// <summary>Length of the pack, in bytes.</summary>
    public long MaxPackSize { get; init; } = 1L << 40;

    /// <summary>Number of objects.</summary>
    public long MaxObjectCount { get; init; } = uint.MaxValue;

    /// <summary>Size of one object, in bytes.</summary>
    public long MaxObjectSize { get; init; } = 16L << 30;

    /// <summary>Size of an object that is a delta or a delta's base, in bytes: such objects are held in memory, others are not.</summary>
    public int MaxDeltaObjectSize { get; init; } = 512 << 20;

    /// <summary>Number of deltas between an object and a whole one.</summary>
    public int MaxDeltaDepth { get; init; } = 10_000;

    /// <summary>Size of all objects together, and of all that is inflated to name them, in bytes.</summary>
    public long MaxInflatedSize { get; init; } = 4L << 40;
}
