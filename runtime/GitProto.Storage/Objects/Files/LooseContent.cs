using Microsoft.Win32.SafeHandles;

namespace GitProto.Storage;

/// <summary>The bytes of a loose object, whose id is checked at the end.</summary>
internal sealed class LooseContent : InflateSource
{
    private readonly SafeFileHandle file;
    private readonly ObjectId id;
    private readonly ObjectHasher hasher;

    public LooseContent(SafeFileHandle file, in ObjectId id, ObjectType type, long size)
    {
        (this.file, this.id, hasher) = (file, id, new ObjectHasher(id.Format));
        hasher.Begin(type, size);
    }

    public override int Read(long offset, Span<byte> buffer) => RandomAccess.Read(file, buffer, offset);

    public override Exception Corrupt(string problem) => LooseFile.Corrupt(id, problem);

    public override void Saw(ReadOnlySpan<byte> bytes) => hasher.Append(bytes);

    public override void CheckEnd(long offset)
    {
        if (offset != RandomAccess.GetLength(file))
            throw Corrupt("something follows its end");
        if (hasher.Finish() is var actual && actual != id)
            throw LooseFile.Mismatch(id, actual);
    }

    public override void Dispose()
    {
        hasher.Dispose();
        file.Dispose();
    }
}
