using System.Text;

namespace GitProto.Storage.Tests.Support;

/// <summary>Takes every message with a certain word in it for a collision attack, since no object that is one has been published.</summary>
internal sealed class SuspiciousHash(ObjectFormat format) : IObjectHash
{
    /// <summary>The word.</summary>
    public const string Word = "sha-mbles";

    private readonly IObjectHash hash = ObjectHashes.Create(format);
    private readonly List<byte> seen = [];

    public ObjectFormat Format => hash.Format;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        hash.Append(bytes);
        seen.AddRange(bytes);
    }

    public ObjectId Finish()
    {
        var id = hash.Finish();
        var isAttack = seen.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(Word)) >= 0;
        seen.Clear();
        return isAttack ? throw CollisionCheck.Error(id) : id;
    }

    public void Dispose() => hash.Dispose();
}
