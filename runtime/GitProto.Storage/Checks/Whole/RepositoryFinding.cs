namespace GitProto.Storage;

/// <summary>One finding of a check of a repository.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Object">The object it is about; null for a ref or a pack.</param>
/// <param name="Text">The words of <c>git fsck</c>, of a broken link two lines. What they quote is escaped.</param>
public readonly record struct RepositoryFinding(RepositoryFindingKind Kind, ObjectId? Object, string Text)
{
    /// <summary>True for what was asked for, which git writes to standard output; the rest are complaints.</summary>
    public bool IsListed => Kind >= RepositoryFindingKind.BrokenLink;

    /// <summary>The text.</summary>
    public override string ToString() => Text;

    internal static RepositoryFinding Error(string text, ObjectId? about = null) => new(RepositoryFindingKind.Error, about, text);
}
