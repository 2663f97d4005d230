namespace GitProto.Storage;

/// <summary>A file that git itself reads from a tree, and that hides in other names on some file systems.</summary>
internal readonly struct SpecialFile(string name, string hash)
{
    /// <summary><c>.gitmodules</c>.</summary>
    public static readonly SpecialFile Modules = new("gitmodules", "gi7eba");

    /// <summary><c>.gitattributes</c>.</summary>
    public static readonly SpecialFile Attributes = new("gitattributes", "gi7d29");

    /// <summary><c>.gitignore</c>.</summary>
    public static readonly SpecialFile Ignore = new("gitignore", "gi250a");

    /// <summary><c>.mailmap</c>.</summary>
    public static readonly SpecialFile Mailmap = new("mailmap", "maba30");

    /// <summary>True if some file system takes the name of an entry for this file.</summary>
    public bool Matches(ReadOnlySpan<byte> entry) => HfsNames.IsDotFile(entry, name) || NtfsNames.IsDotFile(entry, name, hash);

    /// <summary>True if NTFS takes a name for this file.</summary>
    public bool MatchesOnNtfs(ReadOnlySpan<byte> entry) => NtfsNames.IsDotFile(entry, name, hash);
}
