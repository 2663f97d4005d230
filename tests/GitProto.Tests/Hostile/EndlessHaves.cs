using System.Globalization;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>A client with more history than any negotiation takes.</summary>
internal sealed class EndlessHaves : IHaveWalker
{
    private long last;

    public bool Exhausted => false;

    public IReadOnlyList<ObjectId> Next(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => ObjectId.Parse((++last).ToString("x40", CultureInfo.InvariantCulture)))];

    public bool MarkCommon(in ObjectId id) => true;

    public void MarkAdvertised(in ObjectId id)
    {
    }
}
