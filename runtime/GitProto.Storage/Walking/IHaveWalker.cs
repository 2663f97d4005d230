namespace GitProto.Storage;

/// <summary>Chooses which commits a client tells the server it has, and learns from the answers.</summary>
public interface IHaveWalker
{
    /// <summary>True if there is nothing more to tell.</summary>
    bool Exhausted { get; }

    /// <summary>The next commits to tell.</summary>
    /// <param name="count">At most this many.</param>
    /// <returns>Fewer, or none, if the walk ends.</returns>
    IReadOnlyList<ObjectId> Next(int count);

    /// <summary>The server has this commit, so it has all its ancestors: they need not be told.</summary>
    /// <returns>True if that was not known before.</returns>
    bool MarkCommon(in ObjectId id);

    /// <summary>
    /// The server advertised this commit, so it has it and all its ancestors; but it does not know that the client has it too. So this one
    /// is told, and its ancestors are not. Called before the first <see cref="Next"/>; ids that are not here are passed over.
    /// </summary>
    void MarkAdvertised(in ObjectId id);
}
