namespace GitProto.Storage;

/// <summary>Follows symbolic refs, with Git's bound on the length of a chain.</summary>
internal static class RefResolver
{
    /// <summary>How many refs may be read to reach an id, as in Git.</summary>
    public const int MaxDepth = 5;

    /// <summary>Follows a ref to its end.</summary>
    /// <returns>Null if there is no ref of that name.</returns>
    /// <exception cref="RefRefusedException">The chain is longer than <see cref="MaxDepth"/>, as every circle is.</exception>
    public static Ref? Follow(RefName name, Func<RefName, RefValue?> read)
    {
        if (read(name) is not { } value)
            return null;
        var last = LastName(name, value, read, out var target);
        return new Ref(name, target, last == name ? null : last);
    }

    /// <summary>The name at the end of the chain that begins with a ref; the ref itself if it is not symbolic.</summary>
    public static RefName LastName(RefName name, Func<RefName, RefValue?> read) => LastName(name, read(name), read, out _);

    private static RefName LastName(RefName name, RefValue? value, Func<RefName, RefValue?> read, out ObjectId? target)
    {
        var last = name;
        for (var depth = 1; depth <= MaxDepth; depth++)
        {
            target = value?.Target;
            if (value?.Link is not { } link)
                return last;
            last = link;
            value = depth < MaxDepth ? read(link) : null;
        }
        throw new RefRefusedException(name.Bytes, $"its chain of symbolic refs is longer than {MaxDepth}, or a circle");
    }
}
