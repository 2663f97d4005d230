using System.Buffers;
using System.Buffers.Binary;

namespace GitProto.Storage;

/// <summary>
/// The body of an object in a pooled array, with room before it for the header of the object and behind it for the padding of the hash, so that
/// the hashed message is a row of whole blocks. Counted by those who hold it, all of one thread.
/// </summary>
internal sealed class ObjectBody
{
    private const int Head = 64;
    private const int MaxPadding = 72;
    private readonly byte[] array;
    private int holders = 1;

    private ObjectBody(byte[] array, int length) => (this.array, Length) = (array, length);

    /// <summary>Length of the body in bytes.</summary>
    public int Length { get; }

    /// <summary>What it takes of memory, in bytes.</summary>
    public int Capacity => array.Length;

    /// <summary>The body.</summary>
    public Span<byte> Bytes => array.AsSpan(Head, Length);

    /// <summary>The body, and room behind it that may be overwritten until it is framed.</summary>
    public Span<byte> Room => array.AsSpan(Head);

    /// <summary>Gives one of nonsense.</summary>
    public static ObjectBody Rent(int length) => new(ArrayPool<byte>.Shared.Rent(Head + length + Math.Max(Inflater.Slack, MaxPadding)), length);

    /// <summary>Counts another holder.</summary>
    public void Hold() => holders++;

    /// <summary>Gives the array back when the last holder lets go.</summary>
    public void Release()
    {
        if (--holders == 0)
            ArrayPool<byte>.Shared.Return(array);
    }

    /// <summary>Writes header and padding around the body.</summary>
    /// <returns>Blocks of 64 bytes.</returns>
    public ArraySegment<byte> Frame(ObjectType type)
    {
        Span<byte> header = stackalloc byte[32];
        header = header[..ObjectHasher.WriteHeader(header, type, Length)];
        var start = Head - header.Length;
        header.CopyTo(array.AsSpan(start));
        var message = header.Length + Length;
        var framed = (message + 9 + Sha1Steps.BlockLength - 1) / Sha1Steps.BlockLength * Sha1Steps.BlockLength;
        var padding = array.AsSpan(start + message, framed - message);
        padding.Clear();
        padding[0] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(padding[^8..], message * 8L);
        return new(array, start, framed);
    }
}
