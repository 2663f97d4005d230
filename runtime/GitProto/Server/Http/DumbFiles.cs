using System.Text;
using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Knows the paths by which clients without smart HTTP read the files of a repository. None of them is served.</summary>
internal static class DumbFiles
{
    private const int MaxDepth = 4;

    private static readonly string[] Fixed =
        [HttpTransport.DumbHead, HttpTransport.DumbPacks, HttpTransport.DumbAlternates, HttpTransport.DumbHttpAlternates];

    /// <summary>True if a path is one of them.</summary>
    public static bool Contains(string path)
    {
        if (Fixed.Any(file => path.EndsWith(file, StringComparison.Ordinal)))
            return true;
        var start = path.Length;
        for (var depth = 0; depth < MaxDepth && start > 0 && (start = path.LastIndexOf('/', start - 1)) >= 0; depth++)
        {
            var name = Encoding.UTF8.GetBytes(path[start..]);
            if (HttpTransport.TryReadDumbPack(name, out var pack) || HttpTransport.TryReadDumbPackIndex(name, out pack))
                return IsHex(pack);
            if (HttpTransport.TryReadDumbObject(name, out var first, out var rest))
                return first.Length == 2 && IsHex(first) && IsHex(rest);
        }
        return false;
    }

    private static bool IsHex(ReadOnlySpan<byte> text)
    {
        foreach (var digit in text)
        {
            if (Hex.Value(digit) < 0)
                return false;
        }
        return true;
    }
}
