namespace GitProto.Protocol;

/// <summary>A stream whose bytes go to band 1 of a message.</summary>
internal sealed class BandWriteStream(BandWriter bands) : WriteOnlyStream
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        buffer.IsEmpty ? ValueTask.CompletedTask : bands.WriteDataAsync(buffer, cancellationToken);
}
