using System.Buffers;

namespace GitProto.Storage;

/// <summary>Copies a stored entry under a new header. The CRC covers the old one, so that is read too.</summary>
internal static class StoredEntryCopy
{
    // Up to this size an entry is checked before a byte of it is sent.
    private const int Small = 32 << 10;

    /// <summary>Writes the new header and the stored stream.</summary>
    /// <exception cref="CorruptPackException">The stored bytes do not have the CRC of the index.</exception>
    public static ValueTask RunAsync(PackOutput output, StoredEntry entry, ReadOnlySpan<byte> header, CancellationToken cancellationToken)
    {
        var length = entry.HeaderLength + entry.DataLength;
        if (length <= Small)
        {
            CopySmall(output, entry, header, (int)length);
            return default;
        }
        output.Write(header);
        return CopyLargeAsync(output, entry, cancellationToken);
    }

    private static void CopySmall(PackOutput output, in StoredEntry entry, ReadOnlySpan<byte> header, int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        var bytes = buffer.AsSpan(0, length);
        Read(entry, entry.Offset, bytes);
        Check(entry, Crc32.Update(0, bytes));
        output.Write(header);
        output.Write(bytes[entry.HeaderLength..]);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static async ValueTask CopyLargeAsync(PackOutput output, StoredEntry entry, CancellationToken cancellationToken)
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
