namespace GitProto.Transports;

/// <summary>Keeps the last bytes of a stream of any length.</summary>
internal sealed class TailBuffer(int capacity)
{
    private readonly Lock gate = new();
    private readonly byte[] bytes = new byte[capacity];
    private long total;

    /// <summary>Adds bytes, and forgets as many old ones if there is no room.</summary>
    public void Add(ReadOnlySpan<byte> added)
    {
        lock (gate)
        {
            foreach (var value in added.Length > capacity ? added[^capacity..] : added)
                bytes[total++ % capacity] = value;
        }
    }

    /// <summary>The last bytes, in order.</summary>
    public byte[] ToArray()
    {
        lock (gate)
        {
            if (total <= capacity)
                return bytes[..(int)total];
            var start = (int)(total % capacity);
            return [.. bytes[start..], .. bytes[..start]];
        }
    }
}
