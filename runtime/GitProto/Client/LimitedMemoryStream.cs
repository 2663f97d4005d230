namespace GitProto.Client;

/// <summary>Memory for an answer that is short unless something is wrong.</summary>
internal sealed class LimitedMemoryStream(int limit) : MemoryStream
{
    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Length + buffer.Length > limit)
            throw new LimitExceededException(nameof(limit), limit, "The list of formats");
        return base.WriteAsync(buffer, cancellationToken);
    }
}
