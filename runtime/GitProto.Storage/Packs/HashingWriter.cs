using System.Buffers.Binary;

namespace GitProto.Storage;

/// <summary>Writes the numbers and ids of an index file to a stream, and the hash of all at the end.</summary>
internal sealed class HashingWriter(Stream output, ObjectFormat format) : IDisposable
{
    private readonly TrailerHash hash = new(format);
    private readonly byte[] buffer = new byte[1 << 16];
    private int used;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        used += bytes.Length;
    }

    public void Write(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Room(4), value);
        used += 4;
    }

    public void Write(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Room(8), value);
        used += 8;
    }

    public void Write(in ObjectId id) => Write(ObjectId.AsSpan(in id));

    /// <summary>Writes the hash of everything.</summary>
    public void End()
    {
        Flush();
        Write(hash.Finish());
        output.Write(buffer, 0, used);
    }

    public void Dispose() => hash.Dispose();

    private Span<byte> Room(int length)
    {
        if (length > buffer.Length - used)
            Flush();
        return buffer.AsSpan(used);
    }

    private void Flush()
    {
        hash.Append(buffer.AsSpan(0, used));
        output.Write(buffer, 0, used);
        used = 0;
    }
}
