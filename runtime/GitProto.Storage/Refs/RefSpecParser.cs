namespace GitProto.Storage;

/// <summary>Reads refspecs by git's rules.</summary>
internal static class RefSpecParser
{
    /// <summary>Reads a refspec.</summary>
    /// <returns>What is wrong, as the end of a sentence; null if nothing is.</returns>
    public static string? TryParse(ByteString text, RefSpecKind kind, out RefSpec? spec)
    {
        spec = null;
        var rest = text.Span;
        var force = rest.StartsWith("+"u8);
        var negative = rest.StartsWith("^"u8);
        if (force || negative)
            rest = rest[1..];
        if (kind == RefSpecKind.Push && rest.SequenceEqual(":"u8))
        {
            spec = new RefSpec(new RefPattern(default), null, force, false, kind);
            return null;
        }
        var colon = rest.LastIndexOf((byte)':');
        var hasDestination = colon >= 0 && !negative;
        var source = hasDestination ? rest[..colon] : rest;
        var destination = hasDestination ? rest[(colon + 1)..] : default;
        if (source.SequenceEqual("@"u8))
            source = "HEAD"u8;
        if (source.IsEmpty && kind == RefSpecKind.Fetch && !negative)
            source = "HEAD"u8;
        if (Check(source, kind, negative, hasDestination) is { } problem)
            return problem;
        if (kind == RefSpecKind.Fetch && !hasDestination && !negative && source.Contains((byte)'*'))
            return "it has a * and no other side";
        if (hasDestination && CheckDestination(source, destination, kind) is { } other)
            return other;
        var target = destination.IsEmpty ? null : new RefPattern(new ByteString(destination));
        spec = new RefSpec(new RefPattern(new ByteString(source)), target, force, negative, kind);
        return null;
    }

    private static string? Check(ReadOnlySpan<byte> source, RefSpecKind kind, bool negative, bool hasDestination)
    {
        if (negative)
            return source.IsEmpty ? "there is nothing after ^" : ObjectId.TryParse(source, out _) ? "an object id cannot be left out" : CheckSide(source);
        if (source.IsEmpty)
            return hasDestination ? null : "it is empty";
        // What a push sends may be any expression that names an object here; it is looked up, not sent.
        return kind == RefSpecKind.Push && hasDestination && !source.Contains((byte)'*') ? null : CheckSide(source);
    }

    private static string? CheckDestination(ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, RefSpecKind kind)
    {
        if (source.Contains((byte)'*') != destination.Contains((byte)'*'))
            return "one side has a * and the other has none";
        if (destination.IsEmpty)
            return kind == RefSpecKind.Fetch ? null : "it has nothing after the colon";
        return CheckSide(destination);
    }

    // One level is allowed: a short name. The * is judged as if it were a letter.
    private static string? CheckSide(ReadOnlySpan<byte> side)
    {
        var star = side.IndexOf((byte)'*');
        if (star != side.LastIndexOf((byte)'*'))
            return "it has more than one *";
        byte[] name = [.. "x/"u8, .. side];
        if (star >= 0)
            name[star + 2] = (byte)'x';
        return RefFormat.CheckComponents(name);
    }
}
