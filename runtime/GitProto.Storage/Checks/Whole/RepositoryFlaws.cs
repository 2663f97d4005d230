namespace GitProto.Storage;

/// <summary>What is wrong with a repository. The values are those of git's exit code.</summary>
/// <remarks>Source: measured with <c>git fsck</c>; its page names no numbers.</remarks>
[Flags]
public enum RepositoryFlaws
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>An object is damaged, or has an error in its format.</summary>
    Objects = 1,

    /// <summary>Something is not there that a ref, a reflog or an object leads to.</summary>
    Reachability = 2,

    /// <summary>A pack or its index is damaged, or holds an object with an error.</summary>
    Packs = 4,

    /// <summary>A ref is of a form it cannot have.</summary>
    Refs = 8,

    /// <summary>A multi-pack index is damaged, or does not agree with its packs.</summary>
    MultiPackIndex = 32,

    /// <summary>A reverse index is damaged, or does not agree with its pack (git tells so since 2.40).</summary>
    ReverseIndex = 64,
}
