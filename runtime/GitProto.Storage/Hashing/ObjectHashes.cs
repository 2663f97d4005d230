namespace GitProto.Storage;

/// <summary>Makes hashes for objects.</summary>
public static class ObjectHashes
{
    /// <summary>The hash used unless an option says otherwise: SHA-256, or SHA-1 that refuses collision attacks as Git's does.</summary>
    public static IObjectHash Create(ObjectFormat format) => format == ObjectFormat.Sha1 ? new DetectingSha1() : new PlainHash(format);

    /// <summary>The platform's hash, which does not look for collisions; an explicit choice, faster for SHA-1.</summary>
    public static IObjectHash CreatePlain(ObjectFormat format) => new PlainHash(format);
}
