namespace GitProto.Storage.Tests.Support;

/// <summary>Bytes that come in small pieces of changing size.</summary>
internal sealed class PiecewiseStream(byte[] bytes, int seed) : MemoryStream(bytes)
{
    private readonly Random random = new(seed);

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, random.Next(1, 200))]);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
}
