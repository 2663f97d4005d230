namespace GitProto.Storage;

/// <summary>The check sum at the end of a pack or an index. It finds damage, not malice, so it is the plain hash; no object id comes from it.</summary>
internal sealed class TrailerHash(ObjectFormat format) : IDisposable
{
    private readonly PlainHash hash = new(format);

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => hash.Append(bytes);

    /// <summary>Gives the hash, and begins anew.</summary>
    public ObjectId Finish() => hash.Finish();

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();
}
