namespace GitProto.Storage;

/// <summary>Names objects by SHA-1, eight at a time.</summary>
internal sealed class LaneNamer : ObjectNamer
{
    // What waits in lanes takes memory.
    private const long MaxHeld = 32 << 20;
    private readonly LaneHasher<NamedObject> hasher;
    private long held;

    public LaneNamer(Action<NamedObject, ObjectId> named)
        : base(named) => hasher = new(End);

    public override void Add(in NamedObject one)
    {
        if (held + one.Body.Capacity > MaxHeld)
            hasher.Flush();
        held += one.Body.Capacity;
        hasher.Add(one.Body.Frame(one.Type), one);
        if (held > MaxHeld)
            hasher.Flush();
    }

    public override void Flush() => hasher.Flush();

    public override void Dispose()
    {
    }

    private void End(NamedObject one, ObjectId id)
    {
        held -= one.Body.Capacity;
        Named(one, id);
    }
}
