using System.Buffers.Binary;

namespace GitProto.Storage;

/// <summary>Where the chunks of a file lie that begins with a table of them (gitformat-chunk).</summary>
internal sealed class ChunkTable
{
    private const int EntryLength = 12;
    private readonly Dictionary<uint, (int Start, int Length)> chunks = [];

    private ChunkTable()
    {
    }

    /// <summary>Reads the table.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="start">Where the table begins.</param>
    /// <param name="count">How many chunks there are.</param>
    /// <param name="end">Where the check sum behind the chunks begins.</param>
    /// <exception cref="CorruptPackException">It is cut off, or chunks lie outside the file, in disorder, or twice.</exception>
    public static ChunkTable Read(ReadOnlySpan<byte> file, int start, int count, int end)
    {
        var first = start + ((count + 1) * EntryLength);
        if (end < first)
            throw new CorruptPackException($"The table of {count} chunks does not fit into the {end} bytes before the check sum.");
        var table = new ChunkTable();
        var entries = file[start..first];
        for (var number = 0; number < count; number++)
        {
            var entry = entries[(number * EntryLength)..];
            var id = Id(entry);
            var (from, to) = (Offset(entry), Offset(entry[EntryLength..]));
            if (from < (ulong)first || to < from || to > (ulong)end)
                throw new CorruptPackException($"Chunk {number} goes from {from} to {to}, where chunks lie from {first} to {end}.");
            if (id == 0 || !table.chunks.TryAdd(id, ((int)from, (int)(to - from))))
                throw new CorruptPackException($"Chunk {number} has the id {id:x8}, which ends the table or stands in it twice.");
        }
        return Id(entries[(count * EntryLength)..]) == 0 ? table : throw new CorruptPackException($"The table of {count} chunks does not end with them.");
    }

    /// <summary>Finds a chunk.</summary>
    /// <returns>Its place in the file; null if there is none.</returns>
    public (int Start, int Length)? TryFind(ReadOnlySpan<byte> id) => chunks.TryGetValue(Id(id), out var found) ? found : null;

    /// <summary>Finds a chunk that has to be there, and to be so long.</summary>
    /// <returns>Where it begins.</returns>
    /// <exception cref="CorruptPackException">It is not.</exception>
    public int Demand(ReadOnlySpan<byte> id, long length) => TryFind(id) is { } found && found.Length == length
        ? found.Start
        : throw new CorruptPackException($"The chunk {Id(id):x8} is not there or has not the {length} bytes that it should have.");

    private static uint Id(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt32BigEndian(entry);

    private static ulong Offset(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt64BigEndian(entry[4..]);
}
