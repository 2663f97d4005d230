namespace GitProto.Storage;

/// <summary>Names around a ref. <c>a</c> and <c>a/b</c> cannot both be refs, whatever the store could hold.</summary>
internal static class RefNames
{
    /// <summary>The refs that would stand in the way: <c>refs/heads/a</c> for <c>refs/heads/a/b</c>.</summary>
    public static IEnumerable<ByteString> Parents(RefName name)
    {
        var bytes = name.Bytes.Memory;
        for (var i = bytes.Length - 1; i > "refs/".Length; i--)
        {
            if (bytes.Span[i] == '/')
                yield return new ByteString(bytes.Span[..i]);
        }
    }

    /// <summary>What every name below a ref begins with.</summary>
    public static ByteString ChildPrefix(RefName name) => ByteString.Wrap([.. name.Bytes.Span, (byte)'/']);
}
