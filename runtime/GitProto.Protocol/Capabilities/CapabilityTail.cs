namespace GitProto.Protocol;

/// <summary>The capability words that ride on the first line of a message that can carry them.</summary>
public static class CapabilityTail
{
    /// <summary>Takes the words for a line, once.</summary>
    /// <param name="pending">The words that wait; null afterwards.</param>
    /// <param name="present">Whether there are any to write.</param>
    public static ReadOnlySpan<byte> Take(ref Capabilities? pending, out bool present)
    {
        var taken = pending;
        pending = null;
        present = taken is { Words.Count: > 0 };
        return present ? taken!.ToBytes() : default;
    }
}
