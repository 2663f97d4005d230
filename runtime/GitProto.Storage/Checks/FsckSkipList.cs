namespace GitProto.Storage;

/// <summary>A file of ids, one a line; a <c>#</c> begins a comment.</summary>
internal static class FsckSkipList
{
    private const int MaxLength = 64 << 20;

    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="directory">What a relative path begins at.</param>
    /// <exception cref="PolicyException">It is not there, or a line is no id.</exception>
    public static HashSet<ObjectId> Read(string path, string directory)
    {
        var content = SmallFile.TryRead(Path.IsPathRooted(path) ? path : Path.Join(directory, path), MaxLength, nameof(MaxLength), PathGuard.None)
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
