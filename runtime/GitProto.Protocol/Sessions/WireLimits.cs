namespace GitProto.Protocol;

/// <summary>How much one message of a peer may be. What goes over a bound ends in <see cref="LimitExceededException"/>.</summary>
public sealed record WireLimits
{
    /// <summary>The defaults.</summary>
    public static WireLimits Default { get; } = new();

    /// <summary>Lines kept in memory for one message. Streams (refs of an advertisement, a pack) are not counted. Default 1,000,000.</summary>
    public int MaxLinesPerMessage { get; init; } = 1_000_000;

    /// <summary>Bytes of lines kept in memory for one message. Default 64 MiB.</summary>
    public long MaxBytesPerMessage { get; init; } = 64L << 20;

    /// <summary>Lines of a stream, such as refs of an advertisement. Default 50 million.</summary>
    public long MaxStreamedLines { get; init; } = 50_000_000;

    /// <summary>Capability words of one message. Default 4,096.</summary>
    public int MaxCapabilities { get; init; } = 4096;

    /// <summary>Packets of the head of a request that may come before its kind is known. Default 1,024.</summary>
    public int MaxHeadPackets { get; init; } = 1024;

    /// <summary>Packets in a row that say nothing (empty data in a band). Default 1 million.</summary>
    public int MaxIdlePackets { get; init; } = 1_000_000;
}
