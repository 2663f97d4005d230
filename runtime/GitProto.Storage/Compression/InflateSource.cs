namespace GitProto.Storage;

/// <summary>Where an <see cref="InflateStream"/> has its bytes from, and what has to hold of them.</summary>
internal abstract class InflateSource : IDisposable
{
    /// <summary>Reads compressed bytes at a position.</summary>
    /// <returns>How many; 0 at the end.</returns>
    public abstract int Read(long offset, Span<byte> buffer);

    /// <summary>The error for damage.</summary>
    /// <param name="problem">What is wrong, as the end of a sentence.</param>
    public abstract Exception Corrupt(string problem);

    /// <summary>Is shown the bytes in their order.</summary>
    public virtual void Saw(ReadOnlySpan<byte> bytes)
    {
    }

    /// <summary>Is told that the stream has ended.</summary>
    /// <param name="offset">Where its compressed bytes end.</param>
    public virtual void CheckEnd(long offset)
    {
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
