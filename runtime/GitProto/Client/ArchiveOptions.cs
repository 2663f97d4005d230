namespace GitProto.Client;

/// <summary>Which archive a client wants.</summary>
public sealed record ArchiveOptions
{
    /// <summary>What the tree is called: a ref of the server, short or whole, and perhaps a path behind a colon (<c>v1.0:docs</c>).</summary>
    public required ByteString Tree { get; init; }

    /// <summary><c>tar</c>, <c>tar.gz</c>, <c>tgz</c>, <c>zip</c>, or another that the server knows. Null, the default: the server's default, which is tar.</summary>
    public string? Format { get; init; }

    /// <summary>What every path of the archive begins with; <c>name/</c> puts all into a directory. Default nothing.</summary>
    public ByteString Prefix { get; init; }

    /// <summary>How hard to compress, 0 to 9. Null, the default: as the server likes.</summary>
    public int? Level { get; init; }

    /// <summary>True to be told the name of each file, as text of the server. Default no.</summary>
    public bool Verbose { get; init; }

    /// <summary>The paths that are wanted; none, the default, for all. <c>*</c> and <c>?</c> stand for what they stand for in git's pathspecs.</summary>
    public IReadOnlyList<ByteString> Paths { get; init; } = [];
}
