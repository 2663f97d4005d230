namespace GitProto.Storage;

/// <summary>Weighs what is found of one object after the other, and tells it.</summary>
internal sealed class FsckReporter(FsckOptions options, Action<FsckMessage>? report)
{
    private ObjectId current;
    private ObjectType type;

    /// <summary>How many errors there were.</summary>
    public int Errors { get; private set; }

    /// <summary>Says which object the next findings are about.</summary>
    public void Begin(in ObjectId id, ObjectType kind) => (current, type) = (id, kind);

    /// <summary>Whether a finding is told at all.</summary>
    public bool Wants(FsckId id) => options.Severities[id] != FsckSeverity.Ignore;

    /// <summary>Takes a finding.</summary>
    /// <returns>True if it is an error, behind which nothing more of the object is looked at.</returns>
    public bool Tell(FsckId id, string text)
    {
        var severity = options.Severities[id];
        if (severity == FsckSeverity.Ignore || options.SkipList.Contains(current))
            return false;
        var isError = severity >= FsckSeverity.Error;
        if (isError)
            Errors++;
        report?.Invoke(new FsckMessage(current, type, id, isError, text));
        return isError;
    }

    /// <summary>Takes a finding that quotes the object.</summary>
    public bool Tell(FsckId id, string text, ReadOnlySpan<byte> quoted) => Tell(id, text + Escape.ForDisplay(quoted));
}
