namespace GitProto.Storage;

/// <summary>The bytes of a pack entry that is stored whole.</summary>
internal sealed class PackedContent(PackBytes bytes, EntryHeader header) : InflateSource
{
    public override int Read(long offset, Span<byte> buffer) => bytes.Read(offset, buffer);

    public override Exception Corrupt(string problem) => PackFile.Corrupt(header, problem);

    public override void Dispose()
    {
        // The pack stays open for others.
    }
}
