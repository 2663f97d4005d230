using System.Text;

namespace GitProto.Storage;

/// <summary>Names under which NTFS finds a file whose name begins with a dot: other cases, short names, streams, spaces and dots at the end.</summary>
/// <remarks>Source: CVE-2014-9390, CVE-2019-1352 to 1354; git-config <c>core.protectNTFS</c>.</remarks>
internal static class NtfsNames
{
    private const int ShortLength = 6;

    /// <summary>True for <c>.git</c> and <c>git~1</c>, alone or ahead of a separator or the name of a stream.</summary>
    public static bool IsDotGit(ReadOnlySpan<byte> name)
    {
        var length = StartsWith(name, ".git") ? 4 : StartsWith(name, "git~1") ? 5 : 0;
        if (length == 0)
            return false;
        var rest = name[length..].TrimStart(" ."u8);
        return rest.IsEmpty || rest[0] is (byte)'\\' or (byte)'/' or (byte)':';
    }

    /// <summary>True for a dot file, under its own name or one of the short names it may have.</summary>
    /// <param name="name">The name of an entry.</param>
    /// <param name="file">The file, without its dot.</param>
    /// <param name="hash">How its short names begin that NTFS makes of a hash once the plain ones are taken.</param>
    public static bool IsDotFile(ReadOnlySpan<byte> name, string file, string hash)
    {
        if (name.StartsWith("."u8) && StartsWith(name[1..], file))
            return IsEnd(name[(file.Length + 1)..]);
        if (name.Length >= ShortLength + 2 && StartsWith(name, file[..ShortLength]) && name[ShortLength] == '~' && name[ShortLength + 1] is >= (byte)'1' and <= (byte)'4')
            return IsEnd(name[(ShortLength + 2)..]);
        return name.Length >= ShortLength + 2 && IsHashed(name[..(ShortLength + 2)], hash) && IsEnd(name[(ShortLength + 2)..]);
    }

    // Eight characters: some of the hash, a tilde, and a number without leading zero.
    private static bool IsHashed(ReadOnlySpan<byte> name, string hash)
    {
        var tilde = name.IndexOf((byte)'~');
        return tilde >= 0 && tilde <= ShortLength && StartsWith(name, hash[..tilde])
            && name[tilde + 1] is >= (byte)'1' and <= (byte)'9' && !name[(tilde + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static bool IsEnd(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" ."u8);
        return rest.IsEmpty || rest[0] == ':';
    }

    private static bool StartsWith(ReadOnlySpan<byte> name, string prefix) => name.Length >= prefix.Length && Ascii.EqualsIgnoreCase(name[..prefix.Length], prefix);
}
