namespace GitProto.Client;

/// <summary>One ref of a push, and what became of it.</summary>
/// <param name="Name">Its name on the server.</param>
/// <param name="Source">What it was pushed from, as it was found here: the name of a ref, or what was asked for; empty for a delete.</param>
/// <param name="Old">What the server had when it was asked; null if nothing.</param>
/// <param name="New">What was pushed; null for a delete.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Reason">For a ref that was refused why, in git's words or, cleaned for display, those of the server; null otherwise.</param>
public sealed record PushedRef(RefName Name, ByteString Source, ObjectId? Old, ObjectId? New, PushedRefStatus Status, string? Reason = null)
{
    /// <summary>What a hook of the server made of the ref, if it did more, or other things, than it was asked for.</summary>
    public IReadOnlyList<RewrittenRef> Rewritten { get; init; } = [];

    /// <summary>True if the server has now what was pushed.</summary>
    public bool Succeeded => Status <= PushedRefStatus.Deleted;
}
