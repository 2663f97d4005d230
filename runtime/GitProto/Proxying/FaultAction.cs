namespace GitProto.Proxying;

/// <summary>What becomes of a packet.</summary>
/// <param name="Bytes">What is sent in its place.</param>
/// <param name="Ends">True if the stream ends behind it.</param>
public readonly record struct FaultAction(byte[] Bytes, bool Ends = false)
{
    /// <summary>How long it is held back first.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The packet goes on as it is.</summary>
    public static FaultAction Pass(byte[] packet) => new(packet);
}
