using System.Text;

namespace GitProto.Server;

/// <summary>Puts the id of a file where <c>$Id$</c> stands in it.</summary>
/// <remarks>Source: gitattributes "ident".</remarks>
internal static class IdentKeyword
{
    /// <summary>Expands it.</summary>
    public static ReadOnlyMemory<byte> Expand(ReadOnlyMemory<byte> content, ObjectId id)
    {
        var expanded = Encoding.ASCII.GetBytes($"$Id: {id} $");
        var (growth, any) = (0L, false);
        for (var rest = content.Span; TryFind(ref rest, out _, out var length);)
            (growth, any) = (growth + expanded.Length - length, true);
        if (!any)
            return content;
        var result = ArchiveContent.Allocate(content.Length + growth);
        var from = content.Span;
        var to = result.AsSpan();
        for (var rest = from; TryFind(ref rest, out var at, out _); from = rest)
        {
            from[..at].CopyTo(to);
            expanded.CopyTo(to[at..]);
            to = to[(at + expanded.Length)..];
        }
        from.CopyTo(to);
        return result;
    }

    /// <summary>Finds the next place, and goes on behind it.</summary>
    private static bool TryFind(ref ReadOnlySpan<byte> rest, out int at, out int length)
    {
        for (at = 0; rest[at..].IndexOf((byte)'$') is >= 0 and var dollar; at += dollar + 1)
        {
            length = Length(rest[(at + dollar + 1)..]) + 1;
            if (length == 1)
                continue;
            at += dollar;
            rest = rest[(at + length)..];
            return true;
        }
        length = 0;
        return false;
    }

    /// <summary>Bytes of what stands for an id behind a dollar; 0 if nothing does.</summary>
    private static int Length(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("Id$"u8))
            return 3;
        if (!text.StartsWith("Id:"u8))
            return 0;
        var end = text[3..].IndexOf((byte)'$');
        if (end < 0)
            return 0;
        var between = text[3..(3 + end)];
        // Blanks within are of another system, whose text is left alone.
        var space = between.Length > 1 ? between[1..].IndexOf((byte)' ') + 1 : 0;
        return between.Contains((byte)'\n') || (space > 0 && space < between.Length - 1) ? 0 : 3 + end + 1;
    }
}
