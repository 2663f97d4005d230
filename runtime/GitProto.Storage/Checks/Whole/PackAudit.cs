namespace GitProto.Storage;

/// <summary>The check sums of a pack and its index, in one pass over its bytes.</summary>
internal static class PackAudit
{
    private const int BufferLength = 256 << 10;

    /// <summary>Checks them.</summary>
    /// <param name="part">The pack.</param>
    /// <param name="proven">Whether its bytes were found to be those that the index tells of.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What is wrong, in git's words.</returns>
    public static List<string> Run(StoredPart part, bool proven, CancellationToken cancellationToken)
    {
        var (pack, path) = (part.Pack!, Escape.ForDisplay(part.PlaceOf(default)));
        var problems = new List<string>();
        try
        {
            pack.Index.VerifyChecksum();
        }
        catch (CorruptPackException)
        {
            problems.Add($"Packfile index for {path} hash mismatch");
        }
        if (proven)
            return problems;
        using var hash = new TrailerHash(pack.Format);
        var buffer = new byte[BufferLength];
        var end = pack.Length - pack.Format.ByteLength();
        var entries = new EntrySums(part, end, problem => problems.Add(problem));
        for (var offset = 0L; offset < end;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = pack.ReadRaw(offset, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - offset)));
            if (read == 0)
                break;
            hash.Append(buffer.AsSpan(0, read));
            entries.Add(offset, buffer.AsSpan(0, read));
            offset += read;
        }
        if (hash.Finish() != pack.Checksum)
            problems.Insert(0, $"{path} pack checksum mismatch");
        return problems;
    }
}
