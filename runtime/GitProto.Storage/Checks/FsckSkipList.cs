namespace GitProto.Storage;

/// <summary>A file of ids, one a line; a <c>#</c> begins a comment.</summary>
internal static class FsckSkipList
{
    private const int MaxLength = 64 << 20;

    /// <summary>Reads one.</summary>
    /// <exception cref="PolicyException">It is not there, or a line is no id.</exception>
    public static HashSet<ObjectId> Read(string path)
    {
        var content = SmallFile.TryRead(path, MaxLength, nameof(MaxLength), PathGuard.None)
            ?? throw new PolicyException($"could not open object name list: {Escape.ForDisplay(path)}.");
        var ids = new HashSet<ObjectId>();
        foreach (var whole in new ByteLines(content))
        {
            var line = whole;
            if (line.IndexOf((byte)'#') is >= 0 and var comment)
                line = line[..comment];
            line = line.Trim(" \t\r"u8);
            if (line.IsEmpty)
                continue;
            if (!ObjectId.TryParse(line, out var id))
                throw new PolicyException($"invalid object name: {Escape.ForDisplay(line)}.");
            ids.Add(id);
        }
        return ids;
    }
}
