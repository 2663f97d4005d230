namespace GitProto.Storage;

/// <summary>A pack that grows while it is received, and is read at the same time.</summary>
internal abstract class PackSpill : PackBytes
{
    /// <summary>Adds bytes at the end.</summary>
    public abstract void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Makes everything added readable.</summary>
    public abstract void Flush();

    /// <summary>Cuts it off.</summary>
    public abstract void SetLength(long length);

    /// <summary>Changes bytes.</summary>
    public abstract void Overwrite(long offset, ReadOnlySpan<byte> bytes);
}
