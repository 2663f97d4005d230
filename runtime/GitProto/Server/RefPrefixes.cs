namespace GitProto.Server;

/// <summary>A set of prefixes in order and without overlap, so that a store is asked for each ref once.</summary>
internal static class RefPrefixes
{
    /// <summary>Leaves out what a shorter prefix covers.</summary>
    /// <returns>One empty prefix, which covers everything, if there are none or more than the limit.</returns>
    public static IReadOnlyList<ByteString> Reduce(IReadOnlyCollection<ByteString> prefixes, int limit)
    {
        if (prefixes.Count == 0 || prefixes.Count > limit)
            return [ByteString.Empty];
        var reduced = new List<ByteString>();
        foreach (var prefix in prefixes.Order())
        {
            if (reduced.Count == 0 || !prefix.Span.StartsWith(reduced[^1].Span))
                reduced.Add(prefix);
        }
        return reduced;
    }
}
