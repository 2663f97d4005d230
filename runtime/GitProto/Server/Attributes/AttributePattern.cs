namespace GitProto.Server;

/// <summary>The paths of one line of an attribute file.</summary>
/// <remarks>Source: gitattributes "DESCRIPTION"; gitignore "PATTERN FORMAT".</remarks>
internal sealed class AttributePattern
{
    private readonly PathGlob? glob;
    private readonly byte[] literal;
    private readonly bool onlyDirectories;
    private readonly bool onlyName;

    /// <summary>Reads a pattern that is not empty and does not begin with an exclamation mark.</summary>
    public AttributePattern(ReadOnlySpan<byte> text)
    {
        onlyDirectories = text.EndsWith("/"u8);
        if (onlyDirectories)
            text = text[..^1];
        onlyName = !text.Contains((byte)'/');
        if (text.StartsWith("/"u8))
            text = text[1..];
        literal = text.ToArray();
        if (text.ContainsAny("*?[\\"u8))
            glob = PathGlob.Compile(text, stopsAtSlash: !onlyName);
    }

    /// <summary>True if a path fits.</summary>
    /// <param name="path">The path below the directory of the attribute file.</param>
    /// <param name="isDirectory">True if it is a directory.</param>
    public bool Matches(ReadOnlySpan<byte> path, bool isDirectory)
    {
        if (onlyDirectories && !isDirectory)
            return false;
        var text = onlyName ? path[(path.LastIndexOf((byte)'/') + 1)..] : path;
        return glob?.IsMatch(text) ?? text.SequenceEqual(literal);
    }
}
