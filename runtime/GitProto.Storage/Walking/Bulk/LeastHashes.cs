namespace GitProto.Storage;

/// <summary>For each object the least hint of the names it has, whoever comes first.</summary>
internal sealed class LeastHashes(int count)
{
    private readonly uint[] hashes = Filled(count);

    /// <summary>The least hint of an object; 0 if it has none.</summary>
    public uint this[int number] => hashes[number] == uint.MaxValue ? 0 : hashes[number];

    /// <summary>Takes a hint; safe for many threads.</summary>
    public void Take(int number, uint hash)
    {
        ref var least = ref hashes[number];
        for (var seen = Volatile.Read(ref least); hash < seen;)
        {
            var found = Interlocked.CompareExchange(ref least, hash, seen);
            if (found == seen)
                break;
            seen = found;
        }
    }

    private static uint[] Filled(int count)
    {
        var hashes = new uint[count];
        Array.Fill(hashes, uint.MaxValue);
        return hashes;
    }
}
