namespace GitProto.Server;

/// <summary>The refs that name a commit, as git lists them behind it. Of refs that the client does not see none is named.</summary>
/// <remarks>Source: git-log "PRETTY FORMATS", <c>%d</c> and <c>%D</c>.</remarks>
internal static class Decorations
{
    /// <summary>Names of refs with commas between them; nothing if no ref names the commit.</summary>
    public static byte[] Of(RefView refs, ObjectId commit)
    {
        var head = refs.Head is { Target: { } target } found && target == commit ? found : null;
        var names = new List<byte[]>();
        var isOnBranch = false;
        foreach (var shown in refs.List())
        {
            var name = shown.Ref.Name;
            if (name.IsHead || name.StartsWith("refs/replace/"u8) || (shown.Ref.Target != commit && shown.Peeled != commit))
                continue;
            if (head?.SymbolicTarget == name)
                isOnBranch = true;
            else
                names.Add(shown.Peeled is not null || name.StartsWith("refs/tags/"u8) ? [.. "tag: "u8, .. Short(name)] : Short(name));
        }
        if (head is not null)
            names.Add(isOnBranch ? [.. "HEAD -> "u8, .. Short(head.SymbolicTarget!)] : "HEAD"u8.ToArray());
        names.Reverse();
        return [.. names.SelectMany((name, index) => index == 0 ? name : [.. ", "u8, .. name])];
    }

    private static byte[] Short(RefName name)
    {
        var bytes = name.Bytes.Span;
        foreach (var folder in new[] { "refs/heads/"u8.ToArray(), "refs/tags/"u8.ToArray(), "refs/remotes/"u8.ToArray() })
        {
            if (bytes.StartsWith(folder))
                return bytes[folder.Length..].ToArray();
        }
        return bytes.ToArray();
    }
}
