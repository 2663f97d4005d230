using System.Security.Cryptography;

namespace GitProto.Storage;

/// <summary>A hash of the platform: right for trailers of files; for objects it does not look for collisions.</summary>
internal sealed class PlainHash(ObjectFormat format) : IObjectHash
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(
        format == ObjectFormat.Sha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);

    public ObjectFormat Format { get; } = format;

    public void Append(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

    public ObjectId Finish()
    {
        Span<byte> bytes = stackalloc byte[32];
        return ObjectId.FromBytes(bytes[..hash.GetHashAndReset(bytes)]);
    }

    public void Dispose() => hash.Dispose();
}
