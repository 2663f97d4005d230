namespace GitProto.Storage.Tests.Support;

/// <summary>Takes messages for equal whose first bytes are: so that two contents with one name can be had.</summary>
internal sealed class WeakHash(ObjectFormat format, int length) : IObjectHash
{
    private readonly IObjectHash hash = ObjectHashes.Create(format);
    private int seen;

    public ObjectFormat Format => hash.Format;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var taken = bytes[..Math.Min(length - seen, bytes.Length)];
        hash.Append(taken);
        seen += taken.Length;
    }

    public ObjectId Finish()
    {
        seen = 0;
        return hash.Finish();
    }

    public void Dispose() => hash.Dispose();
}
