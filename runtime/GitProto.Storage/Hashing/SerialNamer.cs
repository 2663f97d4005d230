namespace GitProto.Storage;

/// <summary>Names one object after the other, with any hash.</summary>
internal sealed class SerialNamer(IObjectHash hash, Action<NamedObject, ObjectId> named) : ObjectNamer(named)
{
    private readonly ObjectHasher hasher = new(hash);

    public override void Add(in NamedObject one) => Named(one, hasher.Hash(one.Type, one.Body.Bytes));

    public override void Flush()
    {
    }

    public override void Dispose() => hasher.Dispose();
}
