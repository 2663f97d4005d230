namespace GitProto.Client;

/// <summary>What is asked of a list of refs.</summary>
public sealed record ListRefsOptions
{
    /// <summary>The defaults: all refs, with everything the server can say of them.</summary>
    public static ListRefsOptions Default { get; } = new();

    /// <summary>Only names that begin with one of these; all if there is none. A server of v0 or v1 sends all, and the client drops the others.</summary>
    public IReadOnlyList<ByteString> Prefixes { get; init; } = [];

    /// <summary>Whether to say what annotated tags stand for.</summary>
    public bool Peel { get; init; } = true;

    /// <summary>Whether to say where symbolic refs point. Servers of v0 and v1 say it of HEAD only, if at all.</summary>
    public bool Symrefs { get; init; } = true;

    /// <summary>Whether to name HEAD where its branch has no commit yet; servers of v2 can, if they offer it.</summary>
    public bool Unborn { get; init; } = true;

    internal bool Includes(ByteString name)
    {
        foreach (var prefix in Prefixes)
        {
            if (name.Span.StartsWith(prefix.Span))
                return true;
        }
        return Prefixes.Count == 0;
    }
}
