namespace GitProto.Storage;

/// <summary>Short names of refs, by git's rules.</summary>
public static class RefShorthand
{
    private static readonly string[] Prefixes = ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"];

    /// <summary>The full names that a short one can mean, the likeliest first.</summary>
    public static IEnumerable<RefName> Candidates(ByteString text)
    {
        foreach (var prefix in Prefixes)
        {
            if (RefName.TryParse(Join(prefix, text), out var name))
                yield return name;
        }
        if (RefName.TryParse(ByteString.Wrap([.. "refs/remotes/"u8, .. text.Span, .. "/HEAD"u8]), out var head))
            yield return head;
    }

    /// <summary>The full name a new ref gets for a short one: that of a tag if what it comes from is one, else of a branch.</summary>
    internal static ByteString Expand(ByteString text, RefName source)
    {
        var span = text.Span;
        if (span.StartsWith("refs/"u8))
            return text;
        if (span.StartsWith("heads/"u8) || span.StartsWith("tags/"u8) || span.StartsWith("remotes/"u8))
            return Join("refs/", text);
        return Join(source.StartsWith("refs/tags/"u8) ? "refs/tags/" : "refs/heads/", text);
    }

    private static ByteString Join(string prefix, ByteString text) => ByteString.Wrap([.. ((ByteString)prefix).Span, .. text.Span]);
}
