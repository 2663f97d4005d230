using System.Buffers;
using System.Text;

namespace GitProto.Storage;

/// <summary>Names under which HFS+ finds a file whose name begins with a dot: in other cases, and with characters in them that it drops.</summary>
/// <remarks>Source: CVE-2014-9390; git-config <c>core.protectHFS</c>.</remarks>
internal static class HfsNames
{
    /// <summary>True for <c>.git</c>.</summary>
    public static bool IsDotGit(ReadOnlySpan<byte> name) => IsDotFile(name, "git");

    /// <summary>True for a dot file.</summary>
    /// <param name="name">The name of an entry.</param>
    /// <param name="file">The file, without its dot.</param>
    public static bool IsDotFile(ReadOnlySpan<byte> name, string file)
    {
        if (Next(ref name) != '.')
            return false;
        foreach (var expected in file)
        {
            var rune = Next(ref name);
            if (rune > 0x7f || char.ToLowerInvariant((char)rune) != expected)
                return false;
        }
        return Next(ref name) is 0 or '/';
    }

    // Bytes that are no UTF-8 end the name, as git sees it.
    private static int Next(ref ReadOnlySpan<byte> name)
    {
        while (!name.IsEmpty && Rune.DecodeFromUtf8(name, out var rune, out var used) == OperationStatus.Done)
        {
            name = name[used..];
            if (!IsDropped(rune.Value))
                return rune.Value;
        }
        return 0;
    }

    private static bool IsDropped(int rune) => rune is >= 0x200c and <= 0x200f or >= 0x202a and <= 0x202e or >= 0x206a and <= 0x206f or 0xfeff;
}
