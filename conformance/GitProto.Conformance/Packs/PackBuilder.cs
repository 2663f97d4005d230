using GitProto.Storage;

namespace GitProto.Conformance.Packs;

/// <summary>Makes packs, right and wrong ones, entry by entry.</summary>
internal sealed class PackBuilder(ObjectFormat format = ObjectFormat.Sha1)
{
    private readonly List<byte> bytes = [];
    private uint count;

    public long Offset => PackHeader.Length + bytes.Count;

    /// <summary>Adds a whole object.</summary>
    /// <returns>Where its entry begins.</returns>
    public long Whole(ObjectType type, byte[] body) => Entry((PackEntryType)type, body.Length, [], Deflater.Compress(body));

    /// <summary>Adds a delta on the entry at an offset.</summary>
    public long Ofs(long baseOffset, byte[] delta) => Distance(Offset - baseOffset, delta);

    /// <summary>Adds a delta on what lies so many bytes back.</summary>
    public long Distance(long distance, byte[] delta)
    {
        var buffer = new byte[10];
        var length = EntryHeaderWriter.WriteDistance(buffer, distance);
        return Entry(PackEntryType.OfsDelta, delta.Length, buffer[..length], Deflater.Compress(delta));
    }

    /// <summary>Adds a delta on an object.</summary>
    public long Ref(ObjectId baseId, byte[] delta) =>
        Entry(PackEntryType.RefDelta, delta.Length, ObjectId.AsSpan(baseId).ToArray(), Deflater.Compress(delta));

    /// <summary>Adds an entry of which every part is given.</summary>
    public long Entry(PackEntryType type, long size, byte[] reference, byte[] stream)
    {
        var header = new byte[EntryHeaderWriter.MaxLength];
        return Raw([.. header[..EntryHeaderWriter.Write(header, type, size)], .. reference, .. stream]);
    }

    /// <summary>Adds bytes in the place of an entry.</summary>
    public long Raw(byte[] entry)
    {
        var offset = Offset;
        bytes.AddRange(entry);
        count++;
        return offset;
    }

    /// <summary>Gives the pack with a right trailer.</summary>
    public byte[] Build(uint? promised = null, uint version = 2)
    {
        var pack = new byte[Offset];
        PackHeader.Write(pack, promised ?? count);
        pack[7] = (byte)version;
        bytes.CopyTo(pack, PackHeader.Length);
        return [.. pack, .. Hash(pack)];
    }

    public byte[] Hash(byte[] data)
    {
        using var hash = new PlainHash(format);
        hash.Append(data);
        return ObjectId.AsSpan(hash.Finish()).ToArray();
    }
}
