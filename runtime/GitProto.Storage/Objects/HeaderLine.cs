namespace GitProto.Storage;

/// <summary>The fixed-width lines <c>key SP hex LF</c> at the head of commits and tags.</summary>
internal static class HeaderLine
{
    /// <summary>Reads one line and steps behind it.</summary>
    /// <returns>False, with nothing moved, if another line stands here.</returns>
    public static bool TryReadId(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> key, ObjectFormat format, out ObjectId id)
    {
        id = default;
        var width = key.Length + format.HexLength();
        if (rest.Length <= width || rest[width] != '\n' || !rest.StartsWith(key) || !ObjectId.TryParse(rest[key.Length..width], format, out id))
            return false;
        rest = rest[(width + 1)..];
        return true;
    }

    /// <summary>Reads one line of text after a key and steps behind it.</summary>
    public static bool TryReadText(scoped ref ReadOnlySpan<byte> rest, scoped ReadOnlySpan<byte> key, out ReadOnlySpan<byte> text)
    {
        text = default;
        var end = rest.IndexOf((byte)'\n');
        if (end < 0 || !rest.StartsWith(key))
            return false;
        text = rest[key.Length..end];
        rest = rest[(end + 1)..];
        return true;
    }
}
