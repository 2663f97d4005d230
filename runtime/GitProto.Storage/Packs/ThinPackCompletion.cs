namespace GitProto.Storage;

/// <summary>Adds the bases that a thin pack leaves out, and corrects the count in its header and its trailer. No other byte changes.</summary>
internal sealed class ThinPackCompletion(PackSpill pack, PackTable table, DeltaForest forest, DeltaResolver resolver, PackIndexOptions options)
{
    /// <summary>The new trailer.</summary>
    public ObjectId Checksum { get; private set; }

    /// <summary>Adds bases until no delta waits, or none of those wanted can be had.</summary>
    /// <returns>How many were added.</returns>
    public int Run(IBaseObjects bases, CancellationToken cancellationToken)
    {
        var end = pack.Length - options.Format.ByteLength();
        var completed = 0;
        using var hasher = new ObjectHasher(options.CreateHash());
        foreach (var (id, chain) in forest.Chains.OrderBy(chain => forest.Peek(chain.Value)))
        {
            if (forest.Peek(chain) < 0 || bases.TryRead(id) is not { } found)
                continue;
            var actual = hasher.Hash(found.Type, found.Span);
            if (actual != id)
                throw new HashMismatchException($"The delta base read as {id} has the id {actual}.");
            if (completed++ == 0)
                pack.SetLength(end);
            var index = Append(id, found);
            pack.Flush();
            resolver.ResolveFrom(index, cancellationToken);
        }
        if (completed > 0)
            Correct(cancellationToken);
        return completed;
    }

    private int Append(in ObjectId id, GitObject found)
    {
        Span<byte> header = stackalloc byte[EntryHeaderWriter.MaxLength];
        header = header[..EntryHeaderWriter.Write(header, (PackEntryType)found.Type, found.Size)];
        var data = Deflater.Compress(found.Span);
        var entry = new PackEntry
        {
            Offset = pack.Length,
            Size = found.Size,
            Id = id,
            Crc = Crc32.Update(Crc32.Update(0, header), data),
            Base = -1,
            Type = (PackEntryType)found.Type,
            ObjectType = found.Type,
        };
        pack.Append(header);
        pack.Append(data);
        return table.Add(entry);
    }

    private void Correct(CancellationToken cancellationToken)
    {
        Span<byte> header = stackalloc byte[PackHeader.Length];
        PackHeader.Write(header, (uint)table.Count);
        pack.Overwrite(0, header);
        pack.Flush();
        using var hash = new TrailerHash(options.Format);
        var buffer = new byte[1 << 16];
        for (long offset = 0, length = pack.Length; offset < length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = pack.Read(offset, buffer);
            hash.Append(buffer.AsSpan(0, read));
            offset += read;
        }
        Checksum = hash.Finish();
        pack.Append(ObjectId.AsSpan(Checksum));
        pack.Flush();
    }
}
