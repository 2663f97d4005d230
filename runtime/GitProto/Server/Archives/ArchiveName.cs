namespace GitProto.Server;

/// <summary>Which names may stand in an archive. What one unpacks must stay where it was unpacked.</summary>
internal static class ArchiveName
{
    /// <summary>Checks one name of a tree.</summary>
    /// <exception cref="ArchiveRefusedException">It would lead elsewhere, or into a repository.</exception>
    public static void Check(ReadOnlySpan<byte> name, ReadOnlySpan<byte> directory)
    {
        if (name.SequenceEqual("."u8) || name.SequenceEqual(".."u8) || name.Contains((byte)'/') || IsDotGit(name))
            throw ArchiveRefusedException.Fatal($"the name '{Escape.ForDisplay(name)}' in the directory '{Escape.ForDisplay(directory)}' may not stand in an archive");
    }

    /// <summary>Checks what the client wants in front of all names. Git takes anything; a prefix that climbs is refused here.</summary>
    public static void CheckPrefix(ByteString prefix)
    {
        foreach (var part in prefix.Span.Split((byte)'/'))
        {
            if (prefix.Span[part].SequenceEqual(".."u8))
                throw ArchiveRefusedException.Fatal($"the prefix '{prefix.ToDisplayString()}' leads out of where an archive is unpacked");
        }
    }

    private static bool IsDotGit(ReadOnlySpan<byte> name) =>
        name.Length == 4 && name[0] == '.' && (name[1] | 0x20) == 'g' && (name[2] | 0x20) == 'i' && (name[3] | 0x20) == 't';
}
