using System.Text;

namespace GitProto.Server;

/// <summary>Puts the id of a file where <c>$Id$</c> stands in it.</summary>
/// <remarks>Source: gitattributes "ident".</remarks>
internal static class IdentKeyword
{
    /// <summary>Expands it.</summary>
    public static ReadOnlyMemory<byte> Expand(ReadOnlyMemory<byte> content, ObjectId id)
    {
        if (content.Span.IndexOf("$Id"u8) < 0)
            return content;
        var result = new MemoryStream(content.Length + 64);
        var rest = content.Span;
        while (rest.IndexOf((byte)'$') is >= 0 and var dollar)
        {
            result.Write(rest[..(dollar + 1)]);
            rest = rest[(dollar + 1)..];
            if (Length(rest) is not (> 0 and var length))
                continue;
            result.Write(Encoding.ASCII.GetBytes($"Id: {id} $"));
            rest = rest[length..];
        }
        result.Write(rest);
        return result.ToArray();
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
