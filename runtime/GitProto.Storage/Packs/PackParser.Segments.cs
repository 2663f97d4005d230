namespace GitProto.Storage;

/// <content>A part of a pack that begins with some entry.</content>
internal sealed partial class PackParser
{
    private List<long>? baseOffsets;
    private long segmentEnd;

    /// <summary>Of a segment: where the bases of its OFS deltas begin, in the order of the deltas. What is there is looked up by who joins the segments.</summary>
    public IReadOnlyList<long> BaseOffsets => baseOffsets ?? [];

    /// <summary>Size of all objects so far, in bytes.</summary>
    public long InflatedSize => inflatedSize;

    /// <summary>Begins a segment in the place of a whole pack. It is done with the first entry that begins at its end or behind.</summary>
    public void BeginSegment(long start, long end)
    {
        baseOffsets = [];
        (position, segmentEnd) = (start, end);
        BeginEntry(start);
    }

    /// <summary>Names the objects that have no name yet.</summary>
    public void EndSegment() => namer.Flush();

    private void NoteBase(ref PackEntry entry)
    {
        if (baseOffsets is null)
            entry.Base = table.Find(header.BaseOffset);
        else
            baseOffsets.Add(header.BaseOffset);
    }
}
