namespace GitProto.Storage;

/// <summary>Copies stored entries under new headers. The CRC covers the old header, so that is read too.</summary>
internal sealed class StoredEntryCopy(PackOutput output)
{
    // Up to this size an entry is checked before a byte of it is sent.
    private const int Small = 32 << 10;
    private readonly StoredEntryReader reader = new();

    /// <summary>Whether an entry can be copied at once.</summary>
    public static bool IsSmall(in StoredEntry entry) => entry.HeaderLength + entry.DataLength <= Small;

    /// <summary>Writes the new header and the stored stream of a small entry.</summary>
    /// <exception cref="CorruptPackException">The stored bytes do not have the CRC of the index.</exception>
    public void Copy(in StoredEntry entry, ReadOnlySpan<byte> header)
    {
        var bytes = reader.Read(entry, entry.HeaderLength + (int)entry.DataLength);
        Check(entry, Crc32.Update(0, bytes));
        output.Write(header);
        output.Write(bytes[entry.HeaderLength..]);
    }

    /// <summary>Writes the stored stream of an entry of any size, behind the new header.</summary>
    /// <exception cref="CorruptPackException">The stored bytes do not have the CRC of the index.</exception>
    public async ValueTask CopyLargeAsync(StoredEntry entry, CancellationToken cancellationToken)
    {
        var head = new byte[entry.HeaderLength];
        Read(entry, entry.Offset, head);
        var crc = Crc32.Update(0, head);
        for (var left = entry.DataLength; left > 0;)
        {
            var room = output.GetMemory();
            room = room[..(int)Math.Min(room.Length, left)];
            Read(entry, entry.DataOffset + entry.DataLength - left, room.Span);
            crc = Crc32.Update(crc, room.Span);
            output.Advance(room.Span);
            left -= room.Length;
            await output.FlushIfFullAsync(cancellationToken).ConfigureAwait(false);
        }
        Check(entry, crc);
    }

    private static void Read(in StoredEntry entry, long offset, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var read = entry.Pack.ReadRaw(offset, buffer);
            if (read == 0)
                throw new CorruptPackException($"The pack ends inside the entry at offset {entry.Offset}.");
            offset += read;
            buffer = buffer[read..];
        }
    }

    private static void Check(in StoredEntry entry, uint crc)
    {
        if (entry.Crc is { } expected && crc != expected)
            throw new CorruptPackException($"The pack entry at offset {entry.Offset} has the CRC {crc:x8}, but its index says {expected:x8}.");
    }
}
