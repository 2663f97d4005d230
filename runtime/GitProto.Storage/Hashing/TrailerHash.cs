namespace GitProto.Storage;

/// <summary>The check sum at the end of a pack or an index. It finds damage, not malice, so it is the plain hash; no object id comes from it.</summary>
internal sealed class TrailerHash(ObjectFormat format) : IDisposable
{
    private readonly PlainHash hash = new(format);

    /// <summary>True if a file ends in the hash of what stands before it.</summary>
    public static bool IsRight(ReadOnlySpan<byte> file, ObjectFormat format)
    {
        var end = file.Length - format.ByteLength();
        using var hash = new PlainHash(format);
        hash.Append(file[..end]);
        return hash.Finish() == ObjectId.FromBytes(file[end..]);
    }

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => hash.Append(bytes);

    /// <summary>Gives the hash, and begins anew.</summary>
    public ObjectId Finish() => hash.Finish();

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();
}
