namespace GitProto.Storage;

/// <summary>Makes hashes for objects.</summary>
public static class ObjectHashes
{
    /// <summary>The hash used unless an option says otherwise.</summary>
    public static IObjectHash Create(ObjectFormat format) => new PlainHash(format);

    /// <summary>The platform's hash, which does not look for collisions; an explicit choice, faster for SHA-1.</summary>
    public static IObjectHash CreatePlain(ObjectFormat format) => new PlainHash(format);
}
