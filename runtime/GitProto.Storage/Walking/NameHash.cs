using System.Runtime.CompilerServices;

namespace GitProto.Storage;

/// <summary>Git's hint of likeness for paths: the last sixteen characters count, the last most. It can be continued from a directory to what it holds.</summary>
internal static class NameHash
{
    /// <summary>Continues a hash over more of a path.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Append(uint hash, ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (c is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r'))
                hash = unchecked((hash >> 2) + ((uint)c << 24));
        }
        return hash;
    }
}
