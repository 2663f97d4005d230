namespace GitProto.Proxying;

/// <summary>
/// How much of a conversation may wait for the watch, which reads one side at a time and never slows the sides down. What does not fit in memory waits in a temporary file.
/// </summary>
public sealed record WatchLimits
{
    /// <summary>The defaults.</summary>
    public static WatchLimits Default { get; } = new();

    /// <summary>Bytes of one side that wait in memory. Default 1 MiB.</summary>
    public int Memory { get; init; } = 1 << 20;

    /// <summary>Bytes of one side that wait in a file. Where more would, the conversation goes on and is watched no more. Default 1 GiB.</summary>
    public long Disk { get; init; } = 1L << 30;

    /// <summary>Where such files are made. Default the directory of the system.</summary>
    public string Directory { get; init; } = Path.GetTempPath();
}
