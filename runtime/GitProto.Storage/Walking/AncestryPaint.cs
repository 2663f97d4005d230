namespace GitProto.Storage;

/// <summary>For up to 64 pairs of commits, which of them lead to one commit.</summary>
internal struct AncestryPaint
{
    /// <summary>The pairs whose supposed ancestor reaches it.</summary>
    public ulong Below;

    /// <summary>The pairs whose supposed descendant reaches it.</summary>
    public ulong Above;

    /// <summary>Whether it waits in the queue.</summary>
    public bool IsQueued;

    /// <summary>Whether it still tells the two sides of some pair apart. Once it does not, nor does anything below it.</summary>
    public readonly bool IsOpen => Below != Above;
}
